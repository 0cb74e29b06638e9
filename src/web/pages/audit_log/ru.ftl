audit-log-answer = { $count ->
    [0] Изменений не найдено.
    [one] { $count } изменение.
    [few] { $count } изменения, новые сверху.
    [many] { $count } изменений, новые сверху.
   *[other] { $count } изменения, новые сверху.
}
audit-log-answer-many = { $count ->
    [one] Последнее { $count } изменение, есть и другие.
    [few] Последние { $count } изменения, есть и другие.
    [many] Последние { $count } изменений, есть и другие.
   *[other] Последние { $count } изменения, есть и другие.
}
audit-log-by-itself = Сам Rollcall
audit-log-by-whom = Кто
audit-log-detail = Подробно
audit-log-empty = Здесь нет изменений
audit-log-empty-what = Уберите фильтр или посмотрите другие дни.
audit-log-holiday = Праздники
audit-log-household = Семья
audit-log-identity = Идентификатор
audit-log-job = Задание
audit-log-line = Строка счёта
audit-log-membership = Членство
audit-log-message = Сообщение
audit-log-nobody = Так никого не зовут
audit-log-nobody-what = Впишите почту или точное имя человека отсюда.
audit-log-open = Показать
audit-log-organization = Организация
audit-log-person = Человек
audit-log-rate = Ставка
audit-log-session = Занятие
audit-log-subject = О чём
audit-log-timetable = Расписание
audit-log-title = Журнал изменений
audit-log-webhook = Точка приёма
audit-log-what = Что
audit-log-when = Когда
audit-log-who = Кто
