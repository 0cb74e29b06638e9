households-add = إضافة أسرة
households-add-what = من تصدر لهم فاتورة واحدة. يُحدَّد الأعضاء في صفحة كل شخص.
households-added = تمت إضافة { $name }.
households-answer = { $count ->
    [zero] لم يُعثر على أي أسرة.
    [one] أسرة واحدة.
    [two] أسرتان.
    [few] { $count } أسر.
    [many] { $count } أسرة.
   *[other] { $count } أسرة.
}
households-bad-name = الاسم من 1 إلى 200 حرف في سطر واحد.
households-bill = الفاتورة
households-edit = تعديل
households-edit-title = تعديل { $name }
households-edit-what = فواتير الأشهر المغلقة تبقى كما هي.
households-empty = لا أسر هنا
households-empty-what = أزل عامل التصفية أو أضف أسرة.
households-has = { $count ->
    [zero] لا ينتمي إليها أحد.
    [one] ينتمي إليها شخص واحد.
    [two] ينتمي إليها شخصان.
    [few] ينتمي إليها { $count } أشخاص.
    [many] ينتمي إليها { $count } شخصًا.
   *[other] ينتمي إليها { $count } شخص.
}
households-is-paid = يدفع عنها { $name }.
households-members = الأعضاء
households-name = الاسم
households-no-members = لا ينتمي إليها أحد بعد
households-no-members-what = افتح صفحة شخص واكتب فيها اسم هذه الأسرة.
households-no-payer = لا أحد
households-nobody-pays = لا أحد يدفع بعد.
households-payer = الدافع
households-payer-hint = البريد الإلكتروني أو الاسم الكامل لشخص هنا.
households-people = الأشخاص
households-saved = حُفظت { $name }.
households-search = الاسم أو الدافع
households-several-payers = هناك أكثر من شخص بهذا الاسم: اكتب البريد الإلكتروني.
households-since = هنا منذ
households-title = الأسر
households-unknown-payer = لا أحد هنا بهذا البريد أو الاسم.
