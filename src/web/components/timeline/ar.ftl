timeline-as-table = في جدول
timeline-bridged = انقطاع قصير محسوب
timeline-caption-assumed = حتى النهاية، افتراضًا
timeline-caption-back = عودة { $at }
timeline-caption-came = دخول { $at }
timeline-caption-closed = أُغلقت القاعة { $at }
timeline-caption-first-seen = أول ظهور { $at }
timeline-caption-last-seen = آخر ظهور { $at }
timeline-caption-left = خروج { $at }
timeline-caption-lost = انقطاع { $at }
timeline-caption-missing = اختفاء من القائمة { $at }
timeline-caption-plain = { $at }
timeline-caption-unseen = النهاية لم تُرَ، { $at }
timeline-connection = { $source } · { $identity }
timeline-connections = { $count ->
    [zero] لا اتصالات
    [one] اتصال واحد
    [two] اتصالان
    [few] { $count } اتصالات
    [many] { $count } اتصالًا
   *[other] { $count } اتصال
}
timeline-edge = { $at }، { $what }
timeline-edge-seen = { $at }، { $what }، المصدر { $source }، { $ids }
timeline-estimated = حدّ لم يُرَ
timeline-everybody = الجميع
timeline-evidence = الأدلة
timeline-from = من
timeline-guest = ضيف
timeline-length = المدة
timeline-marked-in = { $at }، سجّل الحضور { $author }
timeline-marked-out = { $at }، سجّل الخروج { $author }
timeline-more-connections = { $count ->
    [zero] ولا اتصالات أخرى
    [one] واتصال آخر
    [two] واتصالان آخران
    [few] و{ $count } اتصالات أخرى
    [many] و{ $count } اتصالًا آخر
   *[other] و{ $count } اتصال آخر
}
timeline-more-rows = { $count ->
    [zero] ولا صفوف أخرى
    [one] وصف آخر
    [two] وصفان آخران
    [few] و{ $count } صفوف أخرى
    [many] و{ $count } صفًا آخر
   *[other] و{ $count } صف آخر
}
timeline-not-matched = غير معروف
timeline-note-bridged = انقطاع محسوب { $time }
timeline-note-estimated = أحد الطرفين تقديري
timeline-nothing-known = لا يُعرف شيء.
timeline-now = الآن
timeline-override = { $at }، { $outcome }، بقرار { $author }: { $reason }
timeline-possible = حضور محتمل
timeline-proven = حضور مثبت
timeline-scanned-in = { $at }، مسح الرمز عند الدخول
timeline-scanned-out = { $at }، مسح الرمز عند الخروج
timeline-sketch = حضور { $seen } من { $planned }
timeline-source-unknown = مصدر غير معروف
timeline-staff = أحد الموظفين
timeline-still-there = ما زال حاضرًا
timeline-student = طالب
timeline-summary = من حضر ومتى، والموعد من { $from } إلى { $to }: { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}.
timeline-teacher = معلم
timeline-to = إلى
timeline-unwatched = بلا مراقبة
timeline-what = ماذا
timeline-who = من
timeline-window = الوقت المحسوب
timeline-with-reason = { $what }: { $reason }
timeline-withdrawn = { $at }، سحب { $author } القرار السابق: { $reason }
