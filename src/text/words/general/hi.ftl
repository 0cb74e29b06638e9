# Who people are, and what they may choose for themselves or their organisation.

role-superadmin = मुख्य प्रशासक
role-admin = प्रशासक
role-finance = वित्त
role-teacher = शिक्षक
role-moderator = मॉडरेटर
role-organizer = आयोजक
role-partner = साझेदार
role-receptionist = रिसेप्शनिस्ट
role-student = विद्यार्थी
role-parent = अभिभावक

theme-light = हल्की
theme-dark = गहरी
theme-system = सिस्टम के अनुसार

digits-latin = 123
digits-arabic = ١٢٣

weekday-monday = सोमवार
weekday-tuesday = मंगलवार
weekday-wednesday = बुधवार
weekday-thursday = गुरुवार
weekday-friday = शुक्रवार
weekday-saturday = शनिवार
weekday-sunday = रविवार

membershipstatus-active = चालू
membershipstatus-paused = रुकी हुई
membershipstatus-ended = समाप्त
