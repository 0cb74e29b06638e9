family-absent = { $name } was not in { $title }.
family-bill = Bill of this period so far
family-bill-waits = { $count ->
    [one] { $count } lesson is not in it yet.
   *[other] { $count } lessons are not in it yet.
}
family-card = Card for the reception
family-empty = No children here yet
family-empty-what = The office enters which children belong to your household. Ask them to add yours.
family-excused = { $name } is excused from { $title }.
family-here = { $name } is in { $title }, since { $clock }.
family-last = The last one
family-minutes = { $planned ->
    [one] { $own } of { $planned } minute
   *[other] { $own } of { $planned } minutes
}
family-missing = { $name } is missing in { $title } since { $clock }.
family-next = { $name }’s next lesson: { $title }, { $day }, { $clock }.
family-next-today = { $name } has { $title } today at { $clock }.
family-nothing = { $name } has no lesson planned.
family-notifications = When I am told
family-open = { $title } is over; whether { $name } was there is not certain yet.
family-rate = { $counted ->
    [0] Nothing settled yet
    [one] At { $attended } of { $counted } lesson
   *[other] At { $attended } of { $counted } lessons
}
family-sessions = Lessons that were
family-thirty-days = Last 30 days
family-title = My children
family-today = Today
family-today-nothing = No lesson today.
family-upcoming = Next lessons
family-upcoming-nothing = Nothing is planned.
family-was-there = { $planned ->
    [one] { $name } was there: { $minutes } of { $planned } minute in { $title }.
   *[other] { $name } was there: { $minutes } of { $planned } minutes in { $title }.
}
family-was-there-somehow = { $name } was there, in { $title }.
