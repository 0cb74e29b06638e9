people-account = Учётная запись
people-activate = Включить
people-activate-title = Включить учётную запись: { $name }?
people-activate-what = Вход снова будет возможен. Завершённые входы и токены API не вернутся.
people-activated = { $name }: вход снова возможен.
people-active = Активна
people-add = Добавить человека
people-add-what = Войти можно, когда есть адрес почты и пароль.
people-added = { $name }: добавлено.
people-answer = { $count ->
    [0] Никого не найдено.
    [one] { $count } человек.
    [few] { $count } человека.
    [many] { $count } человек.
   *[other] { $count } человека.
}
people-answer-active = { $name }: вход возможен.
people-answer-inactive = { $name }: учётная запись отключена, войти нельзя, история сохраняется.
people-answer-no-email = { $name }: войти нельзя, нет адреса почты.
people-answer-no-password = { $name }: войти пока нельзя, пароль не задан.
people-bad-amount = Это не сумма: пишите как 30.00, не больше шести знаков после точки.
people-bad-email = Это не адрес почты.
people-bad-identity = Идентификатор: от 1 до 512 байт в одной строке.
people-bad-name = Имя: от 1 до 200 знаков в одной строке.
people-bad-password = В пароле не меньше 8 знаков.
people-bad-rate-kind = Выберите, оплата это или начисление.
people-bad-role = Такой роли нет.
people-bad-source = Выберите, откуда идентификатор.
people-card = Карточка для печати
people-changes = Что менялось
people-charge-lines = Начисления
people-comma = ,{" "}
people-deactivate = Отключить
people-deactivate-title = Отключить учётную запись: { $name }?
people-deactivate-what = Все входы и токены API завершатся сейчас и насовсем. Занятия, отчёты и деньги останутся как есть.
people-deactivated = { $name }: вход больше невозможен.
people-edit = Изменить
people-edit-title = Изменить: { $name }
people-edit-what = Прошлые занятия и счета останутся прежними.
people-email = Почта
people-email-hint = С ней входят. Ни у кого другого здесь её быть не может.
people-empty = Никого не найдено
people-empty-what = Уберите фильтр, добавьте человека или загрузите целый список.
people-household = Семья
people-household-hint = Те, кому выставляют общий счёт. Новое название создаст новую семью.
people-id = Номер
people-identities = Идентификаторы
people-identities-own = Свои идентификаторы никто не меняет: от них зависит собственная посещаемость.
people-identities-what = Как этого человека называют платформы. После изменения прошлые занятия оцениваются заново.
people-identity-add = Добавить
people-identity-added = { $value }: привязано. Прошлые занятия оцениваются заново.
people-identity-remove = Убрать
people-identity-removed = { $value }: больше ни к кому не привязано. Прошлые занятия оцениваются заново.
people-identity-source = Откуда
people-identity-value = Идентификатор
people-import-add = Добавится
people-import-adds = { $count ->
    [0] Никто не будет добавлен.
    [one] Будет добавлен { $count } человек.
    [few] Будет добавлено { $count } человека.
    [many] Будет добавлено { $count } человек.
   *[other] Будет добавлено { $count } человека.
}
people-import-again = Изменить список
people-import-ambiguous = Так называются несколько семей.
people-import-answer = Вставьте список или выберите файл. Сначала вы увидите строку за строкой, что произойдёт.
people-import-changed = После просмотра что-то изменилось. Посмотрите ещё раз: никто не добавлен.
people-import-confirm = { $count ->
    [one] Добавить { $count } человека
    [few] Добавить { $count } человека
    [many] Добавить { $count } человек
   *[other] Добавить { $count } человека
}
people-import-done = { $count ->
    [one] Добавлен { $count } человек.
    [few] Добавлено { $count } человека.
    [many] Добавлено { $count } человек.
   *[other] Добавлено { $count } человека.
}
people-import-empty = Список пуст.
people-import-exists = Уже здесь
people-import-fate = Что произойдёт
people-import-file = Файл (CSV)
people-import-hint = Запятые, точки с запятой или табуляции; не больше 2000 человек; несколько ролей в одной ячейке через пробел. Первая строка:
people-import-households = { $count ->
    [one] { $count } новая семья
    [few] { $count } новые семьи
    [many] { $count } новых семей
   *[other] { $count } новой семьи
}
people-import-ignored = Эти столбцы не используются:
people-import-in-use = Этот адрес занят: { $name }.
people-import-keeps = { $count ->
    [one] { $count } уже здесь и останется без изменений.
    [few] { $count } уже здесь и останутся без изменений.
    [many] { $count } уже здесь и останутся без изменений.
   *[other] { $count } уже здесь и останутся без изменений.
}
people-import-left-out = Пропущенные
people-import-line = Строка
people-import-lines = Строка за строкой
people-import-list = Список
people-import-no-header = Первая строка должна называть столбцы, среди них name: name,email,roles,household
people-import-no-name = Нет имени.
people-import-no-role = Нет роли.
people-import-open = Открыть
people-import-preview = Показать, что произойдёт
people-import-refused = Пропущена
people-import-refuses = { $count ->
    [one] { $count } строка пропущена.
    [few] { $count } строки пропущены.
    [many] { $count } строк пропущено.
   *[other] { $count } строки пропущено.
}
people-import-role-not-yours = Эту роль даёт только суперадминистратор: { $role }.
people-import-title = Загрузить список
people-import-too-long = В списке больше 2000 человек. Загрузите его частями.
people-import-twice = Тот же человек стоит в строке { $line }.
people-import-twice-in-header = В первой строке столбец «{ $column }» назван дважды.
people-import-unchanged = Ничего не изменено.
people-import-unknown-role = Нет роли «{ $role }».
people-import-what = Добавятся все сразу или никто. Паролей и сообщений никто не получит.
people-inactive = Отключена
people-language = Язык
people-language-browser = Как в браузере
people-name = Имя
people-no-login = Без входа
people-notifications = Уведомления
people-password = Задать пароль
people-password-hint = Не меньше 8 знаков.
people-password-new = Новый пароль
people-password-set = { $name }: пароль новый, все входы завершены.
people-password-title = Новый пароль: { $name }
people-password-what = Все входы и токены API завершатся. Сообщите пароль лично.
people-pay-lines = Оплата
people-pays-for = Платит за
people-rate-add = Добавить ставку
people-rate-added = { $name }: новая ставка. Открытые месяцы пересчитаются.
people-rate-amount = Сумма
people-rate-for = За что
people-rate-from = С
people-rate-no-day = Укажите, с какого дня.
people-rate-per = За
people-rate-what = Она важнее ставок вида занятий и организации. Закрытые месяцы не изменятся.
people-rates = Личные ставки
people-rates-all = Все ставки
people-rates-none = Личной ставки нет: действуют ставки вида занятий или организации.
people-role = Роль
people-roles = Роли
people-saved = { $name }: сохранено.
people-search = Имя или почта
people-session = Занятие
people-session-attends = Ученик
people-session-late = { $minutes ->
    [0] Присутствие, небольшое опоздание
    [one] Присутствие, опоздание { $minutes } мин
    [few] Присутствие, опоздание { $minutes } мин
    [many] Присутствие, опоздание { $minutes } мин
   *[other] Присутствие, опоздание { $minutes } мин
}
people-session-part = Кто
people-session-status = Состояние
people-session-teaches = Учитель
people-session-verdict = Посещение
people-session-when = Когда
people-sessions = Последние занятия
people-sessions-none = Ни одно занятие ещё не началось.
people-since = Здесь с
people-title = Люди
people-subscriptions-none = Пока нет.
people-subscriptions-sell = Продать абонемент
people-visits-month = Посещения за последние 30 дней
