visits-card = My card
visits-card-what = Show it at the reception
visits-count = { $count ->
    [0] No visit in this time.
    [one] { $count } visit in this time.
   *[other] { $count } visits; different days: { $days }.
}
visits-estimated = Estimated
visits-estimated-what = Nobody saw this end: the check-out was forgotten.
visits-inside = You are in { $venue }, since { $clock }.
visits-last-in = Last check-in
visits-last-out = Last check-out
visits-left = You checked out of { $venue } at { $clock }.
visits-not-come = You have not checked in today.
visits-title = Visits
visits-today = Status today
