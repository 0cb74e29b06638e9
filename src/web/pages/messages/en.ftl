messages-again-said = It is tried again now. What became of it stands here in a moment.
messages-answer = { $count ->
    [one] 1 message.
   *[other] { $count } messages.
}
messages-answer-many = { $count ->
    [one] The newest message.
   *[other] The newest { $count } messages.
}
messages-channel = Way
messages-composed-anew = Letters are not stored: this is composed anew, as its reader gets it.
messages-dead = { $count ->
    [one] 1 message reached nobody and was given up.
   *[other] { $count } messages reached nobody and were given up.
}
messages-empty = No message here
messages-empty-what = Whoever is to be told of something finds it in their preferences; what was sent stands here. Change the filters, or wait until something happens.
messages-event = Of what
messages-first-active = The account of { $name } is not active: nothing is sent to it.
messages-first-address = { $name } has no e-mail address: add one, then it can be sent again.
messages-first-browser = No browser of { $name } gets notifications; once one is allowed, it can be sent again.
messages-first-endpoint = The endpoint is switched off: switch it on, then it can be sent again.
messages-first-gone = Whom it was for is gone, so it cannot be sent again.
messages-first-open = Open { $name }
messages-first-server = This installation has no way to send it: whoever runs it sets one up first.
messages-first-wishes = { $name } chose not to be told this in this way; only when that changes can it be sent again.
messages-happened = Happened on { $date }
messages-id = Number of the message
messages-left-out = Left out: { $why }
messages-made = Made
messages-no-tries = It was not tried yet.
messages-nobody = Nobody here is called { $name }.
messages-of = Messages to { $name }
messages-of-all = Show those to everybody
messages-one-again = It has not reached { $name } yet and is tried again on { $date }.
messages-one-dead = It did not reach { $name } and was given up: { $why }.
messages-one-dropped = It was not sent to { $name }: { $why }.
messages-one-sent = Sent to { $name } on { $date }.
messages-one-waiting = It is sent to { $name } on { $date }.
messages-person = To whom
messages-request = What was sent
messages-response = What came back
messages-says = What it says
messages-show-dead = Show them
messages-title = Messages
messages-tries = Every try
messages-try-failed = Not taken
messages-try-millis = { $count ->
    [one] { $count } ms
   *[other] { $count } ms
}
messages-try-sent = Taken
messages-try-status = answer { $status }
messages-unclear = { $count ->
    [one] 1 person may be meant; choose.
   *[other] { $count } people may be meant; choose one.
}
