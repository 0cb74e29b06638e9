today-all-sessions = كل الحصص
today-empty = لا حصص في هذا اليوم
today-empty-what = ما إن تُجدوَل حصة في هذا اليوم حتى تظهر هنا.
today-figure-coverage = من الحصص الجارية مرئية
today-figure-here = حاضرون الآن
today-figure-late = متأخرون
today-figure-missing = لم يصلوا
today-heading = اليوم · { $day }
today-here = { $expected ->
    [zero] لا أحد متوقَّع الآن.
    [one] حضر { $here } من { $expected }.
    [two] حضر { $here } من { $expected }.
    [few] حضر { $here } من { $expected }.
    [many] حضر { $here } من { $expected }.
   *[other] حضر { $here } من { $expected }.
}
today-look = افتحها
today-minutes-late = متأخر { $minutes } د
today-minutes-missing = لم يصل منذ { $minutes } د
today-missing = { $count ->
    [zero] لا أحد غائب.
    [one] شخص واحد لم يصل.
    [two] شخصان لم يصلا.
    [few] { $count } أشخاص لم يصلوا.
    [many] { $count } شخصًا لم يصلوا.
   *[other] { $count } شخص لم يصلوا.
}
today-missing-one = { $name } لم يصل إلى { $session }.
today-next = لا أحد في حصة الآن. تبدأ الحصة التالية الساعة { $time }.
today-nothing-more = لا أحد في حصة الآن، ولا حصص أخرى لبقية اليوم.
today-of = { $there } من { $expected }
today-over = { $count ->
    [zero] لم تنتهِ أي حصة
    [one] انتهت حصة واحدة
    [two] انتهت حصتان
    [few] انتهت { $count } حصص
    [many] انتهت { $count } حصة
   *[other] انتهت { $count } حصة
}
today-running = الآن
today-soon = التالي
today-teacher = المعلّم
today-title = اليوم
today-waits = بانتظارك
today-waits-jobs = { $count ->
    [zero] لم تفشل أي مهمة
    [one] فشلت مهمة واحدة
    [two] فشلت مهمتان
    [few] فشلت { $count } مهام
    [many] فشلت { $count } مهمة
   *[other] فشلت { $count } مهمة
}
today-waits-platforms = { $count ->
    [zero] كل الاتصالات تستجيب
    [one] اتصال واحد لا يستجيب
    [two] اتصالان لا يستجيبان
    [few] { $count } اتصالات لا تستجيب
    [many] { $count } اتصالًا لا تستجيب
   *[other] { $count } اتصال لا تستجيب
}
today-waits-rates = { $count ->
    [zero] لا بنود بلا سعر هذا الشهر
    [one] بند واحد هذا الشهر بلا سعر
    [two] بندان هذا الشهر بلا سعر
    [few] { $count } بنود هذا الشهر بلا سعر
    [many] { $count } بندًا هذا الشهر بلا سعر
   *[other] { $count } بند هذا الشهر بلا سعر
}
today-waits-review = { $count ->
    [zero] لا حصص تحتاج إلى قرار
    [one] حصة واحدة غير مؤكدة وتحتاج إلى قرار
    [two] حصتان غير مؤكدتين وتحتاجان إلى قرار
    [few] { $count } حصص غير مؤكدة وتحتاج إلى قرار
    [many] { $count } حصة غير مؤكدة وتحتاج إلى قرار
   *[other] { $count } حصة غير مؤكدة وتحتاج إلى قرار
}
today-waits-unmatched = { $count ->
    [zero] لا غرباء في الحصص
    [one] شخص غير معروف كان في حصة
    [two] شخصان غير معروفين كانا في حصص
    [few] { $count } أشخاص غير معروفين كانوا في حصص
    [many] { $count } شخصًا غير معروف كانوا في حصص
   *[other] { $count } شخص غير معروف كانوا في حصص
}
today-waits-subscriptions = { $count ->
    [zero] لا اشتراك أوشك رصيده على النفاد
    [one] اشتراك واحد أوشك رصيده على النفاد
    [two] اشتراكان أوشك رصيداهما على النفاد
    [few] { $count } اشتراكات أوشك رصيدها على النفاد
    [many] { $count } اشتراكًا أوشك رصيدها على النفاد
   *[other] { $count } اشتراك أوشك رصيدها على النفاد
}
