# A message in a list and on its page.

message-again = Send again
message-recipient-gone = (gone)
message-several = { $count ->
    [one] { $count } thing
   *[other] { $count } things
}
message-state = State
message-to = To
message-tried-again = again on { $date }
message-tries = { $count ->
    [one] 1 try
   *[other] { $count } tries
}
message-unreadable = Something this version cannot read
message-what = What
message-when = When
