timetables-a-session = جلسة
timetables-all = كل الجداول
timetables-answer = { $count ->
    [0] لا جداول بعد.
    [zero] لا جداول.
    [one] جدول واحد.
    [two] جدولان.
    [few] { $count } جداول.
    [many] { $count } جدولًا.
   *[other] { $count } جدول.
} { $week ->
    [0] لا شيء في هذا الأسبوع.
    [zero] لا شيء في هذا الأسبوع.
    [one] جلسة واحدة في هذا الأسبوع.
    [two] جلستان في هذا الأسبوع.
    [few] { $week } جلسات في هذا الأسبوع.
    [many] { $week } جلسة في هذا الأسبوع.
   *[other] { $week } جلسة في هذا الأسبوع.
}
timetables-answer-ended = انتهى في { $day }.
timetables-answer-next = الدرس التالي { $day } الساعة { $time }.
timetables-answer-problems = { $count ->
    [zero] لم يتعذر تخطيط أي درس.
    [one] تعذّر تخطيط درس واحد لأن شيئًا يعترضه. وتُعاد المحاولة كل ليلة.
    [two] تعذّر تخطيط درسين لأن شيئًا يعترضهما. وتُعاد المحاولة كل ليلة.
    [few] تعذّر تخطيط { $count } دروس لأن شيئًا يعترضها. وتُعاد المحاولة كل ليلة.
    [many] تعذّر تخطيط { $count } درسًا لأن شيئًا يعترضها. وتُعاد المحاولة كل ليلة.
   *[other] تعذّر تخطيط { $count } درس لأن شيئًا يعترضها. وتُعاد المحاولة كل ليلة.
}
timetables-bad-except = هذه ليست أيامًا: اكتب يومًا في كل سطر، مثل 2026-12-31، و500 على الأكثر.
timetables-bad-name = للعنوان من 1 إلى 200 حرف في سطر واحد.
timetables-bad-time = هذا ليس يومًا أو وقتًا لجدول؛ اختر من 2000 إلى 2199.
timetables-blocked = لا جلسات في هذا اليوم
timetables-change = تغيير
timetables-changed = حُفظ. الجلسات المتغيّرة { $changed }، والملغاة { $cancelled }، والجديدة { $drawn }، والباقية كما كانت { $kept }.
timetables-changes = الجلسات: تتغيّر { $changed }، وتُلغى { $cancelled }، وتُنشأ { $drawn }، وتبقى { $kept } كما هي.
timetables-check = تحقّق
timetables-choose = اختر…
timetables-collide = { $count ->
    [zero] لا يمكن عقد { $count } من { $all } من الدروس: اختر وقتًا أو معلمًا آخر، أو استثنِ هذه الأيام.
    [one] لا يمكن عقد { $count } من { $all } من الدروس: اختر وقتًا أو معلمًا آخر، أو استثنِ هذه الأيام.
    [two] لا يمكن عقد { $count } من { $all } من الدروس: اختر وقتًا أو معلمًا آخر، أو استثنِ هذه الأيام.
    [few] لا يمكن عقد { $count } من { $all } من الدروس: اختر وقتًا أو معلمًا آخر، أو استثنِ هذه الأيام.
    [many] لا يمكن عقد { $count } من { $all } من الدروس: اختر وقتًا أو معلمًا آخر، أو استثنِ هذه الأيام.
   *[other] لا يمكن عقد { $count } من { $all } من الدروس: اختر وقتًا أو معلمًا آخر، أو استثنِ هذه الأيام.
}
timetables-days = في هذه الأيام
timetables-edit = تغيير { $title }
timetables-edit-what = ما لم يبدأ يتبع من اليوم الذي تختاره. وتبقى الجلسات التي غُيّرت واحدة واحدة كما هي.
timetables-effective = ابتداءً من هذا اليوم
timetables-effective-what = وقبله يبقى كل شيء كما كان.
timetables-empty = لا جداول بعد
timetables-empty-what = خطّط الدروس مرة واحدة؛ وتُنشأ وحدها قبل ثمانية أسابيع.
timetables-end = إنهاء
timetables-end-title = إنهاء هذا الجدول؟
timetables-end-what = { $count ->
    [0] لا جلسات لإلغائها. ولن يُنشأ منه شيء بعد الآن.
    [zero] لا جلسات لإلغائها.
    [one] تُلغى جلسة واحدة لم تبدأ؛ ويبقى ما عُقد.
    [two] تُلغى جلستان لم تبدآ؛ ويبقى ما عُقد.
    [few] تُلغى { $count } جلسات لم تبدأ؛ ويبقى ما عُقد.
    [many] تُلغى { $count } جلسة لم تبدأ؛ ويبقى ما عُقد.
   *[other] تُلغى { $count } جلسة لم تبدأ؛ ويبقى ما عُقد.
}
timetables-ended = انتهى
timetables-ended-done = { $count ->
    [0] انتهى الجدول.
    [zero] انتهى الجدول.
    [one] انتهى الجدول، وأُلغيت جلسة واحدة.
    [two] انتهى الجدول، وأُلغيت جلستان.
    [few] انتهى الجدول، وأُلغيت { $count } جلسات.
    [many] انتهى الجدول، وأُلغيت { $count } جلسة.
   *[other] انتهى الجدول، وأُلغيت { $count } جلسة.
}
timetables-every = كل { $weeks } أسابيع: { $days }
timetables-except = أيام بلا درس
timetables-except-what = يوم في كل سطر، مثل 2026-12-31. لا حاجة لذكر عطل المؤسسة هنا.
timetables-first = أول يوم
timetables-format = الشكل
timetables-free = لا دروس
timetables-free-all = { $count ->
    [0] لا درس في هذه الأسابيع.
    [zero] لا درس في هذه الأسابيع.
    [one] درس واحد، ولا شيء يعترضه.
    [two] درسان، ولا شيء يعترضهما.
    [few] { $count } دروس، ولا شيء يعترضها.
    [many] { $count } درسًا، ولا شيء يعترضها.
   *[other] { $count } درس، ولا شيء يعترضها.
}
timetables-history = ما الذي تغيّر ومن غيّره
timetables-holidays = العطل
timetables-kind = النوع
timetables-lasts = { $minutes ->
    [zero] { $minutes } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
}
timetables-link = رابط Meet
timetables-link-what = في Google Meet فقط: رابط واحد لكل الدروس.
timetables-minutes = الدقائق
timetables-minutes-what = فارغ: المدة المعتادة.
timetables-more = المزيد: الاستثناءات والمنطقة الزمنية وقواعد أخرى
timetables-moved = بدل { $day }، وغُيّرت يدويًا
timetables-name = العنوان
timetables-new = جدول جديد
timetables-new-what = اكتب مرة واحدة ما يتكرر. يعرض «تحقّق» كل درس وما يعترضه؛ ولا يُحفظ شيء حتى تحفظ.
timetables-next = الأسابيع الثمانية القادمة
timetables-no-students = لا أحد هنا له دور الطالب بعد.
timetables-none-next = لا درس في الأسابيع الثمانية القادمة.
timetables-not-drawn = لم يُخطّط بعد
timetables-others = أشخاص آخرون
timetables-others-what = شخص في كل سطر: البريد الإلكتروني أو الاسم كما هو.
timetables-platform = المكان
timetables-preview = ما سيُنشأ
timetables-room-taken = الغرفة أو الرابط مشغول بـ { $title }، { $from }–{ $to }
timetables-rule = القاعدة
timetables-rule-what = بدل الأيام أعلاه، بصيغة RRULE: FREQ=MONTHLY;BYDAY=1SA
timetables-saved = { $count ->
    [0] خُطّط { $title }. تُنشأ أولى دروسه قبلها بثمانية أسابيع.
    [zero] خُطّط { $title }.
    [one] خُطّط { $title }، وأُنشئت جلسة واحدة.
    [two] خُطّط { $title }، وأُنشئت جلستان.
    [few] خُطّط { $title }، وأُنشئت { $count } جلسات.
    [many] خُطّط { $title }، وأُنشئت { $count } جلسة.
   *[other] خُطّط { $title }، وأُنشئت { $count } جلسة.
}
timetables-students = الطلاب
timetables-teacher = المعلم
timetables-teacher-busy = لدى المعلم { $title }، { $from }–{ $to }
timetables-this-week = هذا الأسبوع
timetables-time = الوقت
timetables-title = الجداول
timetables-unknown-person = لا أحد هنا بهذا الاسم، أو أكثر من واحد: اكتب البريد الإلكتروني.
timetables-until = آخر يوم
timetables-until-day = حتى { $day }
timetables-until-what = فارغ: بلا نهاية.
timetables-versions = { $count ->
    [zero] لا خطط
    [one] خطة واحدة عبر الزمن
    [two] خطتان عبر الزمن
    [few] { $count } خطط عبر الزمن
    [many] { $count } خطة عبر الزمن
   *[other] { $count } خطة عبر الزمن
}
timetables-week = الأسبوع
timetables-week-after = الأسبوع التالي
timetables-week-before = الأسبوع السابق
timetables-week-of = { $from } – { $to }
timetables-week-which = أي أسبوع
timetables-weeks = كل … أسابيع
timetables-weeks-what = فارغ: كل أسبوع.
timetables-when = الأيام
timetables-with-ended = أظهر المنتهية أيضًا
timetables-zone = المنطقة الزمنية
