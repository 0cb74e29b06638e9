sessions-answer-many = { $count ->
    [zero] هناك حصص أخرى.
    [one] أول حصة، وهناك غيرها.
    [two] أول حصتين، وهناك غيرهما.
    [few] أول { $count } حصص، وهناك غيرها.
    [many] أول { $count } حصة، وهناك غيرها.
   *[other] أول { $count } حصة، وهناك غيرها.
}
sessions-answer-past = { $count ->
    [zero] لم تُعقد أي حصة بعد.
    [one] عُقدت حصة واحدة.
    [two] عُقدت حصتان.
    [few] عُقدت { $count } حصص.
    [many] عُقدت { $count } حصة.
   *[other] عُقدت { $count } حصة.
}
sessions-answer-review = { $count ->
    [zero] كل الحصص مؤكدة.
    [one] حصة واحدة غير مؤكدة وتحتاج إلى قرار.
    [two] حصتان غير مؤكدتين وتحتاجان إلى قرار.
    [few] { $count } حصص غير مؤكدة وتحتاج إلى قرار.
    [many] { $count } حصة غير مؤكدة وتحتاج إلى قرار.
   *[other] { $count } حصة غير مؤكدة وتحتاج إلى قرار.
}
sessions-answer-unscheduled = { $count ->
    [zero] لكل حصة موعدها.
    [one] حصة واحدة من اشتراك ليس لها موعد بعد.
    [two] حصتان من اشتراك ليس لهما موعد بعد.
    [few] { $count } حصص من الاشتراكات ليس لها موعد بعد.
    [many] { $count } حصة من الاشتراكات ليس لها موعد بعد.
   *[other] { $count } حصة من الاشتراكات ليس لها موعد بعد.
}
sessions-answer-upcoming = { $count ->
    [zero] لا توجد حصص مقررة.
    [one] حصة واحدة جارية أو قادمة.
    [two] حصتان جاريتان أو قادمتان.
    [few] { $count } حصص جارية أو قادمة.
    [many] { $count } حصة جارية أو قادمة.
   *[other] { $count } حصة جارية أو قادمة.
}
sessions-drawn = أُنشئت في
sessions-empty = لا حصص هنا
sessions-empty-what = لا شيء يطابق هذه المرشحات. أزل واحدًا منها، أو انظر في القائمة الأخرى.
sessions-kind = النوع
sessions-no-venue = دون مكان
sessions-past = السابقة
sessions-plan = إضافة حصة
sessions-plan-again = إن كانت تتكرر فأنشئ جدولًا.
sessions-plan-more = شخص غير موجود في القائمة
sessions-plan-what = حصة واحدة في يوم واحد.
sessions-planned = أُضيفت الحصة: { $day }، { $time }.
sessions-review = تنتظر قرارًا
sessions-seen = الحضور
sessions-start = اليوم والوقت
sessions-status = الحالة
sessions-students = الطلاب
sessions-teacher = المعلم
sessions-title = الحصص
sessions-unscheduled = بلا موعد
sessions-upcoming = القادمة
sessions-venue = المكان
sessions-what = الحصة
sessions-when = الموعد
sessions-which = أي الحصص
