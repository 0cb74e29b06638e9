billing-answer = Families owe { $amount }; { $waiting ->
    [0] nothing waits for you.
    [one] { $waiting } of { $lines } lines waits for you.
   *[other] { $waiting } of { $lines } lines wait for you.
}
billing-answer-own = You owe { $amount }{ $waiting ->
    [0] .
    [one] {"; "}{ $waiting } of { $lines } lines is not certain yet.
   *[other] {"; "}{ $waiting } of { $lines } lines are not certain yet.
}
billing-empty = No bills for this month
billing-empty-what = A session makes its lines when it is over. Look at another month.
billing-title = Billing
billing-who = Family
