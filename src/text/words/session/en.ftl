# What sessions are, where they are held, and where evidence comes from.

status-unscheduled = No time yet
status-scheduled = Planned
status-ready = About to begin
status-ongoing = Running
status-completed = Completed
status-absent = Student absent
status-cancelled = Cancelled

kind-quran = Quran
kind-academic = School subject
kind-interactive-course = Interactive course
kind-class = Class
kind-event = Event

format-individual = One to one
format-circle = Circle
format-trial = Trial
format-assessment = Assessment
format-course = Course
format-group = Group

platform-livekit = LiveKit
platform-meet = Google Meet
platform-onsite = On site

source-livekit = LiveKit
source-meet = Google Meet
source-qr = Scan
source-manual = Entered by hand
source-import = Import
source-email = E-mail

edge-aborted = the connection broke
edge-assumed-until-end = assumed to have stayed until the end
edge-boundary = the time that counts begins or ends
edge-call-ended = the call ended
edge-connection-lost = connection lost
edge-entry-unseen = may have come from here on; nobody saw it
edge-exit-unseen = came in, and was not seen to leave
edge-first-seen = first sign of them
edge-joined = joined
edge-last-seen = last seen
edge-left = left
edge-left-untimed = left, the time is not known
edge-marked-in = marked as come
edge-marked-out = marked as gone
edge-missing-from-roster = not on the list of the room any more
edge-reconnected = came again with another connection
edge-room-finished = the room was closed
edge-scanned-in = scanned in
edge-scanned-out = scanned out
edge-stale = nothing was heard of them any more

evidencekind-bind = Somebody said whose name this is
evidencekind-mark = Somebody noted a coming or going
evidencekind-override = Somebody stated the outcome
evidencekind-poll = Google Meet listed who was there
evidencekind-roster = LiveKit listed who was there
evidencekind-scan = A code was read
evidencekind-visit = Somebody noted a visit
evidencekind-webhook = LiveKit reported
