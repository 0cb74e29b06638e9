# What several pages say, and what is around every page.

common-any = Любой
common-and-more = и ещё { $count }
common-back = Назад
common-choose = Выберите…
common-close = Закрыть
common-from = С
common-live = В прямом эфире
common-nameless = (без имени)
common-next-page = Следующая страница
common-not-live = Нет связи с { "{" }time{ "}" }
common-save = Сохранить
common-search = Найти
common-strangers = { $count ->
    [one] { $count } неопознанный участник
    [few] { $count } неопознанных участника
    [many] { $count } неопознанных участников
   *[other] { $count } неопознанного участника
}
common-to = По

error-forbidden = Эта страница вам недоступна
error-forbidden-what = Ваша учётная запись её не открывает. Возможно, вам хотели прислать другую страницу.
error-home = На мою главную страницу
error-internal = На нашей стороне произошла ошибка
error-internal-what = Ничего не потеряно. Попробуйте снова; если не поможет, сообщите нам номер ниже.
error-not-found = Здесь ничего нет
error-not-found-what = Адрес неверен, или того, что здесь было, уже нет.
error-offline = Нет подключения к сети
error-offline-what = Этой странице нужна сеть. Она вернётся сама, как только появится связь.
error-refused = Не получилось
error-refused-what = Ничего не изменилось.
error-request-id = Номер запроса:
error-try-again = Попробовать снова

layout-account = Моя учётная запись
layout-bell = Мои уведомления
layout-bell-new = { $count ->
    [one] Мои уведомления, { $count } новое
    [few] Мои уведомления, { $count } новых
    [many] Мои уведомления, { $count } новых
   *[other] Мои уведомления, { $count } нового
}
layout-copied = Скопировано
layout-failed = Не получилось. Ничего не изменилось.
layout-kept = Вы снова вошли. Всё, что вы ввели, на месте.
layout-language = Язык
layout-log-out = Выйти
layout-menu = Страницы
layout-offline = Нет связи. Ничего не отправлено.
layout-skip = Перейти к содержанию
layout-theme = Тема

login-choose = Ваш пароль подходит к нескольким организациям. Выберите одну.
login-email = Эл. почта
login-ended = Время входа истекло. Войдите снова: всё, что вы ввели, сохранено.
login-ended-by-hand = Вы вышли.
login-first = Сначала войдите — потом откроется то, что вы искали.
login-organization = Организация
login-password = Пароль
login-refused = Неверный адрес почты или пароль.
login-submit = Войти
login-title = Вход

menu-analytics = Аналитика
menu-audit-log = Журнал изменений
menu-billing = Счета
menu-connections = Подключения
menu-events = Мероприятия
menu-family = Мои дети
menu-households = Семьи
menu-jobs = Задания
menu-me = Моя посещаемость
menu-memberships = Членства
menu-messages = Сообщения
menu-money = Финансы
menu-office = Офис
menu-operation = Система
menu-payroll = Зарплата
menu-people = Люди
menu-policies = Правила
menu-rates = Ставки
menu-reception = Стойка
menu-registrations = Мои регистрации
menu-scan = Сканер
menu-scans = Сканирования
menu-sessions = Занятия
menu-settings = Настройки
menu-subscriptions = Абонементы
menu-timetables = Расписания
menu-today = Сегодня
menu-unmatched = Неопознанные
menu-venues = Площадки
menu-webhooks = Вебхуки
menu-week = Моя неделя

session-needs-review = Нужна проверка
