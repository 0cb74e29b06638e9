calendar-cancelled = أُلغيت: { $title }
calendar-name = جلسات { $organization }
calendar-teacher = المعلّم: { $name }
