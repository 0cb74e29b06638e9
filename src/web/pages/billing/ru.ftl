billing-answer = Семьи должны { $amount }; { $waiting ->
    [0] вашего решения ничего не ждёт.
    [one] { $waiting } из { $lines } строк ждёт вашего решения.
    [few] { $waiting } из { $lines } строк ждут вашего решения.
    [many] { $waiting } из { $lines } строк ждут вашего решения.
   *[other] { $waiting } из { $lines } строк ждут вашего решения.
}
billing-answer-own = К оплате { $amount }{ $waiting ->
    [0] .
    [one] {"; "}{ $waiting } из { $lines } строк ещё не ясна.
    [few] {"; "}{ $waiting } из { $lines } строк ещё не ясны.
    [many] {"; "}{ $waiting } из { $lines } строк ещё не ясны.
   *[other] {"; "}{ $waiting } из { $lines } строк ещё не ясны.
}
billing-empty = За этот месяц счетов нет
billing-empty-what = Строки появляются, когда занятие окончено. Посмотрите другой месяц.
billing-title = Счета
billing-who = Семья
