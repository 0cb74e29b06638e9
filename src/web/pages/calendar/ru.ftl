calendar-cancelled = Отменено: { $title }
calendar-name = Занятия { $organization }
calendar-teacher = Преподаватель: { $name }
