people-account = الحساب
people-activate = تفعيل
people-activate-title = تفعيل { $name }؟
people-activate-what = يمكنه تسجيل الدخول من جديد. ما انتهى من جلسات الدخول ورموز API يبقى منتهيًا.
people-activated = يمكن لـ{ $name } تسجيل الدخول من جديد.
people-active = نشط
people-add = إضافة شخص
people-add-what = يمكنه تسجيل الدخول متى صار له بريد إلكتروني وكلمة مرور.
people-added = تمت إضافة { $name }.
people-answer = { $count ->
    [zero] لم يُعثر على أحد.
    [one] شخص واحد.
    [two] شخصان.
    [few] { $count } أشخاص.
    [many] { $count } شخصًا.
   *[other] { $count } شخص.
}
people-answer-active = يمكن لـ{ $name } تسجيل الدخول.
people-answer-inactive = حساب { $name } معطّل: لا دخول، والسجل باقٍ.
people-answer-no-email = لا يمكن لـ{ $name } تسجيل الدخول: لا يوجد بريد إلكتروني.
people-answer-no-password = لا يمكن لـ{ $name } تسجيل الدخول بعد: لم تُعيَّن كلمة مرور.
people-bad-amount = هذا ليس مبلغًا: اكتبه مثل 30.00 وبست منازل عشرية على الأكثر.
people-bad-email = هذا ليس عنوان بريد إلكتروني.
people-bad-identity = المعرّف نص من 1 إلى 512 بايت في سطر واحد.
people-bad-name = الاسم من 1 إلى 200 حرف في سطر واحد.
people-bad-password = كلمة المرور 8 أحرف على الأقل.
people-bad-rate-kind = اختر: أجر أم رسوم.
people-bad-role = لا يوجد دور كهذا.
people-bad-source = اختر مصدر المعرّف.
people-card = بطاقة للطباعة
people-changes = ما الذي تغيّر
people-charge-lines = الرسوم
people-comma = ،{" "}
people-deactivate = تعطيل
people-deactivate-title = تعطيل { $name }؟
people-deactivate-what = تنتهي الآن كل جلسات دخوله ورموز API نهائيًا. وتبقى حصصه وتقاريره وأمواله كما هي.
people-deactivated = لم يعد بإمكان { $name } تسجيل الدخول.
people-edit = تعديل
people-edit-title = تعديل { $name }
people-edit-what = الحصص والفواتير السابقة تبقى كما هي.
people-email = البريد الإلكتروني
people-email-hint = يسجّل به الدخول، ولا يكون لغيره هنا.
people-empty = لم يُعثر على أحد
people-empty-what = أزل أحد عوامل التصفية، أو أضف شخصًا، أو أحضر قائمة كاملة.
people-household = الأسرة
people-household-hint = من تصدر لهم فاتورة واحدة. الاسم الجديد ينشئ أسرة جديدة.
people-id = الرقم
people-identities = المعرّفات
people-identities-own = لا أحد يغيّر معرّفاته بنفسه: فهي تحسم حضوره.
people-identities-what = ما تسمّي به المنصات هذا الشخص. تُقيَّم الحصص السابقة من جديد عند تغييره.
people-identity-add = إضافة
people-identity-added = صار { $value } له. تُقيَّم الحصص السابقة من جديد.
people-identity-remove = إزالة
people-identity-removed = لم يعد { $value } لأحد. تُقيَّم الحصص السابقة من جديد.
people-identity-source = المصدر
people-identity-value = المعرّف
people-import-add = يُضاف
people-import-adds = { $count ->
    [zero] لن يُضاف أحد.
    [one] سيُضاف شخص واحد.
    [two] سيُضاف شخصان.
    [few] سيُضاف { $count } أشخاص.
    [many] سيُضاف { $count } شخصًا.
   *[other] سيُضاف { $count } شخص.
}
people-import-again = تعديل القائمة
people-import-ambiguous = هناك أكثر من أسرة بهذا الاسم.
people-import-answer = الصق قائمة أو اختر ملفًا. سترى ما سيحدث سطرًا سطرًا قبل أن يحدث شيء.
people-import-changed = تغيّر شيء منذ المعاينة. انظر إليها من جديد: لم يُضَف أحد.
people-import-confirm = { $count ->
    [zero] لا أحد للإضافة
    [one] إضافة شخص واحد
    [two] إضافة شخصين
    [few] إضافة { $count } أشخاص
    [many] إضافة { $count } شخصًا
   *[other] إضافة { $count } شخص
}
people-import-done = { $count ->
    [zero] لم يُضَف أحد.
    [one] أُضيف شخص واحد.
    [two] أُضيف شخصان.
    [few] أُضيف { $count } أشخاص.
    [many] أُضيف { $count } شخصًا.
   *[other] أُضيف { $count } شخص.
}
people-import-empty = القائمة فارغة.
people-import-exists = موجود من قبل
people-import-fate = ما يحدث
people-import-file = ملف (CSV)
people-import-hint = فواصل أو فواصل منقوطة أو علامات جدولة؛ 2,000 شخص على الأكثر؛ وتوضع الأدوار المتعددة في خانة واحدة بينها مسافة. السطر الأول:
people-import-households = { $count ->
    [zero] لا أسر جديدة
    [one] أسرة جديدة واحدة
    [two] أسرتان جديدتان
    [few] { $count } أسر جديدة
    [many] { $count } أسرة جديدة
   *[other] { $count } أسرة جديدة
}
people-import-ignored = هذه الأعمدة لا تُستخدم:
people-import-in-use = هذا البريد لـ{ $name }.
people-import-keeps = { $count ->
    [zero] لا أحد موجود من قبل.
    [one] واحد موجود من قبل ويبقى كما هو.
    [two] اثنان موجودان من قبل ويبقيان كما هما.
    [few] { $count } موجودون من قبل ويبقون كما هم.
    [many] { $count } موجودون من قبل ويبقون كما هم.
   *[other] { $count } موجودون من قبل ويبقون كما هم.
}
people-import-left-out = المتروكة
people-import-line = السطر
people-import-lines = سطرًا سطرًا
people-import-list = القائمة
people-import-no-header = يجب أن يسمّي السطر الأول الأعمدة وبينها name: ‏name,email,roles,household
people-import-no-name = لا يوجد اسم.
people-import-no-role = لا يوجد دور.
people-import-open = فتح
people-import-preview = اعرض ما سيحدث
people-import-refused = متروك
people-import-refuses = { $count ->
    [zero] لا يُترك أي سطر.
    [one] يُترك سطر واحد.
    [two] يُترك سطران.
    [few] تُترك { $count } أسطر.
    [many] يُترك { $count } سطرًا.
   *[other] يُترك { $count } سطر.
}
people-import-role-not-yours = لا يضيف هذا الدور إلا مشرف عام: { $role }.
people-import-title = استيراد قائمة
people-import-too-long = في القائمة أكثر من 2,000 شخص. أحضرها على أجزاء.
people-import-twice = الشخص نفسه في السطر { $line }.
people-import-twice-in-header = السطر الأول يسمّي العمود «{ $column }» مرتين.
people-import-unchanged = لم يتغيّر شيء.
people-import-unknown-role = لا يوجد دور «{ $role }».
people-import-what = يُضافون جميعًا مرة واحدة أو لا يُضاف أحد. ولا يتلقى أحد كلمة مرور أو رسالة.
people-inactive = معطّل
people-language = اللغة
people-language-browser = كما في متصفحه
people-name = الاسم
people-no-login = لا دخول بعد
people-notifications = الإشعارات
people-password = تعيين كلمة مرور
people-password-hint = 8 أحرف على الأقل.
people-password-new = كلمة المرور الجديدة
people-password-set = لـ{ $name } كلمة مرور جديدة. انتهت كل جلسات دخوله.
people-password-title = كلمة مرور جديدة لـ{ $name }
people-password-what = تنتهي كل جلسات دخوله ورموز API. أخبره بكلمة المرور شخصيًا.
people-pay-lines = الأجر
people-pays-for = يدفع عن
people-rate-add = إضافة سعر
people-rate-added = لـ{ $name } سعر جديد. تتبعه الأشهر المفتوحة.
people-rate-amount = المبلغ
people-rate-for = لأجل
people-rate-from = من
people-rate-no-day = حدّد اليوم الذي يبدأ منه.
people-rate-per = لكل
people-rate-what = يُقدَّم على أسعار النوع والمؤسسة. الأشهر المغلقة تبقى كما هي.
people-rates = أسعار خاصة
people-rates-all = كل الأسعار
people-rates-none = لا سعر خاصًا: تسري أسعار النوع أو المؤسسة.
people-role = الدور
people-roles = الأدوار
people-saved = حُفظت بيانات { $name }.
people-search = الاسم أو البريد
people-session = الحصة
people-session-attends = طالب
people-session-late = { $minutes ->
    [zero] حاضر، متأخر قليلًا
    [one] حاضر، متأخر دقيقة واحدة
    [two] حاضر، متأخر دقيقتين
    [few] حاضر، متأخر { $minutes } دقائق
    [many] حاضر، متأخر { $minutes } دقيقة
   *[other] حاضر، متأخر { $minutes } دقيقة
}
people-session-part = بصفة
people-session-status = الحالة
people-session-teaches = معلّم
people-session-verdict = الحضور
people-session-when = الوقت
people-sessions = آخر الحصص
people-sessions-none = لم تبدأ أي حصة بعد.
people-since = هنا منذ
people-title = الأشخاص
people-subscriptions-none = لا اشتراكات بعد.
people-subscriptions-sell = بيع اشتراك
people-visits-month = زيارات آخر 30 يومًا
