# What people are told, and by which way.

channel-email = البريد
channel-push = المتصفح
channel-webhook = Webhook

notification-arrival = الوصول
notification-arrival-what = فور مسح الرمز عند الدخول.
notification-departure = المغادرة
notification-departure-what = فور مسح الرمز عند الخروج. المغادرة التي لم يرها أحد لا يُبلَّغ عنها.
notification-session-arrival = الدخول إلى الحصة
notification-session-arrival-what = فور الحضور في الحصة، في المكان أو عن بُعد.
notification-session-departure = الخروج من الحصة
notification-session-departure-what = بعد الحصة، حين يتأكد الحضور.
notification-absence = الغياب
notification-absence-what = بعد الحصة، حين يتأكد ذلك.
notification-late = التأخر
notification-late-what = بعد الحصة، مع عدد الدقائق.
notification-correction = تصحيح
notification-correction-what = إذا كان ما أُبلغ به من قبل خطأ: ما قيل، وما الصحيح، ولماذا. من دونه تبقى الرسالة الخاطئة كما هي.
notification-session-cancelled = إلغاء حصة
notification-session-cancelled-what = فورًا.
notification-session-moved = نقل حصة
notification-session-moved-what = فورًا، مع الوقت القديم والجديد.
notification-low-balance = حصص قليلة متبقية
notification-low-balance-what = حين يوشك اشتراك على النفاد.
notification-money-held = مبالغ موقوفة
notification-money-held-what = حين لا تُحتسب حصة ولا تُدفع قبل أن ينظر فيها أحد.
notification-platform-silent = منصة لا تستجيب
notification-platform-silent-what = حين يتوقف LiveKit أو Google Meet عن الرد.
