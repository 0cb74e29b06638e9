calendar-cancelled = ملغاة: { $title }
calendar-name = حصص { $organization }
calendar-teacher = المعلم: { $name }
