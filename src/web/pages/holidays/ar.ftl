holidays-add = إضافة عطلة
holidays-add-what = لا تُنشأ فيها حصص من الجداول. أما ما سبق تحديده فيبقى حتى تنقله أو تلغيه.
holidays-added = { $count ->
    [zero] أُضيفت العطلة «{ $name }».
    [one] أُضيفت العطلة «{ $name }»؛ وفي ذلك اليوم حصة واحدة مقررة، وستبقى.
    [two] أُضيفت العطلة «{ $name }»؛ وفي ذلك اليوم حصتان مقررتان، وستبقيان.
    [few] أُضيفت العطلة «{ $name }»؛ وفي ذلك اليوم { $count } حصص مقررة، وستبقى.
    [many] أُضيفت العطلة «{ $name }»؛ وفي ذلك اليوم { $count } حصة مقررة، وستبقى.
   *[other] أُضيفت العطلة «{ $name }»؛ وفي ذلك اليوم { $count } حصة مقررة، وستبقى.
}
holidays-answer = { $count ->
    [zero] لا عطل قادمة.
    [one] عطلة واحدة.
    [two] عطلتان.
    [few] { $count } عطل.
    [many] { $count } عطلة.
   *[other] { $count } عطلة.
} { $sessions ->
    [zero] ولا حصص مقررة في أيام العطل.
    [one] وفيها حصة واحدة مقررة.
    [two] وفيها حصتان مقررتان.
    [few] وفيها { $sessions } حصص مقررة.
    [many] وفيها { $sessions } حصة مقررة.
   *[other] وفيها { $sessions } حصة مقررة.
}
holidays-bad-day = هذا ليس تاريخًا صحيحًا؛ اختر تاريخًا.
holidays-bad-name = الاسم من 1 إلى 200 حرف في سطر واحد.
holidays-day = اليوم
holidays-empty = لا عطل هنا
holidays-empty-what = أضف الأيام التي لا تُنشأ فيها حصص.
holidays-name = الاسم
holidays-past = إظهار الماضية أيضًا
holidays-planned = { $title }، { $time }
holidays-remove = إزالة
holidays-removed = أُزيلت العطلة. تُنشأ حصص ذلك اليوم ابتداءً من الليلة القادمة.
holidays-title = العطل
