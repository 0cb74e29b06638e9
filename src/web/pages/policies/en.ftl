policies-all = All sessions
policies-all-what = These hold for every kind of session that has no rule of its own.
policies-answer = Version { $version } holds since { $since }. { $own }
policies-began = It began with the default rules.
policies-change = Change these rules
policies-changed = (your own)
policies-charge = Charged
policies-corner = Teacher ↓ Learner
policies-from = Comes from
policies-from-default = Default
policies-from-kind = This kind
policies-from-organization = Organisation
policies-has-own = has rules of its own
policies-history = History
policies-history-answer = Version { $version } holds now.
policies-history-what = A session keeps the version it was planned under, and each line of money names it. So nothing old changes when a rule does.
policies-in-percent = In percent of the planned time.
policies-in-seconds = In seconds.
policies-kind-what = These hold for this kind alone. What is not set here comes from the rules of all sessions.
policies-learner = Learner: { $outcome }
policies-money = What is paid and charged
policies-money-table = Paid and charged time, by the outcomes of teacher and learner
policies-money-what = For each pair of outcomes: which time the teacher is paid for, and which the family is charged for. What is your own is bold.
policies-new-version = Saving makes version { $version }. It holds for sessions planned from now on; those that exist keep the rules they were planned under. A field that is left empty comes from the level above.
policies-no = no
policies-no-difference = Nothing was different.
policies-nothing-changed = Everything was as you sent it: no new version was made.
policies-own = { $count ->
    [0] Every rule here is the default.
    [one] 1 value here is your own.
   *[other] { $count } values here are your own.
}
policies-pay = Paid
policies-rule = Rule
policies-rules = Rules
policies-saved = Version { $version } holds for sessions planned from now on.
policies-teacher = Teacher: { $outcome }
policies-title = Policies
policies-try = Try on the last month
policies-try-after = Would be
policies-try-answer = { $count ->
    [one] { $count } result would have been different.
   *[other] { $count } results would have been different.
}
policies-try-before = Is
policies-try-charge = families would owe
policies-try-empty = No session is settled in this time
policies-try-empty-what = Rules can be tried as soon as there are lessons to try them on.
policies-try-held = held back
policies-try-left-out = { $count ->
    [one] { $count } session is not settled yet and was left out.
   *[other] { $count } sessions are not settled yet and were left out.
}
policies-try-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
policies-try-of = of { $count }
policies-try-outcomes = other verdicts
policies-try-pay = teachers would earn
policies-try-person = Person
policies-try-refused = One of these rules cannot be: mend it below, then try again.
policies-try-same = Nothing would have been different.
policies-try-session = Session
policies-try-sessions = sessions tried
policies-try-span = Sessions from { $from } to { $to }, judged by these rules.
policies-try-title = Try rules on the last month
policies-try-what = Nothing was changed: sessions keep the rules they were planned under.
policies-unset = default
policies-value = Holds
policies-version = Version { $version }
policies-which = Which sessions
policies-without = Without it: { $value }.
policies-yes = yes
