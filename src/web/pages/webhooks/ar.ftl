webhooks-add = أضفها وأظهر سرّها
webhooks-added = أضيفت { $name }.
webhooks-answer-failing = { $count ->
    [zero] كل نقاط الاستقبال تعمل.
    [one] نقطة استقبال واحدة لا تقبل ما يُرسل إليها.
    [two] نقطتا استقبال لا تقبلان ما يُرسل إليهما.
    [few] { $count } نقاط استقبال لا تقبل ما يُرسل إليها.
    [many] { $count } نقطة استقبال لا تقبل ما يُرسل إليها.
   *[other] { $count } نقطة استقبال لا تقبل ما يُرسل إليها.
}
webhooks-answer-good = { $count ->
    [zero] لا يُبلَّغ أي نظام.
    [one] نظام واحد يُبلَّغ بما يحدث هنا.
    [two] نظامان يُبلَّغان بما يحدث هنا.
    [few] { $count } أنظمة تُبلَّغ بما يحدث هنا.
    [many] { $count } نظامًا يُبلَّغ بما يحدث هنا.
   *[other] { $count } نظام يُبلَّغ بما يحدث هنا.
}
webhooks-answer-none = لا يُبلَّغ أي نظام بشيء حتى الآن.
webhooks-change = تعديل
webhooks-changed = حُفظت { $name }.
webhooks-copy = نسخ
webhooks-description = ما هي
webhooks-description-what = لك وحدك، مثل «لوحتنا».
webhooks-docs = ما في الرسالة، للمطورين
webhooks-empty = لا نقطة استقبال بعد
webhooks-empty-what = يمكن إبلاغ نظامك خلال ثوانٍ بمن حضر ومن غاب وما تغيّر. أضف العنوان الذي يستمع عليه.
webhooks-events = يُبلَّغ بـ
webhooks-events-what = لا تؤشر شيئًا فيُبلَّغ بكل شيء.
webhooks-every-event = كل شيء
webhooks-messages = ما أُرسل إليها
webhooks-new = أضف نقطة استقبال
webhooks-new-what = كل رسالة موقّعة بسرّ لا يعرفه إلا أنت ونظامك، ويظهر مرة واحدة بعد هذا مباشرة.
webhooks-no-messages = لم يُرسل إليها شيء بعد
webhooks-no-messages-what = أرسل تجربة لترى هل تستجيب.
webhooks-old-secret = القديم يوقّع أيضًا حتى { $date }.
webhooks-remove = حذف
webhooks-remove-sure = حذف { $name }؟
webhooks-remove-what = لن تُبلَّغ بشيء بعد الآن، ولن يُرسل ما ينتظرها. وما أُرسل يبقى في السجل.
webhooks-removed = حُذفت { $name }.
webhooks-rotate = سرّ جديد
webhooks-rotate-sure = سرّ جديد لـ { $name }؟
webhooks-rotate-what = يظهر السرّ الجديد مرة واحدة. ويوقّع الحالي أيضًا 24 ساعة: أدخل الجديد في نظامك خلالها. والسرّ الذي استُبدل قبل ذلك يتوقف فورًا.
webhooks-rotated = لها سرّ جديد.
webhooks-says-failing = لا تقبل ما يُرسل إليها منذ { $date }. تُعاد المحاولة تلقائيًا، وبعد خمسة أيام توقف.
webhooks-says-good = قبلت آخر رسالة في { $date }.
webhooks-says-new = لم يُرسل إليها شيء بعد. أرسل تجربة لترى هل تستجيب.
webhooks-says-quiet = لم تقبل رسالة مؤخرًا. أرسل تجربة لترى هل تستجيب.
webhooks-secret = السرّ
webhooks-secret-once = انسخه الآن إلى نظامك، فلن يظهر من جديد.
webhooks-since = أضيفت
webhooks-state-failing = لا تستجيب
webhooks-state-good = تعمل
webhooks-state-off = متوقفة
webhooks-state-quiet = لم تُجرَّب بعد
webhooks-switch-off = أوقف
webhooks-switch-on = شغّل
webhooks-switched-off = أوقفت { $name } ولا يُرسل إليها شيء.
webhooks-switched-on = شُغّلت { $name }.
webhooks-test = أرسل تجربة
webhooks-tested = التجربة في الطريق. وما آلت إليه يظهر هنا بعد لحظة.
webhooks-title = Webhooks
webhooks-url = العنوان
webhooks-url-what = مثل https://hooks.example.org/rollcall. تذكر الرسائل أشخاصًا، لذا يبدأ بـ https.
