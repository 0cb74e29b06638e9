# What sessions are, where they are held, who takes part, and where evidence comes from.

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

role-superadmin = Superadmin
role-admin = Admin
role-finance = Finance
role-teacher = Teacher
role-moderator = Moderator
role-organizer = Organiser
role-partner = Partner
role-receptionist = Receptionist
role-student = Student
role-parent = Parent

theme-light = Light
theme-dark = Dark
theme-system = System

digits-latin = 123
digits-arabic = ١٢٣

weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
