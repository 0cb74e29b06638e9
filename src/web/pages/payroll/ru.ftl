payroll-answer = Учителя заработали { $amount }; { $waiting ->
    [0] вашего решения ничего не ждёт.
    [one] { $waiting } из { $lines } строк ждёт вашего решения.
    [few] { $waiting } из { $lines } строк ждут вашего решения.
    [many] { $waiting } из { $lines } строк ждут вашего решения.
   *[other] { $waiting } из { $lines } строк ждут вашего решения.
}
payroll-answer-own = Вы заработали { $amount }{ $waiting ->
    [0] .
    [one] {"; "}{ $waiting } из { $lines } строк ещё не ясна.
    [few] {"; "}{ $waiting } из { $lines } строк ещё не ясны.
    [many] {"; "}{ $waiting } из { $lines } строк ещё не ясны.
   *[other] {"; "}{ $waiting } из { $lines } строк ещё не ясны.
}
payroll-empty = За этот месяц оплаты нет
payroll-empty-what = Строки появляются, когда занятие окончено. Посмотрите другой месяц.
payroll-title = Зарплата
payroll-who = Учитель
