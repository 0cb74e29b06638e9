registrations-answer = { $count ->
    [zero] لا تشارك في أي فعالية.
    [one] تشارك في فعالية واحدة: { $title }، { $when }.
    [two] تشارك في فعاليتين. الأقرب: { $title }، { $when }.
    [few] تشارك في { $count } فعاليات. الأقرب: { $title }، { $when }.
    [many] تشارك في { $count } فعالية. الأقرب: { $title }، { $when }.
   *[other] تشارك في { $count } فعالية. الأقرب: { $title }، { $when }.
}
registrations-answer-none = لست مسجَّلًا في أي فعالية قادمة.
registrations-cancel = إلغاء التسجيل
registrations-cancel-title = إلغاء تسجيلك في { $title }؟
registrations-cancel-what = يذهب مكانك إلى من انتظر أطول مدة. يمكنك التسجيل من جديد ما دامت هناك أماكن.
registrations-cancelled = أُلغي تسجيلك.
registrations-check-in = تسجيل الحضور في الفعالية
registrations-check-in-what = امسح رمز المنظِّم في الفعالية لتسجيل حضورك
registrations-checked-in = سُجِّل حضورك
registrations-code = رمز التسجيل
registrations-done = تم تسجيلك.
registrations-no-code = رمزك غير متوفر بعد. اسأل المنظِّم عند المدخل.
registrations-none = لا تسجيلات بعد
registrations-none-what = انظر إلى الفعاليات القادمة وسجِّل في إحداها.
registrations-not-paid = تظهر تذكرتك هنا فور تسجيل الدفع.
registrations-past = المنتهية والملغاة
registrations-picture = رمز التسجيل للمسح
registrations-place = أنت رقم { $place } في قائمة الانتظار. إذا شغر مكان فهو لك تلقائيًا.
registrations-scan = امسح الرمز
registrations-show = أظهر هذا الرمز للمنظِّم عند المدخل
registrations-ticket = تذكرتك
registrations-title = تسجيلاتي
registrations-to-events = فعاليات للتسجيل
registrations-waiting = أنت في قائمة الانتظار. إذا شغر مكان فهو لك تلقائيًا.
registrations-waits = كل الأماكن مشغولة: أنت في قائمة الانتظار.
registrations-was-there = كان حاضرًا
