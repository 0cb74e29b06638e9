timetables-a-session = حصة
timetables-all = كل الجداول
timetables-answer = { $count ->
    [zero] لا جداول بعد.
    [one] جدول واحد.
    [two] جدولان.
    [few] { $count } جداول.
    [many] { $count } جدولًا.
   *[other] { $count } جدول.
} { $week ->
    [zero] لا حصص في هذا الأسبوع.
    [one] حصة واحدة في هذا الأسبوع.
    [two] حصتان في هذا الأسبوع.
    [few] { $week } حصص في هذا الأسبوع.
    [many] { $week } حصة في هذا الأسبوع.
   *[other] { $week } حصة في هذا الأسبوع.
}
timetables-answer-ended = انتهى في { $day }.
timetables-answer-next = الحصة التالية { $day } الساعة { $time }.
timetables-answer-problems = { $count ->
    [zero] لا حصص تعذّر إنشاؤها.
    [one] تعذّر إنشاء حصة واحدة لتعارض موعدها. وتُعاد المحاولة كل ليلة.
    [two] تعذّر إنشاء حصتين لتعارض موعديهما. وتُعاد المحاولة كل ليلة.
    [few] تعذّر إنشاء { $count } حصص لتعارض مواعيدها. وتُعاد المحاولة كل ليلة.
    [many] تعذّر إنشاء { $count } حصة لتعارض مواعيدها. وتُعاد المحاولة كل ليلة.
   *[other] تعذّر إنشاء { $count } حصة لتعارض مواعيدها. وتُعاد المحاولة كل ليلة.
}
timetables-bad-except = هذه ليست تواريخ: اكتب يومًا في كل سطر، مثل 2026-12-31، وبحد أقصى 500.
timetables-bad-time = هذا ليس يومًا أو وقتًا لجدول؛ اختر من 2000 إلى 2199.
timetables-blocked = لا حصص في هذا اليوم من الأسبوع
timetables-change = تعديل
timetables-changed = حُفظ. الحصص المعدّلة { $changed }، والملغاة { $cancelled }، والجديدة { $drawn }، والباقية كما كانت { $kept }.
timetables-changes = الحصص: تُعدَّل { $changed }، وتُلغى { $cancelled }، وتُنشأ { $drawn }، وتبقى { $kept } كما هي.
timetables-check = تحقّق
timetables-collide = { $count ->
    [zero] كل الحصص ({ $all }) ممكنة.
    [one] لا يمكن عقد حصة واحدة من { $all }: اختر وقتًا آخر أو معلمًا آخر، أو استثنِ ذلك اليوم.
    [two] لا يمكن عقد حصتين من { $all }: اختر وقتًا آخر أو معلمًا آخر، أو استثنِ اليومين.
    [few] لا يمكن عقد { $count } حصص من { $all }: اختر وقتًا آخر أو معلمًا آخر، أو استثنِ هذه الأيام.
    [many] لا يمكن عقد { $count } حصة من { $all }: اختر وقتًا آخر أو معلمًا آخر، أو استثنِ هذه الأيام.
   *[other] لا يمكن عقد { $count } حصة من { $all }: اختر وقتًا آخر أو معلمًا آخر، أو استثنِ هذه الأيام.
}
timetables-days = في أي أيام الأسبوع
timetables-edit = تعديل { $title }
timetables-edit-what = يسري التعديل على ما لم يبدأ، ابتداءً من اليوم الذي تختاره. أما الحصص التي نُقلت أو عُدّلت منفردة فتبقى كما هي.
timetables-effective = ابتداءً من هذا اليوم
timetables-effective-what = وقبل هذا اليوم يبقى كل شيء كما كان.
timetables-empty = لا جداول بعد
timetables-empty-what = أدخِل الحصص مرة واحدة، فتُنشأ تلقائيًا لثمانية أسابيع مقبلة.
timetables-end = إنهاء
timetables-end-title = إنهاء هذا الجدول؟
timetables-end-what = { $count ->
    [zero] لا حصص لإلغائها. ولن يُنشأ منه شيء بعد الآن.
    [one] تُلغى حصة واحدة لم تبدأ؛ ويبقى ما عُقد.
    [two] تُلغى حصتان لم تبدآ؛ ويبقى ما عُقد.
    [few] تُلغى { $count } حصص لم تبدأ؛ ويبقى ما عُقد.
    [many] تُلغى { $count } حصة لم تبدأ؛ ويبقى ما عُقد.
   *[other] تُلغى { $count } حصة لم تبدأ؛ ويبقى ما عُقد.
}
timetables-ended = انتهى
timetables-ended-done = { $count ->
    [zero] انتهى الجدول.
    [one] انتهى الجدول، وأُلغيت حصة واحدة.
    [two] انتهى الجدول، وأُلغيت حصتان.
    [few] انتهى الجدول، وأُلغيت { $count } حصص.
    [many] انتهى الجدول، وأُلغيت { $count } حصة.
   *[other] انتهى الجدول، وأُلغيت { $count } حصة.
}
timetables-every = { $weeks ->
    [zero] { $days }
    [one] كل أسبوع: { $days }
    [two] كل أسبوعين: { $days }
    [few] كل { $weeks } أسابيع: { $days }
    [many] كل { $weeks } أسبوعًا: { $days }
   *[other] كل { $weeks } أسبوع: { $days }
}
timetables-except = أيام بلا حصص
timetables-except-what = يوم في كل سطر، مثل 2026-12-31. لا حاجة لذكر عطل المؤسسة هنا.
timetables-first = أول يوم
timetables-free = لا حصص
timetables-free-all = { $count ->
    [zero] لا حصص في هذه الأسابيع.
    [one] حصة واحدة بلا تعارض.
    [two] حصتان بلا تعارض.
    [few] { $count } حصص بلا تعارض.
    [many] { $count } حصة بلا تعارض.
   *[other] { $count } حصة بلا تعارض.
}
timetables-from = ابتداءً من { $day }
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
timetables-moved = كانت مقررة { $day }، وعُدّلت يدويًا
timetables-new = جدول جديد
timetables-new-what = أدخِل ما يتكرر مرة واحدة. يعرض زر «تحقّق» كل حصة وما يتعارض معها؛ ولا يُحفظ شيء قبل أن تضغط «حفظ».
timetables-next = الأسابيع الثمانية القادمة
timetables-none-next = لا حصص في الأسابيع الثمانية القادمة.
timetables-not-drawn = لم تُنشأ بعد
timetables-preview = الحصص التي ستُنشأ
timetables-room-taken = القاعة أو الرابط محجوز لـ«{ $title }»، { $from }–{ $to }
timetables-rule = القاعدة
timetables-rule-what = بدل الأيام أعلاه، بصيغة RRULE: FREQ=MONTHLY;BYDAY=1SA
timetables-saved = { $count ->
    [zero] حُفظ «{ $title }». تُنشأ أولى حصصه قبل موعدها بثمانية أسابيع.
    [one] حُفظ «{ $title }»، وأُنشئت حصة واحدة.
    [two] حُفظ «{ $title }»، وأُنشئت حصتان.
    [few] حُفظ «{ $title }»، وأُنشئت { $count } حصص.
    [many] حُفظ «{ $title }»، وأُنشئت { $count } حصة.
   *[other] حُفظ «{ $title }»، وأُنشئت { $count } حصة.
}
timetables-teacher-busy = لدى المعلم في هذا الوقت «{ $title }»، { $from }–{ $to }
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
timetables-weeks = التكرار كل كم أسبوع
timetables-weeks-what = اتركه فارغًا للتكرار كل أسبوع.
timetables-when = الأيام
timetables-with-ended = إظهار المنتهية أيضًا
timetables-zone = المنطقة الزمنية
