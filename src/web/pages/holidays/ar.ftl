holidays-add = إضافة عطلة
holidays-add-what = لا تُنشأ فيها دروس من الجداول. ويبقى ما تقرر من قبل حتى تنقله أو تلغيه.
holidays-added = { $count ->
    [0] أُضيفت { $name }.
    [zero] أُضيفت { $name }.
    [one] أُضيفت { $name }؛ وجلسة واحدة مقررة في ذلك اليوم وتبقى.
    [two] أُضيفت { $name }؛ وجلستان مقررتان في ذلك اليوم وتبقيان.
    [few] أُضيفت { $name }؛ و{ $count } جلسات مقررة في ذلك اليوم وتبقى.
    [many] أُضيفت { $name }؛ و{ $count } جلسة مقررة في ذلك اليوم وتبقى.
   *[other] أُضيفت { $name }؛ و{ $count } جلسة مقررة في ذلك اليوم وتبقى.
}
holidays-answer = { $count ->
    [0] لا عطل قادمة.
    [zero] لا عطل.
    [one] عطلة واحدة.
    [two] عطلتان.
    [few] { $count } عطل.
    [many] { $count } عطلة.
   *[other] { $count } عطلة.
} { $sessions ->
    [0] لا شيء مقرر فيها.
    [zero] لا شيء مقرر فيها.
    [one] جلسة واحدة مقررة فيها.
    [two] جلستان مقررتان فيها.
    [few] { $sessions } جلسات مقررة فيها.
    [many] { $sessions } جلسة مقررة فيها.
   *[other] { $sessions } جلسة مقررة فيها.
}
holidays-bad-day = هذا ليس يومًا في التقويم؛ اختر تاريخًا.
holidays-bad-name = للاسم من 1 إلى 200 حرف في سطر واحد.
holidays-day = اليوم
holidays-empty = لا عطل هنا
holidays-empty-what = أضف الأيام التي لا تُنشأ فيها دروس.
holidays-name = الاسم
holidays-past = أظهر الماضية أيضًا
holidays-planned = { $title }، { $time }
holidays-remove = إزالة
holidays-removed = أُزيلت العطلة. تُنشأ الدروس في ذلك اليوم ابتداءً من الليلة القادمة.
holidays-title = العطل
