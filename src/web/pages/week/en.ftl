week-after = The week after
week-back-to-this = To this week
week-before = The week before
week-empty = No lesson in this week.
week-later = Next: { $title }, { $day }, { $clock }.
week-later-today = Next: { $title }, today at { $clock }.
week-lessons = { $count ->
    [0] No lesson
    [one] { $count } lesson
   *[other] { $count } lessons
}
week-nothing = Nothing is planned.
week-pay = Your pay of this period so far
week-pay-of = { $count ->
    [one] { $count } lesson, { $hours } hours.
   *[other] { $count } lessons, { $hours } hours.
}
week-pay-waits = { $count ->
    [one] { $count } lesson waits.
   *[other] { $count } lessons wait.
}
week-running = { $title } is running until { $clock }: { $here } of { $expected } here.
week-soon = { $minutes ->
    [one] { $title } in { $minutes } minute, { $clock }.
   *[other] { $title } in { $minutes } minutes, { $clock }.
}
week-this = This week
week-title = My week
week-today = Today
week-waiting = { $count ->
    [one] { $count } lesson waits for you
   *[other] { $count } lessons wait for you
}
week-which = Which week
