# Who people are, and what they may choose for themselves or their organisation.

role-superadmin = مدير عام
role-admin = مدير
role-finance = المالية
role-teacher = معلم
role-moderator = مشرف حصص
role-organizer = منظّم
role-partner = شريك
role-receptionist = موظف استقبال
role-student = طالب
role-parent = ولي أمر

theme-light = فاتح
theme-dark = داكن
theme-system = حسب الجهاز

digits-latin = 123
digits-arabic = ١٢٣

weekday-monday = الاثنين
weekday-tuesday = الثلاثاء
weekday-wednesday = الأربعاء
weekday-thursday = الخميس
weekday-friday = الجمعة
weekday-saturday = السبت
weekday-sunday = الأحد

membershipstatus-active = سارية
membershipstatus-paused = موقوفة مؤقتًا
membershipstatus-ended = منتهية
