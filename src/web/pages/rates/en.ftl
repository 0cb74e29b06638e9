rates-add = Add a rate
rates-add-what = A rate for a person goes before one for a kind of session, and that before one for everybody. Lines from the first day on are priced anew.
rates-added = The rate is saved. { $count ->
    [0] No line waited for it.
    [one] { $count } line that waited is priced by it.
   *[other] { $count } lines that waited are priced by it.
}
rates-answer = { $count ->
    [0] There are no rates yet: every line waits for one.
    [one] There is { $count } rate.
   *[other] There are { $count } rates, the newest first.
}
rates-charge = What families pay
rates-charge-title = Families pay
rates-empty = No rates
rates-empty-what = Say what an hour or a session costs and earns. The first one may be for everybody.
rates-for = Rate of
rates-none = None yet: these lines wait for one.
rates-pay = What teachers earn
rates-pay-title = Teachers earn
rates-price = { $rate } ({ $currency })
rates-remove = Remove
rates-remove-title = Remove this rate?
rates-remove-what = { $count ->
    [0] No line is priced by it. Lines from { $day } on are looked at anew.
    [one] { $count } line from { $day } on is priced anew: by the rate that was valid before, or it waits where there is none.
   *[other] { $count } lines from { $day } on are priced anew: by the rate that was valid before, or they wait where there is none.
}
rates-removed = The rate is removed, and its lines are priced anew.
rates-title = Rates
