events-admit = Let in
events-admit-daily = Everybody once a day
events-admit-done = { $name } is checked in.
events-admit-once = Everybody once
events-admit-person = Check in by hand
events-admit-title = Check { $name } in by hand?
events-admit-what = They count as here from now on, with your name beside it. A ticket or code of theirs then admits nobody else.
events-amount = Amount in { $currency }
events-answer = { $count ->
    [one] { $count } event to come: { $title }, { $when }.
   *[other] { $count } events to come. The next is { $title }, { $when }.
}
events-answer-came = { $here } of { $registered } came.
events-answer-cancelled = This event is cancelled.
events-answer-here = { $here } of { $registered } are here.
events-answer-many = The next { $count } events to come.
events-answer-none = No event to come.
events-answer-now = { $title } is on now.
events-answer-past = { $count } past events on this page, the latest first.
events-answer-registered = { $registered ->
    [one] { $registered } person is registered.
   *[other] { $registered } people are registered.
}
events-answer-taken = { $registered } of { $capacity } places are taken.
events-answer-waiting = { $count ->
    [one] { $count } waits for a place.
   *[other] { $count } wait for a place.
}
events-bad-amount = Write an amount like 25.00.
events-bad-capacity = An event has 1 to 1000000 places.
events-bad-name = A name has 1 to 200 characters on one line.
events-bad-reference = Write what the payment is called where it was made, at most 200 characters.
events-bad-type = Choose one of the types.
events-badge-code = Code of { $name }
events-badges = Badges
events-badges-answer = { $count ->
    [one] { $count } badge, ten on a sheet of A4.
   *[other] { $count } badges, ten on a sheet of A4.
}
events-badges-none-what = There are badges as soon as somebody is registered.
events-badges-of = Badges for { $title }
events-badges-without = { $count ->
    [one] { $count } has no code yet: the ticket is not paid.
   *[other] { $count } have no code yet: their tickets are not paid.
}
events-cancel = Cancel event
events-cancel-done = The event is cancelled.
events-cancel-title = Cancel { $title }?
events-cancel-what = Nobody is let in or registered any more. Registrations and payments stay as they are: refund what was paid. This cannot be taken back.
events-cancelled-ones = Cancelled
events-capacity = Places
events-capacity-hint = Empty: without a limit. Whoever comes later waits for a place.
events-changed = The event was changed.
events-closes = Check-in closes
events-code-back = Back to the event
events-code-picture = Code of { $title }, to be scanned
events-code-printed = This code holds until { $time }.
events-code-until = Holds until { $time }. While this page is open, a new code comes by itself.
events-code-what = Scan this code to check in
events-door-free = students scan the code of the event
events-door-free-external = everybody shows the code of their registration
events-door-paid = everybody shows a ticket
events-edit = Change
events-edit-of = Change { $title }
events-edit-what = The type stays once somebody has registered. More places go at once to those who wait longest.
events-end = End
events-found-nobody = Nobody is found
events-found-nobody-what = Write a part of the name, or the whole e-mail address.
events-free = Free.
events-here = Checked in
events-here-since = Here since
events-import = List of attendees
events-import-again = Send another list
events-import-answer = Everybody on the list is registered. An address that nobody has yet becomes a student without a password.
events-import-bad-email = This is not an e-mail address.
events-import-bad-name = A name has 1 to 200 characters.
events-import-created = { $count ->
    [one] { $count } person was registered.
   *[other] { $count } people were registered.
}
events-import-existing = { $count ->
    [one] { $count } was registered already.
   *[other] { $count } were registered already.
}
events-import-file = Choose a file
events-import-hint = One person on each line; the first line is
events-import-inactive = This address is of somebody who is no longer active.
events-import-left-out = Left out
events-import-line = Line
events-import-list = The list
events-import-refused = { $count ->
    [one] { $count } line was left out.
   *[other] { $count } lines were left out.
}
events-import-send = Register them
events-import-to-event = To the event
events-import-waiting = { $count ->
    [one] { $count } of them waits for a place.
   *[other] { $count } of them wait for a place.
}
events-import-why = Why
events-mode = At the door
events-more = Check-in times, other organizers
events-name = Name
events-no-partner = An event with a partner needs one: write the address or name.
events-no-person = Nobody is called { $said }. Write the e-mail address or the whole name.
events-nobody = Nobody yet
events-nobody-else-what = Nobody stands here at present.
events-nobody-here-what = Whoever is checked in appears here at once.
events-nobody-what = Search for somebody above and register them, or send a list of attendees.
events-none = No event to come
events-none-past = No past event
events-none-past-what = Events stand here once they are over.
events-none-what = Events that you plan or that are shared with you stand here.
events-not-registered = Not registered
events-of = { $part } of { $whole }
events-open = To register for
events-open-none-what = New events stand here as soon as they are planned.
events-opens = Check-in opens
events-organizers = Organizers
events-organizers-hint = Besides you: an e-mail address or name on each line.
events-paid = Paid.
events-paid-tickets = Paid tickets
events-partner = Partner
events-partner-hint = For the types with a partner: an e-mail address or name.
events-past = Past
events-pay = Record payment
events-pay-done = { $name } has paid { $amount } and has a ticket.
events-pay-expected = A payment of { $amount } is expected of { $name }; the ticket admits nobody before.
events-pay-later = Not paid yet: the ticket waits for the money
events-pay-title = Record a payment of { $name }
events-pay-what = The money was taken elsewhere; here it is written down, and a ticket with a code is issued.
events-people = People
events-person = Name
events-places = { $count ->
    [one] { $count } place is left.
   *[other] { $count } places are left.
}
events-plan = Plan an event
events-plan-of = The plan
events-plan-what = Who plans an event is an organizer of it. The type says what people show at the door.
events-planned = { $title } is planned.
events-print = Print
events-rate = of the registered came
events-rate-paid = of the paid tickets came
events-reason = Reason
events-reason-optional = Reason (may stay empty)
events-reference = Reference
events-reference-hint = What the payment is called where it was made, as an invoice.
events-refund = Refund
events-refund-done = The ticket of { $name } is void.
events-refund-title = Refund { $name }?
events-refund-what = The ticket is void at once. Whoever was let in by it stays in. Give the money back where it was taken.
events-register = Register
events-register-done = { $name } is registered.
events-register-somebody = Register
events-register-title = Register { $name }?
events-register-waiting = Join the waiting list
events-register-waits = All places are taken: { $name } is on the waiting list.
events-register-what = They get a place, or one on the waiting list where none is left.
events-registered = Registered
events-revoke = Revoke codes
events-revoke-done = All codes made so far are revoked.
events-revoke-title = Revoke all codes of this event?
events-revoke-what = Codes that were shown, printed or photographed so far admit nobody any more. A screen that shows the code gets a new one within a minute. Whoever is here stays.
events-scan = Open the scanner
events-search = Somebody registered
events-search-anybody = Somebody: registered, or to be registered
events-several-people = Several people are called { $said }. Write the e-mail address.
events-show-code = Show code
events-standing = Registration
events-start = Start
events-ticket = Ticket
events-ticket-none = No ticket
events-ticket-paid = Paid
events-ticket-pending = Not paid yet
events-title = Events
events-to-own = My registrations
events-to-session = What is known of it as a session
events-type = Type
events-undo = Take check-in back
events-undo-done = The check-in of { $name } is taken back.
events-undo-title = Take the check-in of { $name } back?
events-undo-what = They no longer count as here, and their ticket or code admits again. Who did this and why stays in the log.
events-unregister = Cancel registration
events-unregister-done = The registration of { $name } is cancelled.
events-unregister-title = Cancel the registration of { $name }?
events-unregister-what = The place goes at once to whoever has waited longest. What was paid stays paid until you refund it.
events-upcoming = To come
events-waiting = Waiting
events-waiting-count = { $count } waiting
events-walk-in = at the door
events-walk-ins = Let people in who are not registered, while there are places
events-walk-ins-no = Only who is registered
events-walk-ins-of = Without registration
events-walk-ins-yes = Let in while there are places
events-when = When
events-window-hint = Empty: at any time.
events-zone = In the time of { $zone }
