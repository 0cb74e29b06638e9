scans-accepted = المقبولة
scans-all = الكل
scans-answer = { $count ->
    [zero] لا عمليات مسح في هذه الأيام.
    [one] عملية مسح واحدة؛ المرفوض منها: { $refused }.
    [two] عمليتا مسح؛ المرفوض منها: { $refused }.
    [few] { $count } عمليات مسح؛ المرفوض منها: { $refused }.
    [many] { $count } عملية مسح؛ المرفوض منها: { $refused }.
   *[other] { $count } عملية مسح؛ المرفوض منها: { $refused }.
}
scans-by = من مسح
scans-by-oneself = بنفسه
scans-empty = لا عمليات مسح
scans-empty-what = كل مسح وكل إدخال يدوي يظهر هنا، والمرفوض منها مع سببه.
scans-is-accepted = مقبول
scans-is-refused = مرفوض
scans-is-repeated = مكرر
scans-of = عمليات مسح { $name }.
scans-of-all = عرض الجميع
scans-person = الشخص
scans-queued = أُرسل الساعة { $clock }: لم يكن هناك اتصال
scans-refused = المرفوضة
scans-result = النتيجة
scans-show = عرض
scans-signs = بحاجة إلى نظر
scans-title = عمليات المسح
scans-unclear = { $count ->
    [zero] لا أحد بهذا الاسم.
    [one] شخص واحد بهذا الاسم.
    [two] شخصان بهذا الاسم. اختر واحدًا.
    [few] { $count } أشخاص بهذا الاسم. اختر واحدًا.
    [many] { $count } شخصًا بهذا الاسم. اختر واحدًا.
   *[other] { $count } شخص بهذا الاسم. اختر واحدًا.
}
scans-what = الرمز
scans-when = الوقت
scans-who = الشخص
