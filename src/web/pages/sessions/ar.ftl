sessions-answer-many = { $count ->
    [zero] هناك جلسات أخرى.
    [one] أول جلسة، وهناك غيرها.
    [two] أول جلستين، وهناك غيرهما.
    [few] أول { $count } جلسات، وهناك غيرها.
    [many] أول { $count } جلسة، وهناك غيرها.
   *[other] أول { $count } جلسة، وهناك غيرها.
}
sessions-answer-past = { $count ->
    [zero] لم تُعقد أي جلسة بعد.
    [one] عُقدت جلسة واحدة.
    [two] عُقدت جلستان.
    [few] عُقدت { $count } جلسات.
    [many] عُقدت { $count } جلسة.
   *[other] عُقدت { $count } جلسة.
}
sessions-answer-review = { $count ->
    [zero] كل الجلسات مؤكدة.
    [one] جلسة واحدة غير مؤكدة وتحتاج إلى قرار.
    [two] جلستان غير مؤكدتين وتحتاجان إلى قرار.
    [few] { $count } جلسات غير مؤكدة وتحتاج إلى قرار.
    [many] { $count } جلسة غير مؤكدة وتحتاج إلى قرار.
   *[other] { $count } جلسة غير مؤكدة وتحتاج إلى قرار.
}
sessions-answer-unscheduled = { $count ->
    [zero] لكل جلسة موعدها.
    [one] جلسة واحدة من اشتراك ليس لها موعد بعد.
    [two] جلستان من اشتراك ليس لهما موعد بعد.
    [few] { $count } جلسات من الاشتراكات ليس لها موعد بعد.
    [many] { $count } جلسة من الاشتراكات ليس لها موعد بعد.
   *[other] { $count } جلسة من الاشتراكات ليس لها موعد بعد.
}
sessions-answer-upcoming = { $count ->
    [zero] لا توجد جلسات مقررة.
    [one] جلسة واحدة جارية أو قادمة.
    [two] جلستان جاريتان أو قادمتان.
    [few] { $count } جلسات جارية أو قادمة.
    [many] { $count } جلسة جارية أو قادمة.
   *[other] { $count } جلسة جارية أو قادمة.
}
sessions-drawn = أُنشئت في
sessions-empty = لا جلسات هنا
sessions-empty-what = لا شيء يطابق هذه المرشحات. أزل واحدًا منها، أو انظر في القائمة الأخرى.
sessions-kind = النوع
sessions-past = السابقة
sessions-plan = إضافة جلسة
sessions-plan-again = إن كانت تتكرر فأنشئ جدولًا.
sessions-plan-more = شخص غير موجود في القائمة
sessions-plan-what = جلسة واحدة في يوم واحد.
sessions-planned = أُضيفت الجلسة: { $day }، { $time }.
sessions-review = تنتظر قرارًا
sessions-seen = الحضور
sessions-start = اليوم والوقت
sessions-status = الحالة
sessions-students = الطلاب
sessions-teacher = المعلم
sessions-title = الجلسات
sessions-unscheduled = بلا موعد
sessions-upcoming = القادمة
sessions-what = الجلسة
sessions-when = الموعد
sessions-which = أي الجلسات
