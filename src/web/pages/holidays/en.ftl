holidays-add = Add a holiday
holidays-add-what = Timetables draw nothing on it. What is planned already stays until you move or cancel it.
holidays-added = { $count ->
    [0] { $name } was added.
    [one] { $name } was added; { $count } session is planned on that day and stays.
   *[other] { $name } was added; { $count } sessions are planned on that day and stay.
}
holidays-answer = { $count ->
    [0] No holiday ahead.
    [one] { $count } holiday.
   *[other] { $count } holidays.
} { $sessions ->
    [0] No session stands on one of them.
    [one] { $sessions } session is planned on a holiday.
   *[other] { $sessions } sessions are planned on holidays.
}
holidays-bad-day = This is no day of the calendar; choose a date.
holidays-bad-name = A name has 1 to 200 characters on one line.
holidays-day = Day
holidays-empty = No holiday here
holidays-empty-what = Add the days on which no lesson is drawn.
holidays-name = Name
holidays-past = Show past ones, too
holidays-planned = { $title }, { $time }
holidays-remove = Remove
holidays-removed = The holiday was removed. Lessons are drawn on that day from the next night on.
holidays-title = Holidays
