reception-all-today = All of today
reception-bad-reason = A reason has at most 2,000 characters.
reception-came = { $count ->
    [0] Nobody came today.
    [one] { $count } came today.
   *[other] { $count } came today.
}
reception-check-in = Member Check-In
reception-check-in-now = Check in
reception-check-ins = Check-ins Today
reception-check-out = Check out
reception-choose = Show
reception-code = QR Attendance
reception-code-of = QR code of { $venue }
reception-code-what = Print this QR code and place it at your gym entrance. Members can scan it from their app to check in and out automatically.
reception-currently-in = Currently in Gym
reception-disabled = QR Attendance: Disabled
reception-download = Download QR
reception-empty = No venue yet
reception-empty-add = Add a venue
reception-empty-ask = Ask an admin of your organisation to add the place where people check in.
reception-empty-what = A venue is the place where people check in. Add yours: it gets a QR code at once.
reception-enabled = QR Attendance: Enabled
reception-entered-in = { $name } is checked in, { $clock }.
reception-entered-not-eligible = { $name } is checked in, { $clock }. But no membership admits them: please settle that with them.
reception-entered-out = { $name } is checked out, { $clock }.
reception-found-more = The first { $count }. Type more of the name to see others.
reception-found-nobody = Nobody is called { $name }.
reception-fullscreen = Full screen
reception-in-at = Check-in time
reception-inside = { $count ->
    [0] Nobody is in.
    [one] { $count } is in.
   *[other] { $count } are in.
}
reception-is-off = QR attendance is switched off.
reception-look = To look at
reception-look-all = Show all
reception-member = Member
reception-members = Unique Members
reception-name = Name
reception-nobody = Nobody yet
reception-nobody-what = Whoever scans the code at the entrance stands here at once. Those without a phone are found by name above.
reception-odd = Shared codes and other doubts
reception-odd-none = Nothing odd in the last seven days.
reception-out-at = Check-out time
reception-reason = Reason
reception-reason-open = With a reason
reception-refused = Refused scans
reception-refused-none = No scan was refused in the last seven days.
reception-regenerate = Regenerate QR
reception-regenerate-what = Regenerating makes every printed code stop working. Continue?
reception-regenerated = There is a new code. Print it and take the old ones down.
reception-rotated = This code has been valid since
reception-scan-card = Scan a card
reception-screen = Show on a screen
reception-screen-hint = Scan this code with your phone to check in or out.
reception-screen-off = Check-in by code is switched off. Please ask at the reception.
reception-search-end = End the search
reception-sheet = Print
reception-sheet-what = One page to print and put up at the entrance.
reception-source = Source
reception-stale = This code has expired. Waiting for the network.
reception-status = Status
reception-switched-off = QR attendance is off: no code of this place is taken. Printed ones work again once you switch it on.
reception-switched-on = QR attendance is on: the printed code works.
reception-table = Today’s Check-ins
reception-title = Reception
reception-venue = Venue
