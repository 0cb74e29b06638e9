money-add-rate = Add the rate
money-amount = Amount
money-comma = ,{" "}
money-decided-by = The teacher or an admin decides
money-decide = Decide
money-every-session = Every session: { $kind }
money-everybody = Everybody
money-for-whom = For whom
money-held = Held back
money-held-missing-rate = { $count ->
    [one] { $count } line without a rate
   *[other] { $count } lines without a rate
}
money-held-needs-review = { $count ->
    [one] { $count } line to review
   *[other] { $count } lines to review
}
money-held-unreadable = { $count ->
    [one] { $count } line cannot be read
   *[other] { $count } lines cannot be read
}
money-held-unsettled = { $count ->
    [one] { $count } line not settled yet
   *[other] { $count } lines not settled yet
}
money-hour = hour
money-hours = Time
money-line = Proof
money-lines-since = { $count ->
    [one] { $count } line, of { $date }
   *[other] { $count } lines since { $date }
}
money-month = Month
money-month-after = Month after
money-month-before = Month before
money-more-rates = More people wait for a rate: all rates
money-open = Open
money-per = Per
money-per-hour = { $price } per hour
money-per-session = { $price } per session
money-price = Price, { $currency }
money-range = { $first } – { $last }
money-rate = Rate
money-review-what = Who was there is not certain in these. Say it once in the session, and the line follows.
money-rule = { $teacher } + { $learner }: { $cell }
money-session = Session
money-sessions = Sessions
money-settles-at = Settles by itself after { $time }
money-settles-soon = Settles by itself soon
money-settling = { $count ->
    [one] { $count } line settles by itself.
   *[other] { $count } lines settle by themselves.
}
money-strangers = { $count ->
    [one] { $count } stranger: who is it?
   *[other] { $count } strangers: who are they?
}
money-this-month = This month
money-total = Total
money-valid-from = Valid from
money-waiting = What waits
money-whole-session = session
refusal-invalid-price = Write a price like 55.00: not negative, at most six decimals, and no comma that could be read in two ways.
