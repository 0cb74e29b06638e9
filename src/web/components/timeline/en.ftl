timeline-as-table = As a table
timeline-bridged = Short gap, counted
timeline-caption-assumed = until the end, assumed
timeline-caption-back = back { $at }
timeline-caption-came = joined { $at }
timeline-caption-closed = room closed { $at }
timeline-caption-first-seen = first seen { $at }
timeline-caption-last-seen = last seen { $at }
timeline-caption-left = left { $at }
timeline-caption-lost = lost { $at }
timeline-caption-missing = gone from the list { $at }
timeline-caption-plain = { $at }
timeline-caption-unseen = end not seen, { $at }
timeline-connection = { $source } · { $identity }
timeline-connections = { $count ->
    [one] { $count } connection
   *[other] { $count } connections
}
timeline-edge = { $at }, { $what }
timeline-edge-seen = { $at }, { $what }, seen by { $source }, { $ids }
timeline-estimated = Edge not seen
timeline-everybody = Everybody
timeline-evidence = Evidence
timeline-from = From
timeline-guest = Guest
timeline-length = Length
timeline-marked-in = { $at }, marked as come by { $author }
timeline-marked-out = { $at }, marked as gone by { $author }
timeline-more-connections = and { $count ->
    [one] { $count } more connection
   *[other] { $count } more connections
}
timeline-more-rows = and { $count ->
    [one] { $count } more row
   *[other] { $count } more rows
}
timeline-not-matched = Not matched
timeline-note-bridged = { $time } bridged
timeline-note-estimated = an end is estimated
timeline-nothing-known = Nothing is known of them.
timeline-now = Now
timeline-override = { $at }, { $outcome }, said { $author }: { $reason }
timeline-possible = Possibly there
timeline-proven = Seen there
timeline-scanned-in = { $at }, scanned in
timeline-scanned-out = { $at }, scanned out
timeline-sketch = There for { $seen } of { $planned }
timeline-source-unknown = an unknown source
timeline-staff = staff
timeline-still-there = still there
timeline-student = Student
timeline-summary = Who was there when, planned from { $from } to { $to }: { $count ->
    [one] { $count } person
   *[other] { $count } people
}.
timeline-teacher = Teacher
timeline-to = Until
timeline-unwatched = Nobody watched
timeline-what = What
timeline-who = Who
timeline-window = Time that counts
timeline-with-reason = { $what }: { $reason }
timeline-withdrawn = { $at }, { $author } withdrew what was said: { $reason }
