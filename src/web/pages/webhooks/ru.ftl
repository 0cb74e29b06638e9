webhooks-add = Добавить и показать секрет
webhooks-added = { $name }: добавлено.
webhooks-answer-failing = { $count ->
    [one] { $count } точка приёма не принимает то, что ей отправлено.
    [few] { $count } точки приёма не принимают то, что им отправлено.
    [many] { $count } точек приёма не принимают то, что им отправлено.
   *[other] { $count } точки приёма не принимают то, что им отправлено.
}
webhooks-answer-good = { $count ->
    [one] { $count } система узнаёт, что здесь происходит.
    [few] { $count } системы узнают, что здесь происходит.
    [many] { $count } систем узнают, что здесь происходит.
   *[other] { $count } системы узнают, что здесь происходит.
}
webhooks-answer-none = Пока ни одна система ничего не узнаёт.
webhooks-change = Изменить
webhooks-changed = { $name }: сохранено.
webhooks-copy = Копировать
webhooks-description = Что это
webhooks-description-what = Только для вас, например «Наша панель».
webhooks-docs = Что в сообщении: для разработчиков
webhooks-empty = Точек приёма пока нет
webhooks-empty-what = Ваша система может за секунды узнавать, кто пришёл, кого нет и что изменилось. Добавьте адрес, который она слушает.
webhooks-events = О чём узнаёт
webhooks-events-what = Ничего не отмечено — узнаёт обо всём.
webhooks-every-event = Обо всём
webhooks-messages = Что ей отправлено
webhooks-new = Добавить точку приёма
webhooks-new-what = Каждое сообщение подписано секретом, который знаете только вы и ваша система. Он будет показан один раз, сразу после этого.
webhooks-no-messages = Ей ещё ничего не отправлено
webhooks-no-messages-what = Отправьте проверку и посмотрите, ответит ли она.
webhooks-old-secret = Прежний тоже подписывает до { $date }.
webhooks-remove = Удалить
webhooks-remove-sure = Удалить { $name }?
webhooks-remove-what = Она больше ничего не узнает, а ждущее отправлено не будет. Отправленное останется в журнале.
webhooks-removed = { $name }: удалено.
webhooks-rotate = Новый секрет
webhooks-rotate-sure = Дать { $name } новый секрет?
webhooks-rotate-what = Новый секрет будет показан один раз. Ещё 24 часа подписывает и нынешний: введите новый в свою систему за это время. Секрет, заменённый раньше, перестанет действовать сразу.
webhooks-rotated = У неё новый секрет.
webhooks-says-failing = Не принимает отправленное с { $date }. Попытки повторяются сами; через пять дней она будет выключена.
webhooks-says-good = Последнее сообщение приняла { $date }.
webhooks-says-new = Ей ещё ничего не отправляли. Отправьте проверку и посмотрите, ответит ли она.
webhooks-says-quiet = В последнее время ничего не принимала. Отправьте проверку и посмотрите, ответит ли она.
webhooks-secret = Секрет
webhooks-secret-once = Скопируйте его в свою систему сейчас. Больше он показан не будет.
webhooks-since = Добавлено
webhooks-state-failing = Не принимает
webhooks-state-good = Работает
webhooks-state-off = Выключена
webhooks-state-quiet = Ещё не проверена
webhooks-switch-off = Выключить
webhooks-switch-on = Включить
webhooks-switched-off = { $name }: выключено, ничего не отправляется.
webhooks-switched-on = { $name }: включено.
webhooks-test = Отправить проверку
webhooks-tested = Проверка отправляется. Что с ней стало, будет видно здесь через мгновение.
webhooks-title = Вебхуки
webhooks-url = Адрес
webhooks-url-what = Например, https://hooks.example.org/rollcall. В сообщениях есть имена, поэтому адрес начинается с https.
