connections-address = عنوان الخادم
connections-answer-failing = { $name } لا يعمل، وما يلزم عمله مكتوب أدناه.
connections-answer-failing-many = { $count ->
    [zero] كل الاتصالات تعمل.
    [one] اتصال واحد لا يعمل، وما يلزم عمله مكتوب أدناه.
    [two] اتصالان لا يعملان، وما يلزم عمله مكتوب أدناه.
    [few] { $count } اتصالات لا تعمل، وما يلزم عمله مكتوب أدناه.
    [many] { $count } اتصالًا لا تعمل، وما يلزم عمله مكتوب أدناه.
   *[other] { $count } اتصال لا تعمل، وما يلزم عمله مكتوب أدناه.
}
connections-answer-good = { $count ->
    [zero] لا اتصالات.
    [one] الاتصال يعمل.
    [two] الاتصالان يعملان.
    [few] كل الاتصالات ({ $count }) تعمل.
    [many] كل الاتصالات ({ $count }) تعمل.
   *[other] كل الاتصالات ({ $count }) تعمل.
}
connections-answer-none = لا شيء متصل بعد. اربط LiveKit أو Google Meet أدناه.
connections-answer-silent = { $count ->
    [zero] كل الخوادم تكلّمت.
    [one] خادم واحد لم يقل شيئًا بعد.
    [two] خادمان لم يقولا شيئًا بعد.
    [few] { $count } خوادم لم تقل شيئًا بعد.
    [many] { $count } خادمًا لم تقل شيئًا بعد.
   *[other] { $count } خادم لم تقل شيئًا بعد.
}
connections-api-key = مفتاح API
connections-check-and-save = تحقّق واحفظ
connections-clock = ساعته
connections-clock-ahead = { $seconds ->
    [zero] مثل ساعتنا
    [one] متقدمة بثانية
    [two] متقدمة بثانيتين
    [few] متقدمة بـ { $seconds } ثوانٍ
    [many] متقدمة بـ { $seconds } ثانية
   *[other] متقدمة بـ { $seconds } ثانية
}
connections-clock-behind = { $seconds ->
    [zero] مثل ساعتنا
    [one] متأخرة بثانية
    [two] متأخرة بثانيتين
    [few] متأخرة بـ { $seconds } ثوانٍ
    [many] متأخرة بـ { $seconds } ثانية
   *[other] متأخرة بـ { $seconds } ثانية
}
connections-consent = المتابعة إلى Google
connections-consent-what = يسمح المنظِّم بقراءة اجتماعاته. افتح هذا في متصفح المنظِّم واختر حسابه واترك مربع الاجتماعات محددًا. يستغرق دقيقة ويجب أن ينتهي خلال نصف ساعة.
connections-copy = نسخ
connections-forget = إزالة
connections-forget-key = إزالة المفتاح { $name }؟
connections-forget-key-what = تُرفض من الآن الإشعارات الموقّعة به. وما جاء به يبقى.
connections-forget-organizer = إزالة { $name }؟
connections-forget-organizer-what = لن تُقرأ اجتماعاته بعد الآن. وما قُرئ يبقى.
connections-forget-server = إزالة { $name }؟
connections-forget-server-what = يُنسى الخادم ومفاتيحه وتُرفض إشعاراته من الآن. وما أرسله يبقى.
connections-forgot-key = أُزيل المفتاح { $name }.
connections-forgot-organizer = أُزيل { $name }.
connections-forgot-server = أُزيل الخادم.
connections-key-file = ملف مفتاح حساب الخدمة
connections-key-file-what = نص JSON الذي أعطته Google كاملًا من أول قوس إلى آخره.
connections-key-since = منذ { $date }
connections-key-until = حتى { $date }
connections-kind = بواسطة
connections-last-failure = آخر مرة لم يُجب
connections-last-read = آخر قراءة
connections-last-refused = آخر إشعار مرفوض
connections-last-roster = آخر مرة قال من في الغرفة
connections-last-webhook = آخر إشعار
connections-never = أبدًا
connections-new-key = أعطه مفتاحًا جديدًا
connections-new-key-what = يُسأل الخادم أولًا إن كان يقبل المفتاح. ثم يسري المفتاحان حتى تزيل القديم أو ينتهي وحده.
connections-new-server = ربط خادم LiveKit
connections-new-server-what = يُسأل الخادم أولًا عن صحة العنوان والمفتاح والسر. ولا يُحفظ شيء قبل ذلك.
connections-next-account = ترفض Google حساب الخدمة. تأكد في لوحة إدارة Google أنه مخوَّل بالعمل عن هذا المنظِّم ثم اربطه من جديد أدناه.
connections-next-consent = لم تعد Google تسمح لنا بالقراءة. على المنظِّم أن يوافق من جديد: اضغط «إعادة الربط» في متصفحه.
connections-next-google-stuck = لم يمكن قراءة شيء منذ أكثر من ساعة. السبب أدناه؛ فإن لم يكن فيه ما تصلحه فأخبر من يشغّل الخادم.
connections-next-google-wait = فشلت آخر قراءة. تُعاد المحاولة تلقائيًا، ولا يلزم شيء الآن.
connections-next-no-key = ليس له مفتاح سارٍ. أعطه واحدًا أدناه وإلا رُفضت إشعاراته.
connections-next-no-webhook = يجيب ولم يصل منه إشعار. أدخل العنوان أعلاه في إعداداته عنوانًا للإشعارات.
connections-next-nothing = يعمل. لا يلزم شيء.
connections-next-nothing-google = يعمل. لا يلزم شيء.
connections-next-refused = إشعاراته مرفوضة. الأرجح أن مفتاحه أو ساعته غير ما نعرف: اقرأ السبب أدناه وأعطه مفتاحًا جديدًا إن تغيّر.
connections-next-silent = لم يقل شيئًا بعد. أدخل العنوان أعلاه في إعداداته ثم ابدأ اجتماعًا وانظر هنا من جديد.
connections-next-unreachable = لا يجيب. انظر هل يعمل الخادم وهل يمكن الوصول إليه من هنا؛ ما فات يُقرأ حين يعود.
connections-no-client = يستطيع المنظِّمون الموافقة حين يكون لهذا التثبيت عميل Google. من يشغّل الخادم يضبط
connections-no-organizer = لا منظِّم متصل
connections-no-organizer-what = تُقرأ اجتماعات Google Meet عن طريق منظِّمها. ومن دونه يبقى الحضور فيها غير معروف.
connections-organizer = بريد المنظِّم
connections-others-retire = تنتهي المفاتيح الأخرى في
connections-others-retire-what = إن تُرك فارغًا بقيت حتى تزيلها.
connections-reason = السبب
connections-reconnect = إعادة الربط
connections-saved = { $name } متصل وإشعاراته تصل.
connections-saved-organizer = { $name } متصل. تُقرأ اجتماعاته من الآن.
connections-saved-unverified = حُفظ { $name } ولم يُسأل. انظر هنا من جديد بعد الاجتماع القادم.
connections-saved-waiting = { $name } متصل. طُلب منه للتو إرسال إشعار: يظهر أدناه خلال ثوانٍ إن كان العنوان مدخلًا فيه.
connections-secret = السر
connections-secret-what = يُحفظ مشفّرًا ولا يُعرض مرة أخرى.
connections-service-account = ربط منظِّم بحساب خدمة
connections-service-account-what = لمن لديه Google Workspace يسمح مديره لحساب خدمة بالعمل عن أفراده. تُسأل Google أولًا ثم يُحفظ.
connections-title = الاتصالات
connections-unverified = احفظ دون سؤال الخادم
connections-verified = سُئل وكان صحيحًا
connections-webhook-what = أدخل هذا العنوان في LiveKit عنوانًا للإشعارات (webhooks). وهو واحد لكل الخوادم.
