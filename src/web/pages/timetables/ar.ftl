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
    [zero] لا درس تعذّر إنشاؤه.
    [one] تعذّر إنشاء درس واحد لتعارض موعده. وتُعاد المحاولة كل ليلة.
    [two] تعذّر إنشاء درسين لتعارض موعديهما. وتُعاد المحاولة كل ليلة.
    [few] تعذّر إنشاء { $count } دروس لتعارض مواعيدها. وتُعاد المحاولة كل ليلة.
    [many] تعذّر إنشاء { $count } درسًا لتعارض مواعيدها. وتُعاد المحاولة كل ليلة.
   *[other] تعذّر إنشاء { $count } درس لتعارض مواعيدها. وتُعاد المحاولة كل ليلة.
}
timetables-bad-except = هذه ليست تواريخ: اكتب يومًا في كل سطر، مثل 2026-12-31، و500 على الأكثر.
timetables-bad-time = هذا ليس يومًا أو وقتًا لجدول؛ اختر من 2000 إلى 2199.
timetables-blocked = لا جلسات في هذا اليوم من الأسبوع
timetables-change = تغيير
timetables-changed = حُفظ. الجلسات المتغيّرة { $changed }، والملغاة { $cancelled }، والجديدة { $drawn }، والباقية كما كانت { $kept }.
timetables-changes = الجلسات: تتغيّر { $changed }، وتُلغى { $cancelled }، وتُنشأ { $drawn }، وتبقى { $kept } كما هي.
timetables-check = تحقّق
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
timetables-edit-what = يسري التغيير على ما لم يبدأ، ابتداءً من اليوم الذي تختاره. أما الجلسات التي عُدّلت كل واحدة على حدة فتبقى كما هي.
timetables-effective = ابتداءً من هذا اليوم
timetables-effective-what = وقبل هذا اليوم يبقى كل شيء كما كان.
timetables-empty = لا جداول بعد
timetables-empty-what = أدخِل الدروس مرة واحدة، وتُنشأ تلقائيًا قبل موعدها بثمانية أسابيع.
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
timetables-every = { $weeks ->
    [zero] { $days }
    [one] كل أسبوع: { $days }
    [two] كل أسبوعين: { $days }
    [few] كل { $weeks } أسابيع: { $days }
    [many] كل { $weeks } أسبوعًا: { $days }
   *[other] كل { $weeks } أسبوع: { $days }
}
timetables-except = أيام بلا درس
timetables-except-what = يوم في كل سطر، مثل 2026-12-31. لا حاجة لذكر عطل المؤسسة هنا.
timetables-first = أول يوم
timetables-free = لا دروس
timetables-free-all = { $count ->
    [zero] لا درس في هذه الأسابيع.
    [one] درس واحد بلا تعارض.
    [two] درسان بلا تعارض.
    [few] { $count } دروس بلا تعارض.
    [many] { $count } درسًا بلا تعارض.
   *[other] { $count } درس بلا تعارض.
}
timetables-history = ما الذي تغيّر ومن غيّره
timetables-holidays = العطل
timetables-lasts = { $minutes ->
    [zero] { $minutes } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
}
timetables-more = المزيد: الاستثناءات والمنطقة الزمنية وقواعد أخرى
timetables-moved = بدل { $day }، عُدّلت يدويًا
timetables-new = جدول جديد
timetables-new-what = أدخِل ما يتكرر مرة واحدة. يعرض زر «تحقّق» كل درس وما يتعارض معه؛ ولا يُحفظ شيء قبل أن تضغط «حفظ».
timetables-next = الأسابيع الثمانية القادمة
timetables-none-next = لا درس في الأسابيع الثمانية القادمة.
timetables-not-drawn = لم يُنشأ بعد
timetables-preview = الدروس التي ستُنشأ
timetables-room-taken = الغرفة أو الرابط مشغول بـ { $title }، { $from }–{ $to }
timetables-rule = القاعدة
timetables-rule-what = بدل الأيام أعلاه، بصيغة RRULE: FREQ=MONTHLY;BYDAY=1SA
timetables-saved = { $count ->
    [zero] حُفظ { $title }. تُنشأ دروسه قبل موعدها بثمانية أسابيع.
    [one] حُفظ { $title }، وأُنشئت جلسة واحدة.
    [two] حُفظ { $title }، وأُنشئت جلستان.
    [few] حُفظ { $title }، وأُنشئت { $count } جلسات.
    [many] حُفظ { $title }، وأُنشئت { $count } جلسة.
   *[other] حُفظ { $title }، وأُنشئت { $count } جلسة.
}
timetables-teacher-busy = لدى المعلم في الوقت نفسه { $title }، { $from }–{ $to }
timetables-this-week = هذا الأسبوع
timetables-time = الوقت
timetables-title = الجداول
timetables-until = آخر يوم
timetables-until-day = حتى { $day }
timetables-until-what = اتركه فارغًا إن لم تكن له نهاية.
timetables-versions = { $count ->
    [zero] لا نُسخ
    [one] نسخة واحدة من الجدول
    [two] نسختان من الجدول
    [few] { $count } نسخ من الجدول
    [many] { $count } نسخة من الجدول
   *[other] { $count } نسخة من الجدول
}
timetables-week = الأسبوع
timetables-week-after = الأسبوع التالي
timetables-week-before = الأسبوع السابق
timetables-week-of = { $from } – { $to }
timetables-week-which = أي أسبوع
timetables-weeks = كل كم أسبوع
timetables-weeks-what = اتركه فارغًا لكل أسبوع.
timetables-when = الأيام
timetables-with-ended = أظهر المنتهية أيضًا
timetables-zone = المنطقة الزمنية
