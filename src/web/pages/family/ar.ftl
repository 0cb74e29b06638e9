family-absent = لا حضور لـ{ $name } في { $title }.
family-bill = فاتورة هذه الفترة حتى الآن
family-bill-waits = { $count ->
    [zero] لا دروس تنتظر.
    [one] درس واحد لم يُحتسب فيها بعد.
    [two] درسان لم يُحتسبا فيها بعد.
    [few] { $count } دروس لم تُحتسب فيها بعد.
    [many] { $count } درسًا لم تُحتسب فيها بعد.
   *[other] { $count } درس لم تُحتسب فيها بعد.
}
family-card = بطاقة الاستقبال
family-empty = لا أبناء هنا بعد
family-empty-what = تسجّل الإدارة الأبناء الذين ينتمون إلى أسرتك. اطلبوا منها إضافتهم.
family-excused = غياب { $name } عن { $title } بعذر.
family-here = { $name } الآن في { $title } منذ { $clock }.
family-last = آخر درس
family-minutes = { $planned ->
    [zero] { $own } دقيقة
    [one] { $own } من دقيقة واحدة
    [two] { $own } من دقيقتين
    [few] { $own } من { $planned } دقائق
    [many] { $own } من { $planned } دقيقة
   *[other] { $own } من { $planned } دقيقة
}
family-missing = لا حضور لـ{ $name } في { $title } منذ { $clock }.
family-next = الدرس القادم لـ{ $name }: { $title }، { $day }، الساعة { $clock }.
family-next-today = درس { $name } اليوم: { $title }، الساعة { $clock }.
family-nothing = لا دروس مقررة لـ{ $name }.
family-notifications = متى أُبلَّغ
family-open = انتهى { $title }، ولم يتأكد حضور { $name } بعد.
family-rate = { $counted ->
    [zero] لا شيء محسوم بعد
    [one] الحضور: { $attended } من درس واحد
    [two] الحضور: { $attended } من درسين
    [few] الحضور: { $attended } من { $counted } دروس
    [many] الحضور: { $attended } من { $counted } درسًا
   *[other] الحضور: { $attended } من { $counted } درس
}
family-sessions = الدروس السابقة
family-thirty-days = آخر 30 يومًا
family-title = أبنائي
family-today = اليوم
family-today-nothing = لا دروس اليوم.
family-upcoming = الدروس القادمة
family-upcoming-nothing = لا شيء مقرر.
family-was-there = { $planned ->
    [zero] حضور { $name } في { $title }: { $minutes } دقيقة.
    [one] حضور { $name } في { $title }: { $minutes } من دقيقة واحدة.
    [two] حضور { $name } في { $title }: { $minutes } من دقيقتين.
    [few] حضور { $name } في { $title }: { $minutes } من { $planned } دقائق.
    [many] حضور { $name } في { $title }: { $minutes } من { $planned } دقيقة.
   *[other] حضور { $name } في { $title }: { $minutes } من { $planned } دقيقة.
}
family-was-there-somehow = حضور { $name } في { $title } مؤكد.
