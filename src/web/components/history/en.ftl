history-in = In
history-lesson = Lesson
history-minutes = Minutes
history-of = { $own } of { $planned }
history-out = Out
history-since = { $word } since { $clock }
history-title = Lessons that were
history-verdict = Attendance
