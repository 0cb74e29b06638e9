# What came of a session for one person: outcomes, why, and how things stand right now.

outcome-present = Present
outcome-partial = Partial
outcome-absent = Absent
outcome-excused = Excused
outcome-unknown = Not certain

reason-share = The time counted was compared with the planned time.
reason-late = Came after the start.
reason-left-early = Left before the end.
reason-no-presence = Was not seen in the session.
reason-unseen-end = It was not seen when they left.
reason-unseen-start = It was not seen when they came.
reason-unmatched-participants = Somebody took part whose name we do not know yet; it may have been them.
reason-unwatched-time = For part of the time we have no data from the room.
reason-unsettled = It is too early: the outcome comes some time after the session.
reason-final-by-timeout = Google reported nothing new for a day, so what is known is taken as final.
reason-assumed-until-end = Came, and nobody recorded when they left: counted until the end.
reason-override = The outcome was set by hand, by an override.

finding-at-venue-not-in-session = Was in the building, but not in this session.
finding-in-session-not-at-venue = Was in this session, but did not come to its building.
finding-mostly-bridged = More than half of the time counted is made of short gaps.
finding-contradicts-presence = The override says less than the presence that was proven.
finding-override-contradicts-evidence = The override says more than the evidence leaves possible.

boardstate-here = Here
boardstate-late = Here, came late
boardstate-left = Left
boardstate-missing = Missing
boardstate-expected = Expected
boardstate-excused = Excused

risk-falling = Attendance is falling
risk-absent-in-a-row = Missed the last three sessions
