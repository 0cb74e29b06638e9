venues-add = إضافة مكان
venues-add-what = مكان يسجّل فيه الناس دخولهم. يحصل على رمز خاص به، مفعّل من البداية.
venues-added = أضيف المكان «{ $name }»، ورمزه مفعّل.
venues-answer = { $count ->
    [zero] لا أماكن بعد.
    [one] مكان واحد، والمخصص للأعضاء فقط: { $members }.
    [two] مكانان، والمخصص منهما للأعضاء فقط: { $members }.
    [few] { $count } أماكن، والمخصص منها للأعضاء فقط: { $members }.
    [many] { $count } مكانًا، والمخصص منها للأعضاء فقط: { $members }.
   *[other] { $count } مكان، والمخصص منها للأعضاء فقط: { $members }.
}
venues-bad-name = الاسم من 1 إلى 200 حرف في سطر واحد.
venues-bad-time = اكتب الساعة والدقيقة هكذا: 04:00.
venues-change = تعديل
venues-changed = عُدّل المكان «{ $name }».
venues-day-start = بداية اليوم
venues-day-start-hint = من يغادر بعد منتصف الليل يُحسب مغادرًا لا داخلًا من جديد: يبدأ يوم المكان في هذا الوقت.
venues-edit = تعديل «{ $name }»
venues-edit-what = يبقى رمزه كما هو، وتظل النسخ المطبوعة صالحة.
venues-empty = لا أماكن بعد
venues-empty-what = أضف المكان الذي يسجّل فيه أعضاؤك أو طلابك دخولهم.
venues-everybody = الجميع
venues-members = من يدخل
venues-members-only = الأعضاء فقط
venues-name = الاسم
venues-requires = لا يدخل برمزه إلا الأعضاء
venues-title = الأماكن
venues-zone = المنطقة الزمنية
