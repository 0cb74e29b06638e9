analytics-absent = غياب
analytics-answer = نسبة الحضور { $rate }: { $attended } من { $counted }، { $from } – { $to }.
analytics-answer-nothing = لا شيء محسوم في { $from } – { $to }.
analytics-answer-risk = { $count ->
    [zero] لا طلاب في خطر.
    [one] طالب واحد في خطر.
    [two] طالبان في خطر.
    [few] { $count } طلاب في خطر.
    [many] { $count } طالبًا في خطر.
   *[other] { $count } طالب في خطر.
}
analytics-attendance = الحضور
analytics-coverage = مدى رصد الدروس
analytics-coverage-nothing = لا شيء لعرضه بعد.
analytics-coverage-sentence = { $count ->
    [zero] لا تقارير.
    [one] رُصد { $seen } من تقرير واحد من البداية إلى النهاية.
    [two] رُصد { $seen } من تقريرين من البداية إلى النهاية.
    [few] رُصد { $seen } من { $count } تقارير من البداية إلى النهاية.
    [many] رُصد { $seen } من { $count } تقريرًا من البداية إلى النهاية.
   *[other] رُصد { $seen } من { $count } تقرير من البداية إلى النهاية.
}
analytics-empty = لا شيء محسوم هنا
analytics-empty-what = لا درس محسومًا يطابق هذه المرشحات. احذف أحدها أو اختر أيامًا أخرى.
analytics-estimated = البداية أو النهاية مقدّرة
analytics-event-rate = نسبة الحضور
analytics-event-type = نوع الفعالية
analytics-events = الفعاليات
analytics-events-count = { $count ->
    [zero] لم تبدأ أي فعالية.
    [one] بدأت فعالية واحدة.
    [two] بدأت فعاليتان.
    [few] بدأت { $count } فعاليات.
    [many] بدأت { $count } فعالية.
   *[other] بدأت { $count } فعالية.
}
analytics-everything = عرض الكل
analytics-excused = بعذر
analytics-hours = الساعات
analytics-hours-sentence = ساعات حضور الطلاب: { $total }، والمعلمين: { $teachers }.
analytics-hours-teachers = ساعات المعلمين
analytics-hours-title = الساعات حسب الأسبوع
analytics-kind = النوع
analytics-kinds = حسب النوع
analytics-needs-review = تحتاج إلى مراجعة
analytics-no-range = يجب أن يسبق «من» «حتى»، وأقصى مدة بينهما { $count } يومًا.
analytics-open = غير محسومة بعد
analytics-outside = خارج النسبة: { $excused } بعذر، { $unknown } غير مؤكد.
analytics-own-attendance = حضور المعلم
analytics-own-hours = ساعات المعلم
analytics-present = حضور
analytics-punctuality = في الموعد
analytics-reports = التقارير
analytics-rest = { $count ->
    [zero] الكل معروض.
    [one] واحد آخر غير معروض. اختر مرشحًا أعلاه.
    [two] اثنان آخران غير معروضين. اختر مرشحًا أعلاه.
    [few] { $count } آخرون غير معروضين. اختر مرشحًا أعلاه.
    [many] { $count } آخرون غير معروضين. اختر مرشحًا أعلاه.
   *[other] { $count } آخرون غير معروضين. اختر مرشحًا أعلاه.
}
analytics-risk = في خطر
analytics-risk-absent-in-a-row = غياب عن آخر ثلاثة دروس
analytics-risk-falling = { $recent } في الأسابيع الأربعة الأخيرة، و{ $before } في الأسابيع الثمانية التي قبلها
analytics-risk-what = من يتراجع حضوره أو ينقطع، بالنظر إلى آخر اثني عشر أسبوعًا.
analytics-scans = عمليات المسح في الفعاليات
analytics-scans-refused = مرفوضة
analytics-scans-sentence = قُبل { $rate } من عمليات المسح: { $taken } من { $count }.
analytics-scans-taken = مقبولة
analytics-scans-what = ما آلت إليه
analytics-seen = مرصود
analytics-sessions = الحصص
analytics-share = النسبة
analytics-student = الطالب
analytics-students = حسب الطالب، الأدنى حضورًا أولًا
analytics-teacher = المعلم
analytics-teachers = حسب المعلم
analytics-title = التحليلات
analytics-unknown = غير مؤكد
analytics-unwatched = دون رصد جزئيًا
analytics-week = أسبوع من
analytics-weeks = الحضور حسب الأسبوع
analytics-weeks-even = الحضور { $rate } في كل أسبوع.
analytics-weeks-nothing = لا نسبة لأي أسبوع بعد.
analytics-weeks-sentence = بين { $low } (أسبوع { $low_week }) و{ $high } (أسبوع { $high_week }).
analytics-when = مواعيد الدروس
analytics-when-cell = { $count ->
    [zero] { $place }: لا حصص
    [one] { $place }: حصة واحدة، الحضور { $rate }
    [two] { $place }: حصتان، الحضور { $rate }
    [few] { $place }: { $count } حصص، الحضور { $rate }
    [many] { $place }: { $count } حصة، الحضور { $rate }
   *[other] { $place }: { $count } حصة، الحضور { $rate }
}
analytics-when-place = اليوم والساعة
analytics-when-sentence = { $count ->
    [zero] لا حصص.
    [one] أكثرها يبدأ { $place }: حصة واحدة.
    [two] أكثرها يبدأ { $place }: حصتان.
    [few] أكثرها يبدأ { $place }: { $count } حصص.
    [many] أكثرها يبدأ { $place }: { $count } حصة.
   *[other] أكثرها يبدأ { $place }: { $count } حصة.
}
