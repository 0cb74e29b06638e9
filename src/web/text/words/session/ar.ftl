# What sessions are, where they are held, who takes part, and where evidence comes from.

status-unscheduled = بلا موعد
status-scheduled = مقررة
status-ready = على وشك البدء
status-ongoing = جارية
status-completed = مكتملة
status-absent = غاب الطالب
status-cancelled = ملغاة

kind-quran = قرآن
kind-academic = مادة دراسية
kind-interactive-course = دورة تفاعلية
kind-class = درس
kind-event = فعالية

format-individual = فردي
format-circle = حلقة
format-trial = تجريبي
format-assessment = تقييم
format-course = دورة
format-group = جماعي

platform-livekit = LiveKit
platform-meet = Google Meet
platform-onsite = حضوريًا

source-livekit = LiveKit
source-meet = Google Meet
source-qr = مسح رمز
source-manual = إدخال يدوي
source-import = استيراد
source-email = البريد الإلكتروني

role-superadmin = مدير عام
role-admin = مدير
role-finance = المالية
role-teacher = معلم
role-moderator = مشرف جلسات
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
