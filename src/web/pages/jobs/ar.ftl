jobs-all = تُعرض كل مؤسسات هذا التثبيت، والتشغيل اليدوي يشملها جميعًا.
jobs-and = {" و"}
jobs-answer-failed = { $count ->
    [zero] لم تفشل أي مهمة.
    [one] فشلت مهمة واحدة: { $names }.
    [two] فشلت مهمتان: { $names }.
    [few] فشلت { $count } مهام: { $names }.
    [many] فشلت { $count } مهمة: { $names }.
   *[other] فشلت { $count } مهمة: { $names }.
}
jobs-answer-failed-since = فشلت مهمة واحدة: { $name }، منذ { $at }.
jobs-answer-good = كل شيء يعمل.
jobs-answer-none = لم تعمل أي مهمة بعد.
jobs-answer-overdue = { $count ->
    [zero] لا مهمة متأخرة.
    [one] مهمة واحدة متأخرة: { $names }. هل يعمل الخادم الذي ينفّذ المهام؟
    [two] مهمتان متأخرتان: { $names }. هل يعمل الخادم الذي ينفّذ المهام؟
    [few] { $count } مهام متأخرة: { $names }. هل يعمل الخادم الذي ينفّذ المهام؟
    [many] { $count } مهمة متأخرة: { $names }. هل يعمل الخادم الذي ينفّذ المهام؟
   *[other] { $count } مهمة متأخرة: { $names }. هل يعمل الخادم الذي ينفّذ المهام؟
}
jobs-asked = طُلب تشغيل { $name }، وسيبدأ خلال ثوانٍ.
jobs-began = البداية
jobs-by-hand = يدويًا
jobs-did = ما أنجزته
jobs-empty = لا توجد مهام معروفة
jobs-empty-what = يسجّل الخادم مهامه عند بدئه. شغّله دون الإعداد الذي يوقف المهام.
jobs-error = { $lines ->
    [zero] ما الخطأ
    [one] ما الخطأ
    [two] ما الخطأ (سطران)
    [few] ما الخطأ ({ $lines } أسطر)
    [many] ما الخطأ ({ $lines } سطرًا)
   *[other] ما الخطأ ({ $lines } سطر)
}
jobs-fails = تفشل منذ { $since } وتعيد المحاولة تلقائيًا في { $next }. لم يُفقد شيء: ما فات يُستدرك.
jobs-history = كل مرات التشغيل
jobs-interval = كل
jobs-lag = التأخر
jobs-last = آخر تشغيل
jobs-last-failed = فشل آخر تشغيل. تعيد المحاولة تلقائيًا في { $at }.
jobs-last-good = لا مشكلة هنا. التشغيل القادم في { $at }.
jobs-never = لم تعمل بعد
jobs-next = التشغيل القادم
jobs-no-runs = لا تشغيل بعد
jobs-no-runs-what = تُحفظ مرات التشغيل مدة ثم تُحذف. اضغط «شغّل الآن» لترى واحدة.
jobs-nothing = لا شيء مطلوب
jobs-outcome = النتيجة
jobs-overdue = متأخرة
jobs-own = يُعرض ما أنجزته المهام لمؤسستك، والتشغيل اليدوي يخصها وحدها.
jobs-refresh = تحديث
jobs-run-now = شغّل الآن
jobs-runs-now = تعمل الآن. تُحدَّث هذه الصفحة تلقائيًا حتى تنتهي.
jobs-title = المهام
jobs-took = المدة
jobs-under-a-second = أقل من ثانية
jobs-waiting = مطلوبة
