registrations-answer = { $count ->
    [one] You take part in { $count } event: { $title }, { $when }.
   *[other] You take part in { $count } events. The next is { $title }, { $when }.
}
registrations-answer-none = You are registered for no event to come.
registrations-cancel = Cancel registration
registrations-cancel-title = Cancel your registration for { $title }?
registrations-cancel-what = Your place goes to whoever has waited longest. You may register again while the event has places.
registrations-cancelled = Your registration is cancelled.
registrations-check-in = Check-in at the event
registrations-check-in-what = Scan the organizer's QR code at the event to check in
registrations-checked-in = Checked in
registrations-code = QR code for registration
registrations-done = You are registered.
registrations-no-code = Your code is not there yet. Ask the organizer at the entrance.
registrations-none = No registration yet
registrations-none-what = Look at the events to come and register for one.
registrations-not-paid = Your ticket is here as soon as the payment is recorded.
registrations-past = Over or cancelled
registrations-picture = Registration QR Code
registrations-place = You are number { $place } on the waiting list. When a place gets free, you have it by yourself.
registrations-scan = Scan QR code
registrations-show = Show this QR code to the organizer at the entrance
registrations-ticket = Your ticket
registrations-title = My registrations
registrations-to-events = Events to register for
registrations-waiting = You are on the waiting list. When a place gets free, you have it by yourself.
registrations-waits = All places are taken: you are on the waiting list.
registrations-was-there = Was there
