# What sessions are, where they are held, and where evidence comes from.

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
