calendar-cancelled = Cancelled: { $title }
calendar-name = { $organization } sessions
calendar-teacher = Teacher: { $name }
