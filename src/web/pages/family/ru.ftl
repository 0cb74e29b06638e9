family-absent = { $name }: отсутствие на занятии «{ $title }».
family-bill = Счёт за этот период на сегодня
family-bill-waits = { $count ->
    [one] { $count } занятие ещё не учтено.
    [few] { $count } занятия ещё не учтены.
    [many] { $count } занятий ещё не учтены.
   *[other] { $count } занятия ещё не учтены.
}
family-card = Карточка для стойки
family-empty = Детей здесь пока нет
family-empty-what = Администрация указывает, какие дети относятся к вашей семье. Попросите добавить ваших.
family-excused = { $name }: занятие «{ $title }» пропущено по уважительной причине.
family-here = { $name } сейчас на занятии «{ $title }», с { $clock }.
family-last = Последнее
family-minutes = { $planned ->
    [one] { $own } из { $planned } минуты
    [few] { $own } из { $planned } минут
    [many] { $own } из { $planned } минут
   *[other] { $own } из { $planned } минуты
}
family-missing = { $name } отсутствует на занятии «{ $title }» с { $clock }.
family-next = { $name }: следующее занятие «{ $title }», { $day }, { $clock }.
family-next-today = { $name }: сегодня занятие «{ $title }» в { $clock }.
family-nothing = { $name }: занятий не запланировано.
family-notifications = О чём мне сообщать
family-open = Занятие «{ $title }» закончилось; присутствие ({ $name }) пока не подтверждено.
family-rate = { $counted ->
    [0] Итогов пока нет
    [one] Посещено { $attended } из { $counted } занятия
    [few] Посещено { $attended } из { $counted } занятий
    [many] Посещено { $attended } из { $counted } занятий
   *[other] Посещено { $attended } из { $counted } занятия
}
family-sessions = Прошедшие занятия
family-thirty-days = Последние 30 дней
family-title = Мои дети
family-today = Сегодня
family-today-nothing = Сегодня занятий нет.
family-upcoming = Ближайшие занятия
family-upcoming-nothing = Ничего не запланировано.
family-was-there = { $planned ->
    [one] { $name } — присутствие: { $minutes } из { $planned } минуты на занятии «{ $title }».
    [few] { $name } — присутствие: { $minutes } из { $planned } минут на занятии «{ $title }».
    [many] { $name } — присутствие: { $minutes } из { $planned } минут на занятии «{ $title }».
   *[other] { $name } — присутствие: { $minutes } из { $planned } минуты на занятии «{ $title }».
}
family-was-there-somehow = { $name } — присутствие на занятии «{ $title }».
