audit-log-answer = { $count ->
    [0] No change is found.
    [one] { $count } change.
   *[other] { $count } changes, the newest first.
}
audit-log-answer-many = The newest { $count } changes; there are more.
audit-log-by-itself = Rollcall itself
audit-log-by-whom = By whom
audit-log-detail = In detail
audit-log-empty = No change here
audit-log-empty-what = Take a filter away, or look at other days.
audit-log-holiday = Holidays
audit-log-household = Household
audit-log-identity = Identity
audit-log-job = Job
audit-log-line = Line
audit-log-membership = Membership
audit-log-message = Message
audit-log-nobody = Nobody is called so
audit-log-nobody-what = Write the e-mail address or the exact name of a person here.
audit-log-open = Show
audit-log-organization = Organisation
audit-log-person = Person
audit-log-rate = Rate
audit-log-session = Session
audit-log-subject = About
audit-log-timetable = Timetable
audit-log-title = Audit log
audit-log-webhook = Endpoint
audit-log-what = What
audit-log-when = When
audit-log-who = Who
