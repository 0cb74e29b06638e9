analytics-absent = Absent
analytics-answer = { $rate } attended: { $attended } of { $counted }, { $from } – { $to }.
analytics-answer-nothing = Nothing is settled in { $from } – { $to }.
analytics-answer-risk = { $count ->
    [one] { $count } student is at risk.
   *[other] { $count } students are at risk.
}
analytics-attendance = Attendance
analytics-coverage = How well it was seen
analytics-coverage-nothing = There is nothing to see yet.
analytics-coverage-sentence = { $count ->
    [one] { $seen } of { $count } report was seen from beginning to end.
   *[other] { $seen } of { $count } reports were seen from beginning to end.
}
analytics-empty = Nothing settled here
analytics-empty-what = No settled lesson fits these filters. Take one away, or choose other days.
analytics-estimated = Start or end estimated
analytics-event-rate = Checked in
analytics-event-type = Type of event
analytics-events = Events
analytics-events-count = { $count ->
    [one] { $count } event began.
   *[other] { $count } events began.
}
analytics-everything = Show everything
analytics-excused = Excused
analytics-hours = Hours
analytics-hours-sentence = Students were there for { $total } hours; teachers for { $teachers }.
analytics-hours-teachers = Teachers’ hours
analytics-hours-title = Hours by week
analytics-kind = Kind
analytics-kinds = By kind
analytics-needs-review = Need review
analytics-no-range = “From” must lie before “Until”, at most { $count } days apart.
analytics-open = Not settled yet
analytics-outside = Outside of the rate: { $excused } excused, { $unknown } not certain.
analytics-own-attendance = Own attendance
analytics-own-hours = Own hours
analytics-present = Attended
analytics-punctuality = On time
analytics-reports = Reports
analytics-rest = { $count ->
    [one] { $count } more is not shown. Choose a filter above.
   *[other] { $count } more are not shown. Choose a filter above.
}
analytics-risk = At risk
analytics-risk-absent-in-a-row = Missed the last three lessons
analytics-risk-falling = { $recent } in the last four weeks, { $before } in the eight weeks before
analytics-risk-what = Whose attendance falls, or who stays away: judged by the last twelve weeks.
analytics-scans = Scans at events
analytics-scans-refused = Refused
analytics-scans-sentence = { $rate } of the scans were taken: { $taken } of { $count }.
analytics-scans-taken = Taken
analytics-scans-what = What became of them
analytics-seen = Seen
analytics-sessions = Sessions
analytics-share = Share
analytics-student = Student
analytics-students = By student, the lowest rate first
analytics-teacher = Teacher
analytics-teachers = By teacher
analytics-title = Analytics
analytics-unknown = Not certain
analytics-unwatched = Partly unwatched
analytics-week = Week from
analytics-weeks = Attendance by week
analytics-weeks-even = { $rate } attended in every week.
analytics-weeks-nothing = No week has a rate yet.
analytics-weeks-sentence = Between { $low } (week from { $low_week }) and { $high } (week from { $high_week }).
analytics-when = When lessons are
analytics-when-cell = { $count ->
    [0] { $place }: no session
    [one] { $place }: { $count } session, { $rate } attended
   *[other] { $place }: { $count } sessions, { $rate } attended
}
analytics-when-place = Day and hour
analytics-when-sentence = { $count ->
    [one] Most begin { $place }: { $count } session.
   *[other] Most begin { $place }: { $count } sessions.
}
