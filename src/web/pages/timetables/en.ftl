timetables-a-session = A session
timetables-all = All timetables
timetables-answer = { $count ->
    [0] No timetable yet.
    [one] { $count } timetable.
   *[other] { $count } timetables.
} { $week ->
    [0] Nothing is planned in this week.
    [one] { $week } session is in this week.
   *[other] { $week } sessions are in this week.
}
timetables-answer-ended = It ended on { $day }.
timetables-answer-next = The next lesson is on { $day } at { $time }.
timetables-answer-problems = { $count ->
    [one] { $count } lesson could not be planned: something is in its way. It is tried again each night.
   *[other] { $count } lessons could not be planned: something is in their way. They are tried again each night.
}
timetables-bad-except = These are no days: write one on each line, like 2026-12-31, at most 500.
timetables-bad-time = This is no day or time of a timetable; choose one from 2000 to 2199.
timetables-blocked = no lessons on this day of the week
timetables-change = Change
timetables-changed = Saved. Sessions changed: { $changed }, cancelled: { $cancelled }, made: { $drawn }, left as they were: { $kept }.
timetables-changes = Sessions to change: { $changed }, to cancel: { $cancelled }, new: { $drawn }, staying as they are: { $kept }.
timetables-check = Check
timetables-collide = { $count ->
    [one] { $count } of { $all } lessons cannot be held: choose another time or teacher, or leave the day out.
   *[other] { $count } of { $all } lessons cannot be held: choose another time or teacher, or leave these days out.
}
timetables-days = On which days
timetables-edit = Change { $title }
timetables-edit-what = What has not begun follows from the day you choose. Sessions that were moved or changed one by one stay as they are.
timetables-effective = From this day on
timetables-effective-what = Before it everything stays as it was.
timetables-empty = No timetable yet
timetables-empty-what = Plan lessons once; they are made eight weeks ahead by themselves.
timetables-end = End
timetables-end-title = End this timetable?
timetables-end-what = { $count ->
    [0] No session is left to cancel. Nothing is drawn from it any more.
    [one] { $count } session that has not begun is cancelled; what was held stays.
   *[other] { $count } sessions that have not begun are cancelled; what was held stays.
}
timetables-ended = ended
timetables-ended-done = { $count ->
    [0] The timetable has ended.
    [one] The timetable has ended, { $count } session was cancelled.
   *[other] The timetable has ended, { $count } sessions were cancelled.
}
timetables-every = Every { $weeks } weeks: { $days }
timetables-except = Days without a lesson
timetables-except-what = One day on each line, like 2026-12-31. Holidays of the organisation need not stand here.
timetables-first = First day
timetables-free = free
timetables-free-all = { $count ->
    [0] No lesson falls into these weeks.
    [one] { $count } lesson, nothing is in its way.
   *[other] { $count } lessons, nothing is in their way.
}
timetables-from = from { $day } on
timetables-history = What was changed, by whom
timetables-holidays = Holidays
timetables-lasts = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
timetables-more = More: exceptions, time zone, other rules
timetables-moved = planned for { $day }, changed by hand
timetables-new = New timetable
timetables-new-what = Say once what comes again. Check shows every lesson and what is in its way; nothing is saved until you save.
timetables-next = The next eight weeks
timetables-none-next = No lesson in the next eight weeks.
timetables-not-drawn = not made yet
timetables-preview = What would be made
timetables-room-taken = The room or link has { $title }, { $from }–{ $to }
timetables-rule = Rule
timetables-rule-what = In place of the days above, as RRULE: FREQ=MONTHLY;BYDAY=1SA
timetables-saved = { $count ->
    [0] { $title } is planned. Its first lessons are drawn when they are eight weeks away.
    [one] { $title } is planned, { $count } session was made.
   *[other] { $title } is planned, { $count } sessions were made.
}
timetables-teacher-busy = At this time the teacher has { $title }, { $from }–{ $to }
timetables-this-week = This week
timetables-time = Time
timetables-title = Timetables
timetables-until = Last day
timetables-until-day = until { $day }
timetables-until-what = Empty: it goes on.
timetables-versions = { $count ->
    [one] { $count } version of this timetable
   *[other] { $count } versions of this timetable
}
timetables-week = The week
timetables-week-after = Week after
timetables-week-before = Week before
timetables-week-of = { $from } – { $to }
timetables-week-which = Which week
timetables-weeks = Every how many weeks
timetables-weeks-what = Empty: every week.
timetables-when = Days
timetables-with-ended = Show ended ones, too
timetables-zone = Time zone
