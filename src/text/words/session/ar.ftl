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

edge-aborted = تعطل الاتصال
edge-assumed-until-end = يُفترض البقاء حتى النهاية
edge-boundary = حدّ الوقت المحسوب
edge-call-ended = انتهت المكالمة
edge-connection-lost = انقطع الاتصال
edge-entry-unseen = ربما كان الدخول من هنا، ولم يره أحد
edge-exit-unseen = دخول لم يُرَ بعده خروج
edge-first-seen = أول أثر
edge-joined = دخول
edge-last-seen = آخر ظهور
edge-left = خروج
edge-left-untimed = خروج لا يُعرف وقته
edge-marked-in = سُجّل الحضور يدويًا
edge-marked-out = سُجّل الخروج يدويًا
edge-missing-from-roster = لم يعد في قائمة القاعة
edge-reconnected = دخول جديد باتصال آخر
edge-room-finished = أُغلقت القاعة
edge-scanned-in = مسح الرمز عند الدخول
edge-scanned-out = مسح الرمز عند الخروج
edge-stale = لم يعد يصل منه شيء

evidencekind-bind = حدّد أحدهم لمن هذا الاسم
evidencekind-mark = سجّل أحدهم دخولًا أو خروجًا
evidencekind-override = حدّد أحدهم النتيجة
evidencekind-poll = أدرج Google Meet من كان حاضرًا
evidencekind-roster = أدرج LiveKit من كان حاضرًا
evidencekind-scan = قُرئ رمز
evidencekind-visit = سجّل أحدهم زيارة
evidencekind-webhook = أبلغ LiveKit
