policies-all = كل الحصص
policies-all-what = تسري على كل نوع من الحصص ليست له قاعدة خاصة.
policies-answer = يسري الإصدار { $version } منذ { $since }. { $own }
policies-began = كانت البداية بالقواعد الافتراضية.
policies-change = تغيير هذه القواعد
policies-changed = (من عندكم)
policies-charge = يُحتسب
policies-corner = المعلم ↓ المتعلم
policies-from = المصدر
policies-from-default = افتراضي
policies-from-kind = هذا النوع
policies-from-organization = المؤسسة
policies-has-own = له قواعد خاصة
policies-history = السجل
policies-history-answer = يسري الآن الإصدار { $version }.
policies-history-what = تحتفظ كل حصة بالإصدار الذي خُطّطت في ظله، ويذكره كل بند مالي. لذلك لا يتغير القديم حين تتغير قاعدة.
policies-in-percent = بالمئة من الوقت المخطط.
policies-in-seconds = بالثواني.
policies-kind-what = تسري على هذا النوع وحده. وما لم يُحدَّد هنا يأتي من قواعد كل الحصص.
policies-learner = المتعلم: { $outcome }
policies-money = ما يُدفع وما يُحتسب
policies-money-table = الوقت المدفوع والمحتسب بحسب نتيجتي المعلم والمتعلم
policies-money-what = لكل زوج من النتائج: أي وقت يُدفع للمعلم، وأي وقت يُحتسب على الأسرة. وما كان من عندكم فبخط عريض.
policies-new-version = الحفظ ينشئ الإصدار { $version }. يسري على الحصص التي تُخطَّط من الآن؛ أما الموجودة فتحتفظ بقواعدها. والحقل الفارغ يأخذ قيمته من المستوى الأعلى.
policies-no = لا
policies-no-difference = لم يختلف شيء.
policies-nothing-changed = كل شيء كان كما أرسلته: لم يُنشأ إصدار جديد.
policies-own = { $count ->
    [zero] كل القواعد هنا افتراضية.
    [one] قيمة واحدة هنا من عندكم.
    [two] قيمتان هنا من عندكم.
    [few] { $count } قيم هنا من عندكم.
    [many] { $count } قيمة هنا من عندكم.
   *[other] { $count } قيمة هنا من عندكم.
}
policies-pay = يُدفع
policies-rule = القاعدة
policies-rules = القواعد
policies-saved = يسري الإصدار { $version } على الحصص التي تُخطَّط من الآن.
policies-teacher = المعلم: { $outcome }
policies-title = السياسات
policies-try = جرّب على الشهر الماضي
policies-try-after = ستكون
policies-try-answer = { $count ->
    [zero] لن تتغير أي نتيجة.
    [one] كانت نتيجة شخص واحد في حصة ستختلف.
    [two] كانت نتيجتان لأشخاص في الحصص ستختلفان.
    [few] كانت { $count } نتائج لأشخاص في الحصص ستختلف.
    [many] كانت { $count } نتيجة لأشخاص في الحصص ستختلف.
   *[other] كانت { $count } نتيجة لأشخاص في الحصص ستختلف.
}
policies-try-before = الآن
policies-try-charge = ما ستدفعه الأسر
policies-try-empty = لا توجد حصة محسومة في هذه المدة
policies-try-empty-what = يمكن تجربة القواعد متى وُجدت حصص تُجرَّب عليها.
policies-try-held = موقوف
policies-try-left-out = { $count ->
    [zero] لم تُستثنَ أي حصة.
    [one] حصة واحدة لم تُحسم بعد فلم تُحتسب.
    [two] حصتان لم تُحسما بعد فلم تُحتسبا.
    [few] { $count } حصص لم تُحسم بعد فلم تُحتسب.
    [many] { $count } حصة لم تُحسم بعد فلم تُحتسب.
   *[other] { $count } حصة لم تُحسم بعد فلم تُحتسب.
}
policies-try-more = { $count ->
    [zero] لا مزيد.
    [one] وواحدة أخرى.
    [two] واثنتان أخريان.
    [few] و{ $count } أخرى.
    [many] و{ $count } أخرى.
   *[other] و{ $count } أخرى.
}
policies-try-of = من { $count }
policies-try-outcomes = أحكام مختلفة
policies-try-pay = ما سيكسبه المعلمون
policies-try-person = الشخص
policies-try-refused = إحدى هذه القواعد غير ممكنة: صحّحها أدناه ثم جرّب مرة أخرى.
policies-try-same = لن يختلف شيء.
policies-try-session = الحصة
policies-try-sessions = حصص جُرّبت
policies-try-span = الحصص من { $from } إلى { $to } وفق هذه القواعد.
policies-try-title = تجربة القواعد على الشهر الماضي
policies-try-what = لم يتغير شيء: تبقى الحصص على القواعد التي خُطّطت وفقها.
policies-unset = افتراضي
policies-value = السارية
policies-version = الإصدار { $version }
policies-which = أي حصص
policies-without = من دونها: { $value }.
policies-yes = نعم
