week-after = Следующая неделя
week-back-to-this = К этой неделе
week-before = Предыдущая неделя
week-empty = На этой неделе занятий нет.
week-later = Далее: { $title }, { $day }, { $clock }.
week-later-today = Далее: { $title }, сегодня в { $clock }.
week-lessons = { $count ->
    [0] Занятий нет
    [one] { $count } занятие
    [few] { $count } занятия
    [many] { $count } занятий
   *[other] { $count } занятия
}
week-nothing = Ничего не запланировано.
week-pay = Ваша оплата за этот период на сегодня
week-pay-of = { $count ->
    [one] { $count } занятие, { $hours } ч.
    [few] { $count } занятия, { $hours } ч.
    [many] { $count } занятий, { $hours } ч.
   *[other] { $count } занятия, { $hours } ч.
}
week-pay-waits = { $count ->
    [one] { $count } занятие ещё не учтено.
    [few] { $count } занятия ещё не учтены.
    [many] { $count } занятий ещё не учтены.
   *[other] { $count } занятия ещё не учтены.
}
week-running = { $title } идёт до { $clock }: здесь { $here } из { $expected }.
week-soon = { $minutes ->
    [one] { $title } через { $minutes } минуту, { $clock }.
    [few] { $title } через { $minutes } минуты, { $clock }.
    [many] { $title } через { $minutes } минут, { $clock }.
   *[other] { $title } через { $minutes } минуты, { $clock }.
}
week-this = Эта неделя
week-title = Моя неделя
week-today = Сегодня
week-waiting = { $count ->
    [one] { $count } занятие ждёт вас
    [few] { $count } занятия ждут вас
    [many] { $count } занятий ждут вас
   *[other] { $count } занятия ждут вас
}
week-which = Какая неделя
