plans-add = إضافة خطة
plans-add-what = ما يدفع الأعضاء مقابله. لا يدخل بمسح الرمز إلا أعضاء خطة تسمح بالرموز.
plans-added = أضيفت الخطة «{ $name }».
plans-answer = { $count ->
    [zero] لا خطط بعد.
    [one] خطة واحدة، ومع الدخول بالرمز: { $codes }.
    [two] خطتان، ومع الدخول بالرمز منهما: { $codes }.
    [few] { $count } خطط، ومع الدخول بالرمز منها: { $codes }.
    [many] { $count } خطة، ومع الدخول بالرمز منها: { $codes }.
   *[other] { $count } خطة، ومع الدخول بالرمز منها: { $codes }.
}
plans-bad-name = الاسم من 1 إلى 200 حرف في سطر واحد.
plans-change = تعديل
plans-changed = عُدّلت الخطة «{ $name }»، ويسري ذلك على جميع أعضائها من الآن.
plans-codes = الرموز
plans-codes-no = عند الاستقبال فقط
plans-codes-yes = الدخول بالرمز
plans-edit = تعديل «{ $name }»
plans-edit-what = يسري ذلك على جميع أعضائها من الآن. أما عمليات المسح السابقة فتُقاس بما كانت عليه حينها.
plans-empty = لا خطط بعد
plans-empty-what = أضف ما يدفع أعضاؤك مقابله، ثم اجعل الأشخاص أعضاء من صفحاتهم.
plans-members = الأعضاء
plans-name = الاسم
plans-show-members = إظهار الأعضاء
plans-takes-codes = يدخل الأعضاء بمسح رمز
plans-title = الخطط
