unmatched-answer = { $count ->
    [0] There are no more on this page.
    [one] { $count } name waits for somebody to say whose it is.
   *[other] { $count } names wait for somebody to say whose they are.
}
unmatched-answer-many = { $count } names of more wait for somebody to say whose they are.
unmatched-answer-none = Everybody who was seen is known.
unmatched-bound = Bound to { $name }. { $count ->
    [one] { $count } session is evaluated again.
   *[other] { $count } sessions are evaluated again.
}
unmatched-empty = Nobody is unmatched
unmatched-empty-what = As soon as somebody is seen in a session whom Rollcall does not know, the name stands here.
unmatched-nobody-called = Nobody is called { $who }.
unmatched-nobody-done = Nobody of ours. { $count ->
    [one] { $count } session is evaluated again.
   *[other] { $count } sessions are evaluated again.
}
unmatched-same-email = Same e-mail address
unmatched-same-name = { $all ->
    [one] Same name, on the roster of this session
   *[other] Same name, on the roster of { $expected } of these { $all } sessions
}
unmatched-seen = { $count ->
    [one] Seen in { $count } session:
   *[other] Seen in { $count } sessions:
}
unmatched-sessions = Past sessions
unmatched-several = { $count } people fit: { $names }. Write more of the name, or the e-mail address.
unmatched-similar-name = { $all ->
    [one] Similar name, on the roster of this session
   *[other] Similar name, on the roster of { $expected } of these { $all } sessions
}
unmatched-title = Unmatched
unmatched-what = These were seen in sessions by a name of their platform. Nobody is billed by a guess: say who it is, and past sessions count too.
