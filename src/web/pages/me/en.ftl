me-answer = { $counted ->
    [0] No lesson of the last 30 days is settled yet.
    [one] You were at { $attended } of { $counted } lesson in the last 30 days.
   *[other] You were at { $attended } of { $counted } lessons in the last 30 days.
}
me-empty = No lessons yet
me-empty-what = After your first lesson you see here whether you were there, and for how long.
me-here = You are in { $title }, since { $clock }.
me-history = All lessons
me-hours = Hours in 30 days
me-last = Last in and out
me-last-in = In
me-last-lesson = Lesson
me-last-out = Out
me-missing = { $title } has been running without you since { $clock }.
me-next = Next lesson
me-next-nothing = Nothing is planned.
me-not-left = Not yet
me-of = of { $count }
me-on-time = On time, 30 days
me-scan = Scan QR to Check-in
me-seven-days = Last 7 days
me-thirty-days = Last 30 days
me-title = My attendance
me-today = Today
me-today-nothing = No lesson today.
me-visits = My visits
