today-all-sessions = All sessions
today-empty = No lessons on this day
today-empty-what = As soon as one is planned for this day, it stands here.
today-figure-coverage = of the lessons that run are seen
today-figure-here = here
today-figure-late = late
today-figure-missing = missing
today-heading = Today · { $day }
today-here = { $expected ->
    [one] { $here } of { $expected } is here.
   *[other] { $here } of { $expected } are here.
}
today-look = Look at it
today-minutes-late = { $minutes } min late
today-minutes-missing = missing for { $minutes } min
today-missing = { $count ->
    [one] { $count } is missing.
   *[other] { $count } are missing.
}
today-missing-one = { $name } is missing in { $session }.
today-next = Nobody is in a lesson now. The next one begins at { $time }.
today-nothing-more = Nobody is in a lesson now, and none is planned for the rest of the day.
today-of = { $there } of { $expected }
today-over = { $count ->
    [one] { $count } lesson is over
   *[other] { $count } lessons are over
}
today-running = Now
today-soon = Next
today-teacher = Teacher
today-title = Today
today-waits = Waiting for you
today-waits-jobs = { $count ->
    [one] { $count } job failed
   *[other] { $count } jobs failed
}
today-waits-platforms = { $count ->
    [one] { $count } connection does not answer
   *[other] { $count } connections do not answer
}
today-waits-rates = { $count ->
    [one] { $count } line of this month has no rate
   *[other] { $count } lines of this month have no rate
}
today-waits-review = { $count ->
    [one] { $count } lesson is not certain and needs a decision
   *[other] { $count } lessons are not certain and need a decision
}
today-waits-unmatched = { $count ->
    [one] { $count } stranger was in a lesson
   *[other] { $count } strangers were in lessons
}
today-waits-subscriptions = { $count ->
    [one] { $count } subscription is nearly used up
   *[other] { $count } subscriptions are nearly used up
}
