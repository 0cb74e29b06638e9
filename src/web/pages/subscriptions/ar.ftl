subscriptions-answer = { $count ->
    [zero] لا اشتراك جارٍ.
    [one] يجري اشتراك واحد.
    [two] يجري اشتراكان.
    [few] تجري { $count } اشتراكات.
    [many] يجري { $count } اشتراكًا.
   *[other] يجري { $count } اشتراك.
}
subscriptions-answer-low = { $count ->
    [zero] لا يوشك أي اشتراك أن ينفد.
    [one] واحد بقي فيه درس واحد أو لا شيء، ولا يتبعه غيره.
    [two] اثنان بقي فيهما درس واحد أو لا شيء، ولا يتبعهما غيرهما.
    [few] { $count } بقي فيها درس واحد أو لا شيء، ولا يتبعها غيرها.
    [many] { $count } بقي فيها درس واحد أو لا شيء، ولا يتبعها غيرها.
   *[other] { $count } بقي فيها درس واحد أو لا شيء، ولا يتبعها غيرها.
}
subscriptions-as-package = كما في الباقة
subscriptions-bad-change = اكتبوا عددًا صحيحًا، مثل 1 أو -1.
subscriptions-bad-name = الاسم من 1 إلى 200 حرف.
subscriptions-bad-number = هذا عدد من 1 إلى { $most }.
subscriptions-bad-reason = السبب من 1 إلى 500 حرف.
subscriptions-change = تعديل
subscriptions-change-what = ما غطاه يبقى مغطى. والدروس المنتهية في هذه الأيام التي لا يغطيها شيء يغطيها هو.
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
subscriptions-correct-hint = 1 يضيف درسًا، و-1 ينقص درسًا.
subscriptions-correct-reason = السبب
subscriptions-correct-what = التصحيح سطر مستقل في السجل باسمكم وسببه. وتراه الأسرة.
subscriptions-corrected = صُحح: { $count ->
    [zero] لم يبق شيء.
    [one] بقي درس واحد.
    [two] بقي درسان.
    [few] بقيت { $count } دروس.
    [many] بقي { $count } درسًا.
   *[other] بقي { $count } درس.
}
subscriptions-days = صالح
subscriptions-draw = الدروس
subscriptions-draw-what = إنشاؤها الآن بلا موعد، ولكل منها موعده لاحقًا
subscriptions-empty = لا شيء هنا
subscriptions-empty-what = الاشتراك دروس مدفوعة مقدمًا، ومنه يُؤخذ أولًا.
subscriptions-ended-on = { $count ->
    [zero] انتهى في { $until } ولم يبق فيه شيء.
    [one] انتهى في { $until } وسقط درس واحد.
    [two] انتهى في { $until } وسقط درسان.
    [few] انتهى في { $until } وسقطت { $count } دروس.
    [many] انتهى في { $until } وسقط { $count } درسًا.
   *[other] انتهى في { $until } وسقط { $count } درس.
}
subscriptions-entry = ما حدث
subscriptions-entry-change = الدروس
subscriptions-format = الصيغة
subscriptions-from = أول يوم
subscriptions-granted = الممنوح
subscriptions-kind = نوع الدرس
subscriptions-ledger = السجل
subscriptions-left = المتبقي
subscriptions-left-open = { $count ->
    [zero] لم يبق شيء: تُحسب الدروس التالية بسعرها.
    [one] بقي درس واحد.
    [two] بقي درسان.
    [few] بقيت { $count } دروس.
    [many] بقي { $count } درسًا.
   *[other] بقي { $count } درس.
}
subscriptions-left-until = { $count ->
    [zero] لم يبق شيء: تُحسب الدروس التالية بسعرها.
    [one] بقي درس واحد حتى { $until }.
    [two] بقي درسان حتى { $until }.
    [few] بقيت { $count } دروس حتى { $until }.
    [many] بقي { $count } درسًا حتى { $until }.
   *[other] بقي { $count } درس حتى { $until }.
}
subscriptions-minutes = الدقائق
subscriptions-minutes-default = كالمعتاد
subscriptions-minutes-hint = فارغ: بطول الدروس المعتاد هنا.
subscriptions-no-package = بلا باقة
subscriptions-no-students = لا طلاب بعد: أضيفوا أحدًا أولًا.
subscriptions-package = الباقة
subscriptions-package-add = إضافة باقة
subscriptions-package-added = أُضيفت { $name }.
subscriptions-package-change = تعديل
subscriptions-package-changed = عُدّلت { $name }. وما بيع يبقى كما بيع.
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
subscriptions-package-what = ما يباع بعدد الدروس. والتعديل لما يباع من الآن.
subscriptions-packages = الباقات
subscriptions-packages-none = لا شيء بعد. ويمكن بيع اشتراك بلا باقة.
subscriptions-person = الطالب
subscriptions-platform = المكان
subscriptions-search = الاسم
subscriptions-sell = بيع اشتراك
subscriptions-sell-what = من أول يوم تُؤخذ منه الدروس المحسوبة ولا تكلف شيئًا آخر.
subscriptions-sessions = الدروس
subscriptions-sessions-hint = فارغ: كما في الباقة.
subscriptions-show = العرض
subscriptions-show-all = الكل
subscriptions-show-ended = المنتهية
subscriptions-show-low = ما يوشك أن ينفد
subscriptions-show-running = الجارية
subscriptions-sold = الاشتراك جارٍ. { $count ->
    [zero] لا يغطي درسًا سابقًا.
    [one] يغطي درسًا سابقًا واحدًا.
    [two] يغطي درسين سابقين.
    [few] يغطي { $count } دروس سابقة.
    [many] يغطي { $count } درسًا سابقًا.
   *[other] يغطي { $count } درس سابق.
}
subscriptions-state = العلامة
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
subscriptions-unscheduled-ended = انتهى الاشتراك: الدروس التي تُحدد الآن تُحسب بسعرها.
subscriptions-until = آخر يوم
subscriptions-until-hint = فارغ: بلا نهاية. وما يبقى عند نهايته يسقط.
subscriptions-used = المستخدم
subscriptions-what = لأجل
subscriptions-when = سُجل
