payroll-answer = Teachers earn { $amount }; { $waiting ->
    [0] nothing waits for you.
    [one] { $waiting } of { $lines } lines waits for you.
   *[other] { $waiting } of { $lines } lines wait for you.
}
payroll-answer-own = You earn { $amount }{ $waiting ->
    [0] .
    [one] {"; "}{ $waiting } of { $lines } lines is not certain yet.
   *[other] {"; "}{ $waiting } of { $lines } lines are not certain yet.
}
payroll-empty = No pay for this month
payroll-empty-what = A session makes its lines when it is over. Look at another month.
payroll-title = Payroll
payroll-who = Teacher
