subscriptions-answer = { $count ->
    [zero] لا اشتراكات سارية.
    [one] اشتراك واحد سارٍ.
    [two] اشتراكان ساريان.
    [few] { $count } اشتراكات سارية.
    [many] { $count } اشتراكًا ساريًا.
   *[other] { $count } اشتراك سارٍ.
}
subscriptions-answer-low = { $count ->
    [zero] لا اشتراك أوشك رصيده على النفاد.
    [one] واحد منها بقي فيه درس واحد على الأكثر، ولا اشتراك بعده.
    [two] اثنان منها بقي في كل منهما درس واحد على الأكثر، ولا اشتراك بعدهما.
    [few] { $count } منها بقي في كل منها درس واحد على الأكثر، ولا اشتراك بعدها.
    [many] { $count } منها بقي في كل منها درس واحد على الأكثر، ولا اشتراك بعدها.
   *[other] { $count } منها بقي في كل منها درس واحد على الأكثر، ولا اشتراك بعدها.
}
subscriptions-as-package = كما في الباقة
subscriptions-bad-change = اكتب عددًا صحيحًا، مثل 1 أو { "\u200E-1" }.
subscriptions-bad-name = الاسم من 1 إلى 200 حرف.
subscriptions-bad-number = اكتب عددًا من 1 إلى { $most }.
subscriptions-bad-reason = السبب من 1 إلى 500 حرف.
subscriptions-change = تعديل
subscriptions-change-what = ما حُسب منه يبقى محسوبًا. والدروس الماضية في هذه الأيام التي لا يغطيها اشتراك تُحسب منه.
subscriptions-changed = عُدّل الاشتراك. { $count ->
    [zero] لا يغطي درسًا سابقًا.
    [one] يغطي درسًا سابقًا واحدًا.
    [two] يغطي درسين سابقين.
    [few] يغطي { $count } دروس سابقة.
    [many] يغطي { $count } درسًا سابقًا.
   *[other] يغطي { $count } درس سابق.
}
subscriptions-correct = تصحيح الرصيد
subscriptions-correct-change = الدروس
subscriptions-correct-confirm = تسجيل
subscriptions-correct-hint = 1 يضيف درسًا، { "\u200E-1" } ينقص درسًا.
subscriptions-correct-reason = السبب
subscriptions-correct-what = يُسجَّل التصحيح سطرًا مستقلًا في السجل، باسمك وبالسبب. وتراه الأسرة.
subscriptions-corrected = صُحّح الرصيد: { $count ->
    [zero] لم يبق شيء.
    [one] بقي درس واحد.
    [two] بقي درسان.
    [few] بقيت { $count } دروس.
    [many] بقي { $count } درسًا.
   *[other] بقي { $count } درس.
}
subscriptions-days = الصلاحية
subscriptions-draw = دروس بلا موعد
subscriptions-draw-what = أنشئها الآن بلا موعد، ويُحدَّد موعد كل منها لاحقًا
subscriptions-empty = لا شيء هنا
subscriptions-empty-what = الاشتراك دروس مدفوعة مقدمًا؛ ومن كان له اشتراك حُسبت دروسه منه أولًا.
subscriptions-ended-on = { $count ->
    [zero] انتهى في { $until } ولم يبق فيه شيء.
    [one] انتهى في { $until } وانتهت معه صلاحية درس واحد.
    [two] انتهى في { $until } وانتهت معه صلاحية درسين.
    [few] انتهى في { $until } وانتهت معه صلاحية { $count } دروس.
    [many] انتهى في { $until } وانتهت معه صلاحية { $count } درسًا.
   *[other] انتهى في { $until } وانتهت معه صلاحية { $count } درس.
}
subscriptions-entry = ما حدث
subscriptions-entry-change = الدروس
subscriptions-format = النمط
subscriptions-from = أول يوم
subscriptions-granted = الإجمالي
subscriptions-kind = نوع الدرس
subscriptions-ledger = السجل
subscriptions-left = المتبقي
subscriptions-left-open = { $count ->
    [zero] لم يبق شيء: تُحسب الدروس التالية بالسعر المعتاد.
    [one] بقي درس واحد.
    [two] بقي درسان.
    [few] بقيت { $count } دروس.
    [many] بقي { $count } درسًا.
   *[other] بقي { $count } درس.
}
subscriptions-left-until = { $count ->
    [zero] لم يبق شيء: تُحسب الدروس التالية بالسعر المعتاد.
    [one] بقي درس واحد صالح حتى { $until }.
    [two] بقي درسان صالحان حتى { $until }.
    [few] بقيت { $count } دروس صالحة حتى { $until }.
    [many] بقي { $count } درسًا صالحًا حتى { $until }.
   *[other] بقي { $count } درس صالح حتى { $until }.
}
subscriptions-minutes = مدة الدرس بالدقائق
subscriptions-minutes-default = كالمعتاد
subscriptions-minutes-hint = اتركه فارغًا للمدة المعتادة هنا.
subscriptions-no-package = بلا باقة
subscriptions-no-students = لا طلاب بعد: أضف طالبًا أولًا.
subscriptions-package = الباقة
subscriptions-package-add = إضافة باقة
subscriptions-package-added = أُضيفت الباقة «{ $name }».
subscriptions-package-change = تعديل
subscriptions-package-changed = عُدّلت الباقة «{ $name }». وما بيع منها من قبل يبقى كما هو.
subscriptions-package-edit = حفظ الباقة
subscriptions-package-name = الاسم
subscriptions-package-option = { $name } ({ $count ->
    [zero] بلا دروس
    [one] درس واحد
    [two] درسان
    [few] { $count } دروس
    [many] { $count } درسًا
   *[other] { $count } درس
})
subscriptions-package-what = ما يُباع بعدد الدروس. ويسري التعديل على ما يُباع من الآن فصاعدًا.
subscriptions-packages = الباقات
subscriptions-packages-none = لا باقات بعد. ويمكن بيع اشتراك بلا باقة.
subscriptions-person = الطالب
subscriptions-platform = المكان
subscriptions-search = الاسم
subscriptions-sell = بيع اشتراك
subscriptions-sell-what = ابتداءً من أول يوم فيه تُخصم منه الدروس المحسوبة، ولا يُدفع عنها شيء آخر.
subscriptions-sessions = الدروس
subscriptions-sessions-hint = اتركه فارغًا ليكون كما في الباقة.
subscriptions-show = عرض
subscriptions-show-all = الكل
subscriptions-show-ended = المنتهية
subscriptions-show-low = أوشك رصيدها على النفاد
subscriptions-show-running = السارية
subscriptions-sold = الاشتراك سارٍ. { $count ->
    [zero] لا يغطي درسًا سابقًا.
    [one] يغطي درسًا سابقًا واحدًا.
    [two] يغطي درسين سابقين.
    [few] يغطي { $count } دروس سابقة.
    [many] يغطي { $count } درسًا سابقًا.
   *[other] يغطي { $count } درس سابق.
}
subscriptions-state = الحالة
subscriptions-teacher = المعلم
subscriptions-title = الاشتراكات
subscriptions-unscheduled = { $count ->
    [zero] لا درس ينتظر موعده
    [one] درس واحد ينتظر موعده
    [two] درسان ينتظران موعديهما
    [few] { $count } دروس تنتظر مواعيدها
    [many] { $count } درسًا تنتظر مواعيدها
   *[other] { $count } درس تنتظر مواعيدها
}
subscriptions-unscheduled-ended = انتهى الاشتراك: الدروس التي يُحدَّد موعدها الآن تُحسب بالسعر المعتاد.
subscriptions-until = آخر يوم
subscriptions-until-hint = اتركه فارغًا إن لم تكن له نهاية. وما يبقى عند نهايته تنتهي صلاحيته.
subscriptions-used = المستخدم
subscriptions-what = يشمل
subscriptions-when = تاريخ التسجيل
