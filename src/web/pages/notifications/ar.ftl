notifications-answer-children = إشعارات عن أبنائك: { $names }.
notifications-answer-new = { $count ->
    [zero] لا جديد.
    [one] إشعار جديد واحد.
    [two] إشعاران جديدان.
    [few] { $count } إشعارات جديدة.
    [many] { $count } إشعارًا جديدًا.
   *[other] { $count } إشعار جديد.
}
notifications-answer-none = لا جديد.
notifications-browser-gone = لن يصل شيء إلى هذا المتصفح بعد الآن.
notifications-browser-since = منذ { $date }
notifications-browsers = المتصفحات
notifications-browsers-allow = السماح في هذا المتصفح
notifications-browsers-blocked = إشعارات هذا الموقع محظورة في المتصفح. اسمح بها في إعداداته ثم أعد تحميل الصفحة.
notifications-browsers-failed = لم يُعدّها المتصفح، كما في النافذة الخاصة. استخدم نافذة عادية أو اختر البريد.
notifications-browsers-none = لا متصفح يتلقى الإشعارات بعد.
notifications-browsers-remove = إزالة
notifications-browsers-this = هذا المتصفح
notifications-browsers-ticked = اخترت «المتصفح»، لكن لم يُسمح لأي متصفح لك بعد: اسمح لأحدها في الأسفل.
notifications-browsers-unable = لا يستطيع هذا المتصفح تلقي الإشعارات. على iPhone أو iPad أضف هذه الصفحة أولًا إلى الشاشة الرئيسية.
notifications-browsers-what = تصل الرسائل إلى هذه المتصفحات حتى وRollcall مغلق، إذا اخترت «المتصفح» أعلاه.
notifications-channels = بالبريد أو المتصفح
notifications-choose = بماذا تريد أن تُبلَّغ
notifications-choose-what = اختر كيف يصلك كل إشعار. إن لم تختر شيئًا فلن تُبلَّغ.
notifications-cancelled = أُلغيت { $session } يوم { $day }، الساعة { $time }.
notifications-claim-came = حضور
notifications-claim-late = { $minutes ->
    [zero] دون تأخر
    [one] تأخر دقيقة واحدة
    [two] تأخر دقيقتين
    [few] تأخر { $minutes } دقائق
    [many] تأخر { $minutes } دقيقة
   *[other] تأخر { $minutes } دقيقة
}
notifications-corrected = تصحيح: { $name } في { $session } يوم { $day }: { $now }. وقد قيل: { $told }.
notifications-corrected-visit = تصحيح: { $name } في { $venue } يوم { $day }: { $edges }.
notifications-corrected-visit-none = تصحيح: لا حضور لـ{ $name } في { $venue } يوم { $day }.
notifications-edge-in = دخول { $time }
notifications-edge-out = خروج { $time }
notifications-email = البريد الإلكتروني
notifications-email-none = لا عنوان معروف، فلا يُرسل بريد. يمكن للإدارة إضافته.
notifications-empty = لم تُبلَّغ بشيء بعد
notifications-empty-what = ما تُبلَّغ به بالبريد أو المتصفح يظهر هنا أيضًا.
notifications-event = الحدث
notifications-held = { $session } يوم { $day }: { $why }.
notifications-language = لغة الرسائل والصفحات
notifications-language-any = كما يقول المتصفح
notifications-left = { $left ->
    [zero] لم تبقَ حصص لـ{ $name }.
    [one] بقيت حصة واحدة لـ{ $name }.
    [two] بقيت حصتان لـ{ $name }.
    [few] بقيت { $left } حصص لـ{ $name }.
    [many] بقيت { $left } حصة لـ{ $name }.
   *[other] بقيت { $left } حصة لـ{ $name }.
}
notifications-moved = نُقلت { $session } من { $before } إلى { $after }.
notifications-new = جديد
notifications-nobody = شخص ما
notifications-nothing = لا شيء تُبلَّغ به أدوارك حتى الآن.
notifications-of = كيف يُبلَّغ { $name }
notifications-of-browsers = { $count ->
    [0] لا متصفح مسموح به بعد؛ لا يستطيع ذلك إلا { $name }.
    [zero] لا متصفح مسموح به بعد؛ لا يستطيع ذلك إلا { $name }.
    [one] متصفح واحد مسموح به.
    [two] متصفحان مسموح بهما.
    [few] { $count } متصفحات مسموح بها.
    [many] { $count } متصفحًا مسموحًا به.
   *[other] { $count } متصفح مسموح به.
}
notifications-of-saved = حُفظت إشعارات { $name }.
notifications-of-short = الإشعارات
notifications-of-what = هذه رغبات { $name }. ما تغيّره هنا يُسجَّل في سجل التدقيق.
notifications-quiet = ساعات الهدوء
notifications-quiet-from = من
notifications-quiet-on = لا ترسل شيئًا في هذه الساعات؛ ما ينتظر يصل معًا عند نهايتها. ولا يُستثنى إلا إلغاء حصة تبدأ قبل ذلك أو نقلها، فيصل فورًا
notifications-quiet-to = إلى
notifications-saved = حُفظ. هكذا ستُبلَّغ.
notifications-settings = الإعدادات
notifications-silent = لم تعد { $platform } ترد: { $detail }
notifications-somewhere = مكان
notifications-title = إشعاراتي
notifications-told = ما أُبلغت به
notifications-told-absence = لا حضور لـ{ $name } في { $session } يوم { $day }.
notifications-told-arrival = وصول { $name } إلى { $venue } الساعة { $time }.
notifications-told-departure = مغادرة { $name } من { $venue } الساعة { $time }.
notifications-told-joined = حضور { $name } في { $session } الساعة { $time }.
notifications-told-late = تأخر { $name } عن { $session } يوم { $day }: { $late }.
notifications-told-left = خروج { $name } من { $session } الساعة { $time }.
notifications-when = متى وبأي لغة
notifications-zone = المنطقة الزمنية
notifications-zone-any = مثل المؤسسة: { $zone }

unsubscribe-again = إن غيّرت رأيك فأعد تشغيلها من هنا، أو اختر من «إشعاراتي» ما تُبلَّغ به.
unsubscribe-again-button = إعادة تشغيلها
unsubscribe-again-done = تم. سترسل { $organization } إلى { $name } هذه الرسائل من جديد:
unsubscribe-already = هذه الرسائل متوقفة بالفعل.
unsubscribe-button = إيقاف هذه الرسائل
unsubscribe-done = تم. لن ترسل { $organization } إلى { $name } رسائل بريد عن:
unsubscribe-mine = إشعاراتي
unsubscribe-nothing = لم يُختر شيء، فلم يتغيّر شيء.
unsubscribe-rest = تبقى الرسائل الأخرى ورسائل متصفحاتك تصل.
unsubscribe-title = إيقاف هذه الرسائل؟
unsubscribe-what = { $name }، لن ترسل إليك { $organization } بعد الآن رسائل بريد عن:
unsubscribe-wrong = هذا الرابط لا يعمل
unsubscribe-wrong-what = الرابط ناقص أو تغيّر في الطريق. افتحه من الرسالة من جديد، أو سجّل الدخول واختر من «إشعاراتي» ما تُبلَّغ به.
