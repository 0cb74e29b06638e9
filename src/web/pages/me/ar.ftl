me-answer = { $counted ->
    [zero] لا دروس محسومة في آخر 30 يومًا بعد.
    [one] حضورك في آخر 30 يومًا: { $attended } من درس واحد.
    [two] حضورك في آخر 30 يومًا: { $attended } من درسين.
    [few] حضورك في آخر 30 يومًا: { $attended } من { $counted } دروس.
    [many] حضورك في آخر 30 يومًا: { $attended } من { $counted } درسًا.
   *[other] حضورك في آخر 30 يومًا: { $attended } من { $counted } درس.
}
me-empty = لا دروس بعد
me-empty-what = بعد درسك الأول سترى هنا هل حضرت وكم بقيت.
me-here = أنت الآن في { $title } منذ { $clock }.
me-history = كل الدروس
me-hours = ساعات في 30 يومًا
me-last = آخر دخول وخروج
me-last-in = الدخول
me-last-lesson = الدرس
me-last-out = الخروج
me-missing = بدأ { $title } من دونك منذ { $clock }.
me-next = الدرس القادم
me-next-nothing = لا شيء مقرر.
me-not-left = ليس بعد
me-of = من { $count }
me-on-time = في الموعد، 30 يومًا
me-scan = امسح رمز QR لتسجيل الدخول
me-seven-days = آخر 7 أيام
me-thirty-days = آخر 30 يومًا
me-title = حضوري
me-today = اليوم
me-today-nothing = لا دروس اليوم.
me-visits = زياراتي
