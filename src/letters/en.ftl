# What is written to people. A sentence that ends in -you is told to whom it is about.

# Instants, spans and lists.
letter-at-clock = at { $clock }
letter-at-day = on { $day } at { $clock }
letter-moment = { $day }, { $clock }
letter-span = { $day }, { $from }–{ $to }
letter-comma = ,
letter-stay = { $from }–{ $to }
letter-stay-estimated = { $from }–{ $to } (estimated)
letter-stay-none = not seen
letter-stay-open = since { $from }

# What has no name.
letter-some-subscription = the subscription
letter-some-venue = the venue
letter-you = You
letter-you-too = you

# Each event in one sentence.
letter-arrival = { $name } arrived at { $venue } { $when }
letter-arrival-you = You arrived at { $venue } { $when }
letter-departure = { $name } left { $venue } { $when }
letter-departure-you = You left { $venue } { $when }
letter-session-arrival = { $name } came into { $title } { $when }
letter-session-arrival-you = You came into { $title } { $when }
letter-session-departure = { $name } left { $title } { $when }
letter-session-departure-you = You left { $title } { $when }
letter-absence = { $name } was absent from { $title }, { $start }
letter-absence-you = You were absent from { $title }, { $start }
letter-late = { $minutes ->
    [0] { $name } came late to { $title }, { $start }
    [one] { $name } came { $minutes } minute late to { $title }, { $start }
   *[other] { $name } came { $minutes } minutes late to { $title }, { $start }
}
letter-late-you = { $minutes ->
    [0] You came late to { $title }, { $start }
    [one] You came { $minutes } minute late to { $title }, { $start }
   *[other] You came { $minutes } minutes late to { $title }, { $start }
}
letter-cancelled = Cancelled: { $title }, { $start }
letter-moved = Moved: { $title } is on { $start }, not on { $previous }
letter-low-balance = { $left ->
    [0] { $name } has no lessons left: { $subscription }
    [one] { $name } has { $left } lesson left: { $subscription }
   *[other] { $name } has { $left } lessons left: { $subscription }
}
letter-low-balance-you = { $left ->
    [0] You have no lessons left: { $subscription }
    [one] You have { $left } lesson left: { $subscription }
   *[other] You have { $left } lessons left: { $subscription }
}
letter-money-held = Money waits: { $title }, { $start }
letter-endpoint = An endpoint of yours
letter-silent = { $platform } does not answer: { $name }

# Corrections of what came of a session.
letter-corrected = Correction: { $name } was { $now }, not { $told } – { $title }, { $start }
letter-corrected-you = Correction: you were { $now }, not { $told } – { $title }, { $start }
letter-certain = It is certain now: { $name } was { $now } – { $title }, { $start }
letter-certain-you = It is certain now: you were { $now } – { $title }, { $start }
letter-uncertain = Correction: it is not certain whether { $name } was there – { $title }, { $start }
letter-uncertain-you = Correction: it is not certain whether you were there – { $title }, { $start }
letter-claim-absent = absent
letter-claim-both = { $outcome }, { $late }
letter-claim-excused = excused
letter-claim-late = { $minutes ->
    [0] late
    [one] { $minutes } minute late
   *[other] { $minutes } minutes late
}
letter-claim-on-time = on time
letter-claim-partial = there for part of the time
letter-claim-present = present
letter-claim-unknown = not certain

# Corrections of visits.
letter-arrival-moved = Correction: { $name } arrived at { $venue } { $now }, not { $told }
letter-arrival-moved-you = Correction: you arrived at { $venue } { $now }, not { $told }
letter-departure-moved = Correction: { $name } left { $venue } { $now }, not { $told }
letter-departure-moved-you = Correction: you left { $venue } { $now }, not { $told }
letter-no-visit = Correction: { $name } was not at { $venue } on { $day }
letter-no-visit-you = Correction: you were not at { $venue } on { $day }
letter-visit-changed = Correction: when { $name } was at { $venue } on { $day }
letter-visit-changed-you = Correction: when you were at { $venue } on { $day }
letter-edge-in = arrived { $clock }
letter-edge-none = no visit
letter-edge-out = left { $clock }

# Labels.
letter-before = Before
letter-detail = What it answered
letter-for = For
letter-planned = Planned
letter-reason = Reason
letter-since = Since
letter-statement = Why it was set by hand
letter-there = There
letter-told = We told you
letter-true = What is true
letter-why = Why
letter-why-late-record = A record of the entrance reached us late.
letter-why-unknown = More became known after our message.

# What it rests on, or what to do.
letter-note-absence = The session is over and its outcome is settled: no sign of presence was found.
letter-note-cancelled = Nobody needs to come.
letter-note-correction = Our earlier message was wrong. We are sorry.
letter-note-excused = The earlier message said what was so then. It was excused since.
letter-note-late = The session is over and its outcome is settled.
letter-note-low-balance = To go on without a break, ask { $organization } in good time for the next lessons.
letter-note-missing-rate = Enter a rate that fits this session. The line is then complete by itself.
letter-note-moved = If the new time does not suit, tell { $organization }.
letter-note-needs-review = Open the session and decide what is not certain.
letter-note-session-arrival = Whether it was for long enough is certain only after the session.
letter-note-session-departure = This is told after the session, when it is certain that there was no return.
letter-note-silent = Sessions go on, but who is there is not seen meanwhile. Open the connections and test this one.
letter-note-unsettled = There is nothing to do: it is complete as soon as the session is settled.
letter-note-visit = This was recorded at the entrance.
letter-mistake = Is this a mistake? Answer this message: it goes to { $organization }.

# Links.
letter-open-connections = Open the connections
letter-open-family = Open “My children”
letter-open-me = Open “My attendance”
letter-open-session = Open the session
letter-open-subscription = Open the subscription

# Several facts in one letter.
letter-bundle = { $count ->
    [one] { $count } message: { $topics }
   *[other] { $count } messages: { $topics }
}
letter-bundle-many = { $count ->
    [one] { $count } message about { $name }, { $other } and { $more } more
   *[other] { $count } messages about { $name }, { $other } and { $more } more
}
letter-bundle-one = { $count ->
    [one] { $count } message about { $name }
   *[other] { $count } messages about { $name }
}
letter-bundle-two = { $count ->
    [one] { $count } message about { $name } and { $other }
   *[other] { $count } messages about { $name } and { $other }
}
letter-bundle-why = These messages waited until your quiet hours were over.
letter-bundle-you = { $count ->
    [one] { $count } message about you
   *[other] { $count } messages about you
}

# Below everything.
letter-foot-from = To { $reader } from { $organization }.
letter-foot-preferences = Change what I am told
letter-foot-unsubscribe = Unsubscribe
letter-foot-why = You get this because these messages are on for you:
