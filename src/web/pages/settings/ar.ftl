settings-all = الإعدادات
settings-answer = { $count ->
    [zero] كل الإعدادات كما هي افتراضيًا.
    [one] إعداد واحد غيّرتموه، والبقية كما هي افتراضيًا.
    [two] إعدادان غيّرتموهما، والبقية كما هي افتراضيًا.
    [few] { $count } إعدادات غيّرتموها، والبقية كما هي افتراضيًا.
    [many] { $count } إعدادًا غيّرتموه، والبقية كما هي افتراضيًا.
   *[other] { $count } إعداد غيّرتموه، والبقية كما هي افتراضيًا.
}
settings-answer-unreadable = { $count ->
    [zero] كل بياناتكم مقروءة.
    [one] صف واحد من بياناتكم لا يمكن قراءته وقد استُبعد.
    [two] صفّان من بياناتكم لا يمكن قراءتهما وقد استُبعدا.
    [few] { $count } صفوف من بياناتكم لا يمكن قراءتها وقد استُبعدت.
    [many] { $count } صفًّا من بياناتكم لا يمكن قراءتها وقد استُبعدت.
   *[other] { $count } صف من بياناتكم لا يمكن قراءتها وقد استُبعدت.
}
settings-change-organization = تغيير الاسم أو المنطقة الزمنية أو العملة
settings-changed = من عندكم
settings-currency = العملة
settings-currency-what = ثلاثة أحرف لاتينية مثل SAR. لا تتغير بعد وجود أسعار أو بنود.
settings-default = القيمة الافتراضية: { $value }.
settings-empty-is-no-limit = اتركه فارغًا إن لم يكن هناك حد.
settings-found = المكتوب فيه
settings-founded = منذ
settings-longest = { $count ->
    [zero] بلا حروف.
    [one] حرف واحد على الأكثر.
    [two] حرفان على الأكثر.
    [few] { $count } حروف على الأكثر.
    [many] { $count } حرفًا على الأكثر.
   *[other] { $count } حرف على الأكثر.
}
settings-name = الاسم
settings-no-limit = بلا حد
settings-none = لا شيء
settings-nothing-changed = كل شيء كان كما أرسلته: لم يتغير شيء.
settings-organization = المؤسسة
settings-organization-saved = حُفظت { $name }.
settings-policies = كيف يُحكم بالحضور وما الذي يُدفع مكتوب في السياسات.
settings-range = من { $least } إلى { $most }.
settings-row = الصف
settings-saved = حُفظ: { $what }.
settings-since = منذ
settings-title = الإعدادات
settings-undo = تراجع
settings-unreadable = { $count ->
    [zero] لا صفوف
    [one] صف واحد
    [two] صفّان
    [few] { $count } صفوف
    [many] { $count } صفًّا
   *[other] { $count } صف
}
settings-unreadable-table = صفوف لا يمكن قراءتها
settings-unreadable-what = كتب هذه الصفوف إصدارٌ أحدث، أو هي تالفة. القوائم والمجاميع تستبعدها، وما يعتمد عليها ينتظر. حدّثوا الخادم إلى أحدث إصدار؛ فإن بقيت فأرسلوا القائمة إلى من يشغّله.
settings-zone = المنطقة الزمنية
settings-zone-what = تبدأ الأيام والفترات والأسعار عند منتصف الليل فيها. مع منطقة أخرى يُعاد حساب كل البنود.
