events-admit = عدد مرات الدخول
events-admit-daily = كل شخص مرة في اليوم
events-admit-done = سُجِّل حضور { $name }.
events-admit-once = كل شخص مرة واحدة
events-admit-person = تسجيل الحضور يدويًا
events-admit-title = تسجيل حضور { $name } يدويًا؟
events-admit-what = يُعَدّ حاضرًا من الآن، ويظهر اسمك إلى جانبه. تذكرته أو رمزه لا يُدخل أحدًا بعد ذلك.
events-amount = المبلغ بعملة { $currency }
events-answer = { $count ->
    [zero] لا فعاليات قادمة.
    [one] فعالية واحدة قادمة: { $title }، { $when }.
    [two] فعاليتان قادمتان. الأقرب: { $title }، { $when }.
    [few] { $count } فعاليات قادمة. الأقرب: { $title }، { $when }.
    [many] { $count } فعالية قادمة. الأقرب: { $title }، { $when }.
   *[other] { $count } فعالية قادمة. الأقرب: { $title }، { $when }.
}
events-answer-came = حضر { $here } من { $registered }.
events-answer-cancelled = هذه الفعالية ملغاة.
events-answer-here = الحاضرون { $here } من { $registered }.
events-answer-many = الفعاليات القادمة الأقرب: { $count }.
events-answer-none = لا فعاليات قادمة.
events-answer-now = تجري الآن: { $title }.
events-answer-past = الفعاليات المنتهية في هذه الصفحة: { $count }، الأحدث أولًا.
events-answer-registered = { $registered ->
    [zero] لم يسجِّل أحد بعد.
    [one] سجَّل شخص واحد.
    [two] سجَّل شخصان.
    [few] سجَّل { $registered } أشخاص.
    [many] سجَّل { $registered } شخصًا.
   *[other] سجَّل { $registered } شخص.
}
events-answer-taken = الأماكن المشغولة { $registered } من { $capacity }.
events-answer-waiting = { $count ->
    [zero] لا أحد ينتظر مكانًا.
    [one] شخص واحد ينتظر مكانًا.
    [two] شخصان ينتظران مكانًا.
    [few] { $count } أشخاص ينتظرون مكانًا.
    [many] { $count } شخصًا ينتظرون مكانًا.
   *[other] { $count } شخص ينتظرون مكانًا.
}
events-bad-amount = اكتب مبلغًا مثل 25.00.
events-bad-capacity = للفعالية من 1 إلى 1000000 مكان.
events-bad-name = الاسم من 1 إلى 200 حرف في سطر واحد.
events-bad-reference = اكتب اسم الدفعة حيث تمت، 200 حرف على الأكثر.
events-bad-type = اختر أحد الأنواع.
events-badge-code = رمز { $name }
events-badges = بطاقات الأسماء
events-badges-answer = { $count ->
    [zero] لا بطاقات.
    [one] بطاقة واحدة، عشر في ورقة A4.
    [two] بطاقتان، عشر في ورقة A4.
    [few] { $count } بطاقات، عشر في ورقة A4.
    [many] { $count } بطاقة، عشر في ورقة A4.
   *[other] { $count } بطاقة، عشر في ورقة A4.
}
events-badges-none-what = تظهر البطاقات متى سجَّل أحد.
events-badges-of = بطاقات { $title }
events-badges-without = { $count ->
    [zero] لكل شارة رمزها.
    [one] واحدة بلا رمز بعد: التذكرة غير مدفوعة.
    [two] اثنتان بلا رمز بعد: التذكرتان غير مدفوعتين.
    [few] { $count } بلا رمز بعد: التذاكر غير مدفوعة.
    [many] { $count } بلا رمز بعد: التذاكر غير مدفوعة.
   *[other] { $count } بلا رمز بعد: التذاكر غير مدفوعة.
}
events-cancel = إلغاء الفعالية
events-cancel-done = أُلغيت الفعالية.
events-cancel-title = إلغاء { $title }؟
events-cancel-what = لا يدخل أحد ولا يُسجَّل بعد ذلك. تبقى التسجيلات والمدفوعات كما هي: أعد ما دُفع. لا يمكن التراجع عن هذا.
events-cancelled-ones = ألغوا
events-capacity = الأماكن
events-capacity-hint = فارغ: بلا حد. ومن يأتي بعدها ينتظر مكانًا.
events-changed = عُدِّلت الفعالية.
events-closes = إغلاق الدخول
events-code-back = العودة إلى الفعالية
events-code-picture = رمز { $title } للمسح
events-code-printed = هذا الرمز صالح حتى { $time }.
events-code-until = صالح حتى { $time }. ما دامت الصفحة مفتوحة يأتي رمز جديد تلقائيًا.
events-code-what = امسح هذا الرمز لتسجيل حضورك
events-door-free = الطلاب يمسحون رمز الفعالية
events-door-free-external = كل شخص يُظهر رمز تسجيله
events-door-paid = كل شخص يُظهر تذكرة
events-edit = تعديل
events-edit-of = تعديل { $title }
events-edit-what = يبقى النوع كما هو متى سجَّل أحد. الأماكن الجديدة تذهب فورًا إلى من انتظر أطول.
events-end = النهاية
events-found-nobody = لم يُعثر على أحد
events-found-nobody-what = اكتب جزءًا من الاسم أو عنوان البريد كاملًا.
events-free = مجانية.
events-here = الحاضرون
events-here-since = حاضر منذ
events-import = قائمة الحاضرين
events-import-again = إرسال قائمة أخرى
events-import-answer = يُسجَّل كل من في القائمة. العنوان الجديد يصير طالبًا بلا كلمة مرور.
events-import-bad-email = هذا ليس عنوان بريد.
events-import-bad-name = الاسم من 1 إلى 200 حرف.
events-import-created = { $count ->
    [zero] لم يُسجَّل أحد.
    [one] سُجِّل شخص واحد.
    [two] سُجِّل شخصان.
    [few] سُجِّل { $count } أشخاص.
    [many] سُجِّل { $count } شخصًا.
   *[other] سُجِّل { $count } شخص.
}
events-import-existing = { $count ->
    [zero] لا أحد مسجَّل من قبل.
    [one] واحد مسجَّل من قبل.
    [two] اثنان مسجَّلان من قبل.
    [few] { $count } مسجَّلون من قبل.
    [many] { $count } مسجَّلون من قبل.
   *[other] { $count } مسجَّلون من قبل.
}
events-import-file = اختر ملفًا
events-import-hint = شخص في كل سطر؛ والسطر الأول هو
events-import-inactive = هذا عنوان شخص لم يعد نشطًا.
events-import-left-out = ما تُرك
events-import-line = السطر
events-import-list = القائمة
events-import-refused = { $count ->
    [zero] لم يُترك أي سطر.
    [one] تُرك سطر واحد.
    [two] تُرك سطران.
    [few] تُركت { $count } أسطر.
    [many] تُرك { $count } سطرًا.
   *[other] تُرك { $count } سطر.
}
events-import-send = سجِّلهم
events-import-to-event = إلى الفعالية
events-import-waiting = { $count ->
    [zero] لا أحد منهم ينتظر مكانًا.
    [one] واحد منهم ينتظر مكانًا.
    [two] اثنان منهم ينتظران مكانًا.
    [few] { $count } منهم ينتظرون مكانًا.
    [many] { $count } منهم ينتظرون مكانًا.
   *[other] { $count } منهم ينتظرون مكانًا.
}
events-import-why = السبب
events-mode = عند الباب
events-more = أوقات الدخول ومنظِّمون آخرون
events-name = الاسم
events-no-partner = الفعالية مع شريك تحتاج إليه: اكتب عنوانه أو اسمه.
events-no-person = لا أحد اسمه { $said }. اكتب عنوان البريد أو الاسم كاملًا.
events-nobody = لا أحد بعد
events-nobody-else-what = لا أحد هنا حاليًا.
events-nobody-here-what = من يُسجَّل حضوره يظهر هنا فورًا.
events-nobody-what = ابحث عن شخص أعلاه وسجِّله، أو أرسل قائمة الحاضرين.
events-none = لا فعاليات قادمة
events-none-past = لا فعاليات منتهية
events-none-past-what = تظهر الفعاليات هنا بعد انتهائها.
events-none-what = تظهر هنا الفعاليات التي تخطط لها أو التي شُوركت معك.
events-not-registered = غير مسجَّل
events-of = { $part } من { $whole }
events-open = متاحة للتسجيل
events-open-none-what = تظهر الفعاليات الجديدة هنا متى خُطِّط لها.
events-opens = فتح الدخول
events-organizers = المنظِّمون
events-organizers-hint = غيرك: عنوان بريد أو اسم في كل سطر.
events-paid = مدفوعة.
events-paid-tickets = التذاكر المدفوعة
events-partner = الشريك
events-partner-hint = للأنواع مع شريك: عنوان بريد أو اسم.
events-past = المنتهية
events-pay = تسجيل الدفع
events-pay-done = دفع { $name } مبلغ { $amount } وله تذكرة.
events-pay-expected = يُنتظر من { $name } دفع { $amount }؛ والتذكرة لا تُدخل أحدًا قبل ذلك.
events-pay-later = لم يُدفع بعد: التذكرة تنتظر المال
events-pay-title = تسجيل دفعة { $name }
events-pay-what = أُخذ المال في مكان آخر؛ يُدوَّن هنا وتصدر تذكرة برمز.
events-people = الأشخاص
events-person = الاسم
events-places = { $count ->
    [zero] لا أماكن باقية.
    [one] بقي مكان واحد.
    [two] بقي مكانان.
    [few] بقيت { $count } أماكن.
    [many] بقي { $count } مكانًا.
   *[other] بقي { $count } مكان.
}
events-plan = تخطيط فعالية
events-plan-of = الخطة
events-plan-what = من يخطط للفعالية منظِّم لها. ويحدد النوع ما يُظهره الناس عند الباب.
events-planned = خُطِّط لفعالية { $title }.
events-print = طباعة
events-rate = حضروا من المسجَّلين
events-rate-paid = حضروا من التذاكر المدفوعة
events-reason = السبب
events-reason-optional = السبب (اختياري)
events-reference = مرجع الدفع
events-reference-hint = ما تسمى به الدفعة حيث تمت، كرقم فاتورة.
events-refund = رد المبلغ
events-refund-done = تذكرة { $name } لاغية.
events-refund-title = رد مبلغ { $name }؟
events-refund-what = تصير التذكرة لاغية فورًا. ومن دخل بها يبقى. أعد المال حيث أُخذ.
events-register = سجِّل
events-register-done = سُجِّل { $name }.
events-register-somebody = تسجيل
events-register-title = تسجيل { $name }؟
events-register-waiting = انضم إلى قائمة الانتظار
events-register-waits = كل الأماكن مشغولة: { $name } في قائمة الانتظار.
events-register-what = يحصل على مكان، أو على موضع في قائمة الانتظار إن لم يبق مكان.
events-registered = المسجَّلون
events-revoke = إلغاء الرموز
events-revoke-done = أُلغيت كل الرموز السابقة.
events-revoke-title = إلغاء كل رموز هذه الفعالية؟
events-revoke-what = الرموز التي عُرضت أو طُبعت أو صُوِّرت لا تُدخل أحدًا بعد الآن. والشاشة التي تعرض الرمز تحصل على جديد خلال دقيقة. ومن حضر يبقى.
events-scan = افتح الماسح
events-search = أحد المسجَّلين
events-search-anybody = شخص: مسجَّل أو يُراد تسجيله
events-several-people = عدة أشخاص اسمهم { $said }. اكتب عنوان البريد.
events-show-code = عرض الرمز
events-standing = التسجيل
events-start = البداية
events-ticket = التذكرة
events-ticket-none = لا تذكرة
events-ticket-paid = مدفوعة
events-ticket-pending = لم تُدفع بعد
events-title = الفعاليات
events-to-own = تسجيلاتي
events-to-session = ما يُعرف عنها بوصفها جلسة
events-type = النوع
events-undo = التراجع عن الحضور
events-undo-done = تم التراجع عن حضور { $name }.
events-undo-title = التراجع عن حضور { $name }؟
events-undo-what = لا يُعَدّ حاضرًا بعد ذلك، وتُدخل تذكرته أو رمزه من جديد. ويبقى في السجل من فعل ذلك ولماذا.
events-unregister = إلغاء التسجيل
events-unregister-done = أُلغي تسجيل { $name }.
events-unregister-title = إلغاء تسجيل { $name }؟
events-unregister-what = يذهب المكان فورًا إلى من انتظر أطول. ويبقى ما دُفع حتى ترده.
events-upcoming = القادمة
events-waiting = المنتظرون
events-waiting-count = في الانتظار: { $count }
events-walk-in = عند الباب
events-walk-ins = إدخال غير المسجَّلين ما دامت هناك أماكن
events-walk-ins-no = المسجَّلون فقط
events-walk-ins-of = بلا تسجيل
events-walk-ins-yes = يدخلون ما دامت هناك أماكن
events-when = متى
events-window-hint = فارغ: في أي وقت.
events-zone = بتوقيت { $zone }
