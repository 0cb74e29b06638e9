visits-card = بطاقتي
visits-card-what = أظهرها في الاستقبال
visits-count = { $count ->
    [zero] لا زيارات في هذه المدة.
    [one] زيارة واحدة في هذه المدة.
    [two] زيارتان، وعدد الأيام: { $days }.
    [few] { $count } زيارات، وعدد الأيام: { $days }.
    [many] { $count } زيارة، وعدد الأيام: { $days }.
   *[other] { $count } زيارة، وعدد الأيام: { $days }.
}
visits-estimated = تقديري
visits-estimated-what = لم يُرصد وقت الخروج: نُسي تسجيله.
visits-inside = أنت في { $venue } منذ { $clock }.
visits-last-in = آخر دخول
visits-last-out = آخر خروج
visits-left = سجّلت خروجك من { $venue } الساعة { $clock }.
visits-not-come = لم تسجّل دخولك اليوم.
visits-title = الزيارات
visits-today = الحالة اليوم
