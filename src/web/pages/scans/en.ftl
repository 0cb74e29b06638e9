scans-accepted = Accepted
scans-all = All
scans-answer = { $count ->
    [0] No scan in these days.
    [one] { $count } scan; refused: { $refused }.
   *[other] { $count } scans; refused: { $refused }.
}
scans-by = Scanned by
scans-by-oneself = Themselves
scans-empty = No scans
scans-empty-what = Every scan and every entry by hand stands here, the refused ones with their reason.
scans-is-accepted = Accepted
scans-is-refused = Refused
scans-is-repeated = Repeated
scans-of = Scans of { $name }.
scans-of-all = Show everybody
scans-person = Person
scans-queued = Sent at { $clock }: there was no network
scans-refused = Refused
scans-result = Result
scans-show = Show
scans-signs = To look at
scans-title = Scans
scans-unclear = { $count ->
    [0] Nobody is called so.
    [one] { $count } person is called so.
   *[other] { $count } people are called so. Choose one.
}
scans-what = What
scans-when = When
scans-who = Person
