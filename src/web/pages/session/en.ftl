session-all = Sessions
session-answer-absent = { $name } was not there.
session-answer-cancelled = This session was cancelled: nobody owes or earns anything for it.
session-answer-excused = { $name } is excused: { $reason }
session-answer-gone = { $name } was here for { $seen } of { $planned } minutes so far, and is not here now.
session-answer-group = { $there } of { $all } were there.
session-answer-group-doubt = { $there } of { $all } were there. { $name } is not certain: { $doubt }.
session-answer-group-doubts = { $there } of { $all } were there. { $unknown } are not certain.
session-answer-group-here = { $here } of { $all } are here.
session-answer-group-open = { $seen } of { $all } were seen. It is not certain yet.
session-answer-here = { $name } is here: { $seen } of { $planned } minutes so far.
session-answer-late = { $name } was there, { $late } minutes late: { $seen } of { $planned } minutes.
session-answer-nobody = Nobody is on the roster.
session-answer-not-yet = { $name } has not come yet.
session-answer-open = { $name } was seen for { $seen } of { $planned } minutes. It is not certain yet.
session-answer-partial = { $name } was there for a part: { $seen } of { $planned } minutes.
session-answer-planned = It begins on { $day } at { $time }.
session-answer-present = { $name } was there: { $seen } of { $planned } minutes.
session-answer-unknown = It is not certain whether { $name } was there: { $doubt }.
session-at-most = At most
session-bridged = Bridged
session-cancel = Cancel session
session-cancel-done = Session cancelled. Nobody owes or earns anything for it.
session-cancel-title = Cancel { $title }?
session-cancel-what = Nobody owes or earns anything for it, it does not count towards a subscription, and its room is closed. This cannot be taken back.
session-code = Show code
session-code-back = To the session
session-code-fullscreen = Full screen
session-code-hint = Scan this code with your phone to check in.
session-code-of = QR code of { $title }
session-code-over = This session is over: nobody checks in any more.
session-code-stale = This code has expired. Waiting for the network.
session-code-until = Good until { $clock }
session-complete = Complete session
session-complete-done = Session completed. It counts towards the subscription.
session-complete-title = Complete { $title } now?
session-complete-what = It ends at this moment: what happens in its room later does not count. The room is closed.
session-credited = Credited
session-credited-hint = Leave both empty to keep the time that was measured. The measured figures stay visible in any case.
session-credited-minutes = Minutes to credit
session-credited-seconds = and seconds
session-evidence = { $count ->
    [one] { $count } piece of evidence
   *[other] { $count } pieces of evidence
}
session-evidence-count = { $count ->
    [one] evidence
   *[other] { $count } pieces of evidence
}
session-evidence-more = and { $count } more, which the raw evidence has.
session-evidence-raw = Everything that was received, as it was received
session-expected = Who is expected
session-guest-what = was there without being on the roster
session-guests = Guests
session-history = What was done ({ $count })
session-history-rollcall = Rollcall
session-in-zone = Local time of { $zone }. The length stays.
session-kind = Kind
session-late = Late
session-left-early = Left early
session-lines = Lines
session-mark-absent = Mark absent
session-mark-absent-done = Marked absent. What was seen stays visible.
session-mark-absent-title = Mark { $name } absent?
session-mark-absent-what = { $seen ->
    [0] { $name } is charged as for an absence, and the session is over.
    [one] The minute that { $name } was seen stays visible. The family is charged as for an absence, and the session is over.
   *[other] The { $seen } minutes that { $name } was seen stay visible. The family is charged as for an absence, and the session is over.
}
session-new-start = New beginning
session-more = More
session-outcome = Outcome
session-override = Override
session-override-done = { $name }: { $outcome }. What was measured stays visible.
session-override-title = Override what was measured of { $name }?
session-override-what = Your word decides the outcome and what is charged and paid. What was measured stays visible beside it, and it can be withdrawn.
session-people = Who was there
session-piece-aborted = connection broke:
session-piece-alive = sign of life:
session-piece-bind = said whose a name is
session-piece-joined = joined:
session-piece-left = left:
session-piece-mark-in = { $name } marked as come at { $time } by { $author }
session-piece-mark-out = { $name } marked as gone at { $time } by { $author }
session-piece-visit-in = { $name } noted as in the building at { $time } by { $author }
session-piece-visit-out = { $name } noted as out of the building at { $time } by { $author }
session-piece-override-of = { $name }: { $outcome }, said { $author }: { $reason }
session-piece-poll-of = { $count ->
    [0] knows of no call
    [one] record of { $count } call
   *[other] record of { $count } calls
}
session-piece-room-finished = the room was closed
session-piece-roster-of = { $count ->
    [0] nobody is in the room
    [one] { $count } person is in the room
   *[other] { $count } people are in the room
}
session-piece-scan-in = { $name } scanned in at { $time }
session-piece-scan-out = { $name } scanned out at { $time }
session-piece-withdrawn = { $author } withdrew what was said of { $name }: { $reason }
session-planned = Planned
session-reason = Reason
session-reason-optional = Reason (if you like)
session-reschedule = Reschedule
session-reschedule-done = It begins on { $day } at { $time } now.
session-reschedule-title = Another time for { $title }?
session-reschedule-what = Everybody keeps their place. It lasts { $minutes } minutes as before.
session-resync = Resync
session-resync-change = { $name }: { $before } → { $after }.
session-resync-done = New evidence: { $evidence }, people seen: { $people }.
session-resync-more = { $count ->
    [one] { $count } more verdict changed.
   *[other] { $count } more verdicts changed.
}
session-resync-no-record = The platform knows of no meeting in this session's time. Nothing was changed.
session-resync-title = Ask { $platform } again?
session-resync-unchanged = No verdict changed.
session-resync-what = { $platform } is asked who was there. Nothing is counted twice; you are told what changed.
session-said-before = Said before ({ $count })
session-same-name = Same name, on the roster
session-settled = Settled
session-settles = May change until { $time }
session-similar-name = Similar name, on the roster
session-stated = { $author } said: { $outcome }. { $reason } ({ $time })
session-stated-time = Credited by that: { $time }
session-status = Status
session-strangers = Not matched
session-strangers-ask = An admin can say who this is.
session-strangers-what = { $count ->
    [one] Somebody was in the room whom Rollcall does not know. As long as nobody says who it is, no absence here is certain.
   *[other] { $count } names were in the room that Rollcall does not know. As long as nobody says who they are, no absence here is certain.
}
session-teacher = Teacher
session-timeline = Timeline
session-timetable = Timetable
session-timetable-all = Drawn from a timetable
session-undo = Undo
session-undo-reason = Taken back at once
session-verdicts = Verdicts
session-waits = Waits for { $platform }
session-when = When
session-withdraw = Withdraw
session-withdraw-done = Withdrawn: what was measured of { $name } counts again.
session-withdraw-title = Withdraw what was said of { $name }?
session-withdraw-what = What was measured decides again, for the verdict as well as for money. What was said stays in the history.
session-unscheduled = This lesson has no time yet. It belongs to the subscription of { $name }.
session-unscheduled-ledger = The subscription
session-unscheduled-what = Give it a time, and it is planned like any other: its room is made before it begins.
session-room = Room
session-room-missing = Could not be opened yet
session-room-making = Is being opened
session-room-open = Open since { $time }
session-room-closing = Is being closed
session-room-closed = Closed since { $time }
session-room-retry = It is tried again at { $time }.
session-room-reopened = { $count ->
    [one] Somebody opened it again once; it was closed at once.
   *[other] Somebody opened it again { $count } times; it was closed each time.
  }
session-substitute = Substitute
session-substitute-title = Another teacher for { $title }?
session-substitute-what = Whoever takes over is paid for it. { $teacher } no longer gets into the room.
session-substitute-teacher = Who takes over
session-substitute-done = { $name } takes over.
