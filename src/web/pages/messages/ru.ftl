messages-again-said = Отправляем ещё раз. Что из этого вышло, будет видно здесь через мгновение.
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
messages-composed-anew = Письма не хранятся: это составлено заново, каким его получает читатель.
messages-dead = { $count ->
    [one] { $count } сообщение не дошло и оставлено.
    [few] { $count } сообщения не дошли и оставлены.
    [many] { $count } сообщений не дошли и оставлены.
   *[other] { $count } сообщения не дошли и оставлены.
}
messages-empty = Здесь нет сообщений
messages-empty-what = О чём сообщать, каждый выбирает сам; отправленное видно здесь. Измените фильтры или подождите, пока что-нибудь произойдёт.
messages-event = О чём
messages-first-active = Учётная запись { $name } не действует: ей ничего не отправляется.
messages-first-address = У { $name } нет адреса почты: добавьте его, и тогда можно отправить снова.
messages-first-browser = Ни один браузер { $name } не получает уведомлений; когда его разрешат, можно отправить снова.
messages-first-endpoint = Точка приёма выключена: включите её, и тогда можно отправить снова.
messages-first-gone = Получателя больше нет, поэтому снова отправить нельзя.
messages-first-open = Открыть: { $name }
messages-first-server = У этой установки нет способа это отправить: сначала его должен настроить тот, кто её ведёт.
messages-first-wishes = { $name } не хочет получать это таким путём; отправить снова можно, только если это изменится.
messages-happened = Произошло { $date }
messages-id = Номер сообщения
messages-left-out = Опущено: { $why }
messages-made = Создано
messages-no-tries = Ещё не отправлялось.
messages-nobody = Никого по имени { $name } здесь нет.
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
