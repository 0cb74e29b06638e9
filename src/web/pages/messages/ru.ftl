messages-again-said = Отправляется снова.
messages-answer = { $count ->
    [one] { $count } сообщение.
    [few] { $count } сообщения.
    [many] { $count } сообщений.
   *[other] { $count } сообщения.
}
messages-answer-many = { $count ->
    [one] Последнее { $count } сообщение.
    [few] Последние { $count } сообщения.
    [many] Последние { $count } сообщений.
   *[other] Последние { $count } сообщения.
}
messages-channel = Способ
messages-dead = { $count ->
    [one] { $count } сообщение не дошло и оставлено.
    [few] { $count } сообщения не дошли и оставлены.
    [many] { $count } сообщений не дошли и оставлены.
   *[other] { $count } сообщения не дошли и оставлены.
}
messages-empty = Здесь нет сообщений
messages-empty-what = О чём сообщать, каждый выбирает сам; отправленное видно здесь. Измените фильтры или подождите, пока что-нибудь произойдёт.
messages-event = О чём
messages-id = Номер сообщения
messages-left-out = Опущено: { $why }
messages-made = Создано
messages-no-tries = Ещё не отправлялось.
messages-of = Сообщения: { $name }
messages-of-all = Показать для всех
messages-one-again = До { $name } ещё не дошло; новая попытка { $date }.
messages-one-dead = До { $name } не дошло и оставлено: { $why }.
messages-one-dropped = { $name }: не отправлено — { $why }.
messages-one-sent = { $name }: отправлено { $date }.
messages-one-waiting = { $name }: будет отправлено { $date }.
messages-person = Кому
messages-request = Что отправлено
messages-response = Что пришло в ответ
messages-says = Что в нём
messages-show-dead = Показать
messages-title = Сообщения
messages-tries = Все попытки
messages-try-failed = Не принято
messages-try-millis = { $count ->
    [one] { $count } мс
    [few] { $count } мс
    [many] { $count } мс
   *[other] { $count } мс
}
messages-try-sent = Принято
messages-try-status = ответ { $status }
messages-unclear = { $count ->
    [one] Подходит { $count } человек; выберите.
    [few] Подходят { $count } человека; выберите.
    [many] Подходят { $count } человек; выберите.
   *[other] Подходят { $count } человека; выберите.
}
