calendar-cancelled = रद्द: { $title }
calendar-name = { $organization } के सत्र
calendar-teacher = शिक्षक: { $name }
