webhooks-add = Add it and show its secret
webhooks-added = { $name } is added.
webhooks-answer-failing = { $count ->
    [one] 1 endpoint does not take what it is sent.
   *[other] { $count } endpoints do not take what they are sent.
}
webhooks-answer-good = { $count ->
    [one] 1 system is told what happens here.
   *[other] { $count } systems are told what happens here.
}
webhooks-answer-none = No system is told of anything so far.
webhooks-change = Change
webhooks-changed = { $name } is saved.
webhooks-copy = Copy
webhooks-description = What it is
webhooks-description-what = For you alone, as “Our dashboard”.
webhooks-docs = What stands in a message, for developers
webhooks-empty = No endpoint yet
webhooks-empty-what = A system of yours can be told within seconds who came, who is absent, and what changed. Add the address that it listens at.
webhooks-events = Told of
webhooks-events-what = Tick nothing, and it is told of everything.
webhooks-every-event = Everything
webhooks-messages = What was sent to it
webhooks-new = Add an endpoint
webhooks-new-what = Every message is signed with a secret that only you and your system know. It is shown once, right after this.
webhooks-no-messages = Nothing was sent to it yet
webhooks-no-messages-what = Send a test to see whether it answers.
webhooks-old-secret = The old one signs too until { $date }.
webhooks-remove = Remove
webhooks-remove-sure = Remove { $name }?
webhooks-remove-what = It is told of nothing any more, and what waits for it is not sent. What was sent stays in the log.
webhooks-removed = { $name } is removed.
webhooks-rotate = New secret
webhooks-rotate-sure = Give { $name } a new secret?
webhooks-rotate-what = The new secret is shown once. For 24 hours the present one signs too: enter the new one in your system within that time. A secret that was replaced before stops at once.
webhooks-rotated = It has a new secret.
webhooks-says-failing = It does not take what it is sent, since { $date }. It is tried again by itself; after five days it is switched off.
webhooks-says-good = It took the last message on { $date }.
webhooks-says-new = It has been sent nothing yet. Send a test to see whether it answers.
webhooks-says-quiet = It has taken no message lately. Send a test to see whether it answers.
webhooks-secret = Secret
webhooks-secret-once = Copy it into your system now. It is not shown again.
webhooks-since = Added
webhooks-state-failing = Failing
webhooks-state-good = Working
webhooks-state-off = Switched off
webhooks-state-quiet = Not tried yet
webhooks-switch-off = Switch off
webhooks-switch-on = Switch on
webhooks-switched-off = { $name } is switched off and is sent nothing.
webhooks-switched-on = { $name } is switched on.
webhooks-test = Send a test
webhooks-tested = A test is on its way. What became of it stands here in a moment.
webhooks-title = Webhooks
webhooks-url = Address
webhooks-url-what = As https://hooks.example.org/rollcall. Messages name people, so it begins with https.
