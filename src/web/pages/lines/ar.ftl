line-all-rates = كل الأسعار
line-as-of = حتى
line-as-received = كما وصل
line-because = لأن
line-came = الدخول
line-estimated = تقديري
line-from = من
line-from-nothing = لا أدلة: لم يُرَ أحد ولم يقل أحد شيئًا.
line-id = البند
line-left = الخروج
line-mend-missing-rate = يُحسب بسعر ساري في هذا اليوم.
line-mend-needs-review = حدّد في صفحة الحصة من كان حاضرًا، فيُحسب البند.
line-mend-unsettled = لا شيء عليك: يتبع البند الحصة تلقائيًا.
line-nothing = لا شيء يُحسب هنا: قاعدة هذه النتائج لا تعطي وقتًا.
line-per-hour = { $time } × { $price } للساعة (سعر ساري منذ { $since })، مع تقريب واحد إلى الأقرب، والنصف إلى أعلى.
line-per-session = { $price } للحصة (سعر ساري منذ { $since }).
line-person = من
line-pieces = { $count ->
    [zero] لا أدلة
    [one] دليل واحد
    [two] دليلان
    [few] { $count } أدلة
    [many] { $count } دليلًا
   *[other] { $count } دليل
}
line-policy = السياسة
line-policy-patch = ما يختلف عن الافتراضي
line-policy-version = الإصدار { $version }
line-print = اطبع هذه الصفحة: تكفيها ورقة أو ورقتان.
line-received = الوصول
line-rule = القاعدة:
line-says = ما يقوله
line-seen = ما شوهد
line-seen-nobody = لم يُرَ أحد.
line-session-not-counted = سعر الحصة لا يُحسب: لم يكونوا هناك معًا.
line-since = منذ { $day }
line-source = المصدر
line-stated = ذُكر:
line-stayed = المدة
line-still-there = ما زال هناك
line-time = { $time }
line-time-own = { $time } من الوقت الشخصي
line-time-planned = { $time } من الوقت المقرر
line-time-together = { $time } معًا
line-withdrawn = سُحب
line-covered = محسوب من اشتراك
line-covered-ledger = الاشتراك وسجله
