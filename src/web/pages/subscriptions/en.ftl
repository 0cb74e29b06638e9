subscriptions-answer = { $count ->
    [0] No subscription runs.
    [one] { $count } subscription runs.
   *[other] { $count } subscriptions run.
}
subscriptions-answer-low = { $count ->
    [one] { $count } has one lesson left or none, and nothing follows it.
   *[other] { $count } have one lesson left or none, and nothing follows them.
}
subscriptions-as-package = As the package says
subscriptions-bad-change = Write a whole number, for instance 1 or -1.
subscriptions-bad-name = A name has 1 to 200 characters.
subscriptions-bad-number = This is a number from 1 to { $most }.
subscriptions-bad-reason = A reason has 1 to 500 characters.
subscriptions-change = Change
subscriptions-change-what = What it has covered stays covered. Lessons of these days that are over and that nothing covers are covered by it.
subscriptions-changed = The subscription is changed. { $count ->
    [0] No earlier lesson is covered by it.
    [one] { $count } earlier lesson is covered by it.
   *[other] { $count } earlier lessons are covered by it.
}
subscriptions-correct = Correct the balance
subscriptions-correct-change = Lessons
subscriptions-correct-confirm = Write it down
subscriptions-correct-hint = 1 adds one, -1 takes one away.
subscriptions-correct-reason = Reason
subscriptions-correct-what = The correction is a row of its own in the ledger, with your name and the reason. The family sees it.
subscriptions-corrected = Corrected: { $count ->
    [one] { $count } lesson is left.
   *[other] { $count } lessons are left.
}
subscriptions-days = Valid
subscriptions-draw = Plan lessons without a time
subscriptions-draw-what = Make them now, without a time; each gets its time later
subscriptions-empty = Nothing here
subscriptions-empty-what = A subscription grants lessons that are paid for ahead. Whoever has one is charged by it first.
subscriptions-ended-on = { $count ->
    [0] It ended on { $until }; nothing was left.
    [one] It ended on { $until }; { $count } lesson lapsed.
   *[other] It ended on { $until }; { $count } lessons lapsed.
}
subscriptions-entry = What happened
subscriptions-entry-change = Lessons
subscriptions-format = Format
subscriptions-from = First day
subscriptions-granted = Granted
subscriptions-kind = Kind of lesson
subscriptions-ledger = Ledger
subscriptions-left = Left
subscriptions-left-open = { $count ->
    [0] Nothing is left: further lessons are charged by their rate.
    [one] { $count } lesson is left.
   *[other] { $count } lessons are left.
}
subscriptions-left-until = { $count ->
    [0] Nothing is left: further lessons are charged by their rate.
    [one] { $count } lesson is left until { $until }.
   *[other] { $count } lessons are left until { $until }.
}
subscriptions-minutes = Minutes each
subscriptions-minutes-default = as usual
subscriptions-minutes-hint = Empty: as long as lessons last here.
subscriptions-no-package = No package
subscriptions-no-students = There are no students yet: add somebody first.
subscriptions-package = Package
subscriptions-package-add = Add a package
subscriptions-package-added = { $name } is added.
subscriptions-package-change = Change
subscriptions-package-changed = { $name } is changed. What was sold stays as it was sold.
subscriptions-package-edit = Save the package
subscriptions-package-name = Name
subscriptions-package-option = { $name } ({ $count ->
    [one] { $count } lesson
   *[other] { $count } lessons
})
subscriptions-package-what = What is sold by the number of lessons. A change is for what is sold from now on.
subscriptions-packages = Packages
subscriptions-packages-none = None yet. A subscription can be sold without one, too.
subscriptions-person = Student
subscriptions-platform = Where
subscriptions-search = Name
subscriptions-sell = Sell a subscription
subscriptions-sell-what = From its first day on, lessons that count are taken off it and cost nothing more.
subscriptions-sessions = Lessons
subscriptions-sessions-hint = Empty: as the package says.
subscriptions-show = Show
subscriptions-show-all = All
subscriptions-show-ended = Ended
subscriptions-show-low = Nearly used up
subscriptions-show-running = Running
subscriptions-sold = The subscription runs. { $count ->
    [0] No earlier lesson is covered by it.
    [one] { $count } earlier lesson is covered by it.
   *[other] { $count } earlier lessons are covered by it.
}
subscriptions-state = Status
subscriptions-teacher = Teacher
subscriptions-title = Subscriptions
subscriptions-unscheduled = { $count ->
    [one] { $count } lesson waits for its time
   *[other] { $count } lessons wait for their time
}
subscriptions-unscheduled-ended = The subscription has ended: lessons that get a time now are charged by their rate.
subscriptions-until = Last day
subscriptions-until-hint = Empty: without an end. What is left at its end lapses.
subscriptions-used = Used
subscriptions-what = For
subscriptions-when = Written
