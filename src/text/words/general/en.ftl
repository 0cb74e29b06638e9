# Who people are, and what they may choose for themselves or their organisation.

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

membershipstatus-active = Active
membershipstatus-paused = Paused
membershipstatus-ended = Ended
