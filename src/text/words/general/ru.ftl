# Who people are, and what they may choose for themselves or their organisation.

role-superadmin = Главный администратор
role-admin = Администратор
role-finance = Бухгалтерия
role-teacher = Преподаватель
role-moderator = Модератор
role-organizer = Организатор
role-partner = Партнёр
role-receptionist = Сотрудник ресепшена
role-student = Ученик
role-parent = Родитель

theme-light = Светлая
theme-dark = Тёмная
theme-system = Как в системе

digits-latin = 123
digits-arabic = ١٢٣

weekday-monday = Понедельник
weekday-tuesday = Вторник
weekday-wednesday = Среда
weekday-thursday = Четверг
weekday-friday = Пятница
weekday-saturday = Суббота
weekday-sunday = Воскресенье

membershipstatus-active = Действует
membershipstatus-paused = Приостановлено
membershipstatus-ended = Закончилось
