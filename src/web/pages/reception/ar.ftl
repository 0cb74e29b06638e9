reception-all-today = كل زيارات اليوم
reception-bad-reason = السبب 2000 حرف على الأكثر.
reception-came = { $count ->
    [zero] لم يأتِ أحد اليوم.
    [one] جاء اليوم شخص واحد.
    [two] جاء اليوم شخصان.
    [few] جاء اليوم { $count } أشخاص.
    [many] جاء اليوم { $count } شخصًا.
   *[other] جاء اليوم { $count } شخص.
}
reception-check-in = تسجيل دخول الأعضاء
reception-check-in-now = تسجيل الدخول
reception-check-ins = مرات الدخول اليوم
reception-check-out = تسجيل الخروج
reception-choose = عرض
reception-code = الحضور برمز QR
reception-code-of = رمز QR لـ{ $venue }
reception-code-what = اطبع رمز QR هذا وضعه عند مدخل ناديك. يمسحه الأعضاء من تطبيقهم فيُسجَّل دخولهم وخروجهم تلقائيًا.
reception-currently-in = في النادي الآن
reception-disabled = الحضور برمز QR: موقوف
reception-download = تنزيل رمز QR
reception-empty = لا أماكن بعد
reception-empty-add = إضافة مكان
reception-empty-ask = اطلب من أحد مديري مؤسستك إضافة المكان الذي يسجّل فيه الناس دخولهم.
reception-empty-what = المكان هو حيث يسجّل الناس دخولهم. أضف مكانك ليحصل فورًا على رمز QR.
reception-enabled = الحضور برمز QR: مفعّل
reception-entered-in = سُجّل دخول { $name } الساعة { $clock }.
reception-entered-not-eligible = سُجّل دخول { $name } الساعة { $clock }. لكن لا عضوية تسمح له بالدخول: يُرجى تسوية ذلك معه.
reception-entered-out = سُجّل خروج { $name } الساعة { $clock }.
reception-found-more = عدد المعروضين: { $count }. اكتب مزيدًا من الاسم لترى غيرهم.
reception-found-nobody = لا أحد باسم { $name }.
reception-fullscreen = ملء الشاشة
reception-in-at = وقت الدخول
reception-inside = { $count ->
    [zero] لا أحد في الداخل.
    [one] في الداخل شخص واحد.
    [two] في الداخل شخصان.
    [few] في الداخل { $count } أشخاص.
    [many] في الداخل { $count } شخصًا.
   *[other] في الداخل { $count } شخص.
}
reception-is-off = الحضور برمز QR موقوف.
reception-look = بحاجة إلى نظر
reception-look-all = عرض الكل
reception-member = العضو
reception-members = أعضاء مختلفون
reception-name = الاسم
reception-nobody = لا أحد بعد
reception-nobody-what = من يمسح الرمز عند المدخل يظهر هنا فورًا. ومن لا هاتف معه تجده بالاسم في الأعلى.
reception-odd = رموز مشتركة وشكوك أخرى
reception-odd-none = لا شيء غريب في آخر سبعة أيام.
reception-out-at = وقت الخروج
reception-reason = السبب
reception-reason-open = مع ذكر السبب
reception-refused = عمليات مسح مرفوضة
reception-refused-none = لم تُرفض أي عملية مسح في آخر سبعة أيام.
reception-regenerate = تجديد رمز QR
reception-regenerate-what = بعد التجديد تتوقف كل الرموز المطبوعة عن العمل. هل تتابع؟
reception-regenerated = صار هناك رمز جديد. اطبعه وانزع القديم.
reception-rotated = هذا الرمز سارٍ منذ
reception-scan-card = مسح بطاقة
reception-screen = عرض على شاشة
reception-screen-hint = امسح هذا الرمز بهاتفك لتسجيل الدخول أو الخروج.
reception-screen-off = تسجيل الحضور بالرمز موقوف. اسأل في الاستقبال من فضلك.
reception-search-end = إنهاء البحث
reception-sheet = طباعة
reception-sheet-what = صفحة واحدة تُطبع وتُعلّق عند المدخل.
reception-source = الطريقة
reception-stale = انتهت صلاحية هذا الرمز. بانتظار الاتصال.
reception-status = الحالة
reception-switched-off = الحضور برمز QR موقوف: لا يُقبل أي رمز لهذا المكان. تعود الرموز المطبوعة إلى العمل حين تفعّله.
reception-switched-on = الحضور برمز QR مفعّل: الرمز المطبوع يعمل.
reception-table = دخول اليوم
reception-title = الاستقبال
reception-venue = المكان
