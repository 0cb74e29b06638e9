week-after = الأسبوع التالي
week-back-to-this = إلى هذا الأسبوع
week-before = الأسبوع السابق
week-empty = لا دروس في هذا الأسبوع.
week-later = التالي: { $title }، { $day }، الساعة { $clock }.
week-later-today = التالي: { $title }، اليوم الساعة { $clock }.
week-lessons = { $count ->
    [zero] لا دروس
    [one] درس واحد
    [two] درسان
    [few] { $count } دروس
    [many] { $count } درسًا
   *[other] { $count } درس
}
week-nothing = لا شيء مقرر.
week-pay = أجرك في هذه الفترة حتى الآن
week-pay-of = { $count ->
    [zero] لا دروس، { $hours } ساعة.
    [one] درس واحد، { $hours } ساعة.
    [two] درسان، { $hours } ساعة.
    [few] { $count } دروس، { $hours } ساعة.
    [many] { $count } درسًا، { $hours } ساعة.
   *[other] { $count } درس، { $hours } ساعة.
}
week-pay-waits = { $count ->
    [zero] لا دروس تنتظر.
    [one] درس واحد ينتظر.
    [two] درسان ينتظران.
    [few] { $count } دروس تنتظر.
    [many] { $count } درسًا تنتظر.
   *[other] { $count } درس تنتظر.
}
week-running = { $title } جارٍ حتى { $clock }: حضر { $here } من { $expected }.
week-soon = { $minutes ->
    [zero] { $title } الآن، الساعة { $clock }.
    [one] { $title } بعد دقيقة، الساعة { $clock }.
    [two] { $title } بعد دقيقتين، الساعة { $clock }.
    [few] { $title } بعد { $minutes } دقائق، الساعة { $clock }.
    [many] { $title } بعد { $minutes } دقيقة، الساعة { $clock }.
   *[other] { $title } بعد { $minutes } دقيقة، الساعة { $clock }.
}
week-this = هذا الأسبوع
week-title = أسبوعي
week-today = اليوم
week-waiting = { $count ->
    [zero] لا دروس تنتظرك
    [one] درس واحد ينتظرك
    [two] درسان ينتظرانك
    [few] { $count } دروس تنتظرك
    [many] { $count } درسًا تنتظرك
   *[other] { $count } درس تنتظرك
}
week-which = أي أسبوع
