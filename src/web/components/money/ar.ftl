money-add-rate = إضافة السعر
money-amount = المبلغ
money-comma = ،{" "}
money-decided-by = يقرّره المعلّم أو المدير
money-decide = اتخاذ القرار
money-every-session = كل حصص: { $kind }
money-everybody = الجميع
money-for-whom = لمن
money-held = معلّق
money-held-missing-rate = { $count ->
    [zero] لا بنود بلا سعر
    [one] بند واحد بلا سعر
    [two] بندان بلا سعر
    [few] { $count } بنود بلا سعر
    [many] { $count } بندًا بلا سعر
   *[other] { $count } بند بلا سعر
}
money-held-needs-review = { $count ->
    [zero] لا بنود للمراجعة
    [one] بند واحد للمراجعة
    [two] بندان للمراجعة
    [few] { $count } بنود للمراجعة
    [many] { $count } بندًا للمراجعة
   *[other] { $count } بند للمراجعة
}
money-held-unreadable = { $count ->
    [zero] لا بنود غير مقروءة
    [one] بند واحد لا يمكن قراءته
    [two] بندان لا يمكن قراءتهما
    [few] { $count } بنود لا يمكن قراءتها
    [many] { $count } بندًا لا يمكن قراءتها
   *[other] { $count } بند لا يمكن قراءتها
}
money-held-unsettled = { $count ->
    [zero] لا بنود غير محسومة
    [one] بند واحد لم يُحسم بعد
    [two] بندان لم يُحسما بعد
    [few] { $count } بنود لم تُحسم بعد
    [many] { $count } بندًا لم تُحسم بعد
   *[other] { $count } بند لم تُحسم بعد
}
money-hour = ساعة
money-hours = الوقت
money-line = الإثبات
money-lines-since = { $count ->
    [zero] لا بنود منذ { $date }
    [one] بند واحد بتاريخ { $date }
    [two] بندان منذ { $date }
    [few] { $count } بنود منذ { $date }
    [many] { $count } بندًا منذ { $date }
   *[other] { $count } بند منذ { $date }
}
money-month = الشهر
money-month-after = الشهر التالي
money-month-before = الشهر السابق
money-more-rates = أشخاص آخرون ينتظرون سعرًا: كل الأسعار
money-open = مفتوح
money-per = لكل
money-per-hour = { $price } للساعة
money-per-session = { $price } للحصة
money-price = السعر، { $currency }
money-range = { $first } – { $last }
money-rate = السعر
money-review-what = ليس مؤكدًا من حضر هذه الحصص. حدّد ذلك مرة واحدة في صفحة الحصة فيُحسب البند.
money-rule = { $teacher } + { $learner }: { $cell }
money-session = حصة
money-sessions = الحصص
money-settles-at = يُحسم تلقائيًا بعد { $time }
money-settles-soon = يُحسم تلقائيًا قريبًا
money-settling = { $count ->
    [zero] لا بنود تنتظر الحسم.
    [one] بند واحد يُحسم تلقائيًا.
    [two] بندان يُحسمان تلقائيًا.
    [few] { $count } بنود تُحسم تلقائيًا.
    [many] { $count } بندًا تُحسم تلقائيًا.
   *[other] { $count } بند تُحسم تلقائيًا.
}
money-strangers = { $count ->
    [zero] لا غرباء
    [one] شخص غير معروف: من هو؟
    [two] شخصان غير معروفين: من هما؟
    [few] { $count } أشخاص غير معروفين: من هم؟
    [many] { $count } شخصًا غير معروف: من هم؟
   *[other] { $count } شخص غير معروف: من هم؟
}
money-this-month = هذا الشهر
money-total = المجموع
money-valid-from = ساري من
money-waiting = ما ينتظر
money-whole-session = حصة
refusal-invalid-price = اكتب سعرًا مثل 55.00: غير سالب، بست منازل عشرية على الأكثر، وبلا فاصلة تحتمل معنيين.
