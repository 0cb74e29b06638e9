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
