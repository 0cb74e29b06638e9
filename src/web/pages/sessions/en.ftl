sessions-answer-many = { $count ->
    [one] The first session of more.
   *[other] The first { $count } sessions of more.
}
sessions-answer-past = { $count ->
    [0] No session has been held yet.
    [one] { $count } session was held.
   *[other] { $count } sessions were held.
}
sessions-answer-review = { $count ->
    [0] Every session is certain.
    [one] { $count } session is not certain: somebody has to decide.
   *[other] { $count } sessions are not certain: somebody has to decide.
}
sessions-answer-unscheduled = { $count ->
    [0] Every session has its time.
    [one] { $count } session of a subscription has no time yet.
   *[other] { $count } sessions of subscriptions have no time yet.
}
sessions-answer-upcoming = { $count ->
    [0] Nothing is planned.
    [one] { $count } session is running or to come.
   *[other] { $count } sessions are running or to come.
}
sessions-drawn = Drawn on
sessions-empty = No sessions here
sessions-empty-what = Nothing fits these filters. Take one away, or look at the other list.
sessions-kind = Kind
sessions-no-venue = At no venue
sessions-past = Past
sessions-plan = Plan a session
sessions-plan-again = Does it come again? Plan a timetable.
sessions-plan-more = Somebody who is not in the list
sessions-plan-what = One session on one day.
sessions-planned = The session is planned: { $day }, { $time }.
sessions-review = To decide
sessions-seen = Seen
sessions-start = Day and time
sessions-status = Status
sessions-students = Students
sessions-teacher = Teacher
sessions-title = Sessions
sessions-unscheduled = Without a time
sessions-upcoming = Upcoming
sessions-venue = Venue
sessions-what = What
sessions-when = When
sessions-which = Which sessions
