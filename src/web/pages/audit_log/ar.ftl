audit-log-answer = { $count ->
    [zero] لم يُعثر على أي تغيير.
    [one] تغيير واحد.
    [two] تغييران، الأحدث أولًا.
    [few] { $count } تغييرات، الأحدث أولًا.
    [many] { $count } تغييرًا، الأحدث أولًا.
   *[other] { $count } تغيير، الأحدث أولًا.
}
audit-log-answer-many = { $count ->
    [zero] لا تغييرات.
    [one] أحدث تغيير، وهناك غيره.
    [two] أحدث تغييرين، وهناك غيرهما.
    [few] أحدث { $count } تغييرات، وهناك غيرها.
    [many] أحدث { $count } تغييرًا، وهناك غيرها.
   *[other] أحدث { $count } تغيير، وهناك غيرها.
}
audit-log-by-itself = Rollcall نفسه
audit-log-by-whom = من قام به
audit-log-detail = بالتفصيل
audit-log-empty = لا تغييرات هنا
audit-log-empty-what = أزل أحد عوامل التصفية أو انظر في أيام أخرى.
audit-log-holiday = العطل
audit-log-household = أسرة
audit-log-identity = معرّف
audit-log-job = مهمة
audit-log-line = بند
audit-log-membership = عضوية
audit-log-message = رسالة
audit-log-nobody = لا أحد بهذا الاسم
audit-log-nobody-what = اكتب البريد الإلكتروني أو الاسم الكامل لشخص هنا.
audit-log-open = عرض
audit-log-organization = المؤسسة
audit-log-person = شخص
audit-log-rate = سعر
audit-log-session = حصة
audit-log-subject = بشأن
audit-log-timetable = جدول
audit-log-title = سجل التغييرات
audit-log-webhook = نقطة استقبال
audit-log-what = ماذا
audit-log-when = متى
audit-log-who = من
