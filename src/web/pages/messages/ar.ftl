messages-again-said = تُجرَّب الآن من جديد، ويظهر هنا بعد لحظات ما صار إليه أمرها.
messages-answer = { $count ->
    [zero] لا رسائل.
    [one] رسالة واحدة.
    [two] رسالتان.
    [few] { $count } رسائل.
    [many] { $count } رسالة.
   *[other] { $count } رسالة.
}
messages-answer-many = { $count ->
    [zero] لا رسائل.
    [one] أحدث رسالة.
    [two] أحدث رسالتين.
    [few] أحدث { $count } رسائل.
    [many] أحدث { $count } رسالة.
   *[other] أحدث { $count } رسالة.
}
messages-channel = الطريقة
messages-composed-anew = لا تُحفظ الرسائل: صيغت هذه من جديد كما تصل إلى قارئها.
messages-dead = { $count ->
    [zero] لا رسائل متروكة.
    [one] رسالة واحدة لم تصل إلى أحد وتُركت.
    [two] رسالتان لم تصلا إلى أحد وتُركتا.
    [few] { $count } رسائل لم تصل إلى أحد وتُركت.
    [many] { $count } رسالة لم تصل إلى أحد وتُركت.
   *[other] { $count } رسالة لم تصل إلى أحد وتُركت.
}
messages-empty = لا رسائل هنا
messages-empty-what = يختار كل شخص في تفضيلاته ما يُبلَّغ به، وما أُرسل يظهر هنا. غيّر عوامل التصفية أو انتظر حتى يحدث شيء.
messages-event = عن ماذا
messages-first-active = حساب { $name } غير فعال، فلا يُرسل إليه شيء.
messages-first-address = ليس لدى { $name } عنوان بريد: أضف واحدًا ثم يمكن إرسالها من جديد.
messages-first-browser = لا متصفح لـ { $name } يتلقى الإشعارات؛ متى سُمح لواحد أمكن إرسالها من جديد.
messages-first-endpoint = نقطة الاستقبال معطلة: شغّلها ثم يمكن إرسالها من جديد.
messages-first-gone = من كانت له لم يعد موجودًا، فلا يمكن إرسالها من جديد.
messages-first-open = افتح { $name }
messages-first-server = لا وسيلة لدى هذا النظام لإرسالها: على من يشغّله أن يعدّ واحدة أولًا.
messages-first-wishes = اختار { $name } ألا يُخبَر بهذا بهذه الطريقة؛ لا تُرسل من جديد إلا إذا تغيّر ذلك.
messages-happened = حدث في { $date }
messages-id = رقم الرسالة
messages-left-out = أُسقطت: { $why }
messages-made = أُنشئت
messages-no-tries = لم تُجرَّب بعد.
messages-nobody = لا أحد هنا باسم { $name }.
messages-of = الرسائل إلى { $name }
messages-of-all = أظهر رسائل الجميع
messages-one-again = لم تصل إلى { $name } بعد وتُعاد المحاولة في { $date }.
messages-one-dead = لم تصل إلى { $name } وتُركت: { $why }.
messages-one-dropped = لم تُرسل إلى { $name }: { $why }.
messages-one-sent = أُرسلت إلى { $name } في { $date }.
messages-one-waiting = تُرسل إلى { $name } في { $date }.
messages-person = إلى من
messages-request = ما أُرسل
messages-response = ما جاء ردًا
messages-says = ما تقوله
messages-show-dead = أظهرها
messages-title = الرسائل
messages-tries = كل المحاولات
messages-try-failed = لم تُقبل
messages-try-millis = { $count ->
    [zero] { $count } م.ث
    [one] { $count } م.ث
    [two] { $count } م.ث
    [few] { $count } م.ث
    [many] { $count } م.ث
   *[other] { $count } م.ث
}
messages-try-sent = قُبلت
messages-try-status = الرد { $status }
messages-unclear = { $count ->
    [zero] لا أحد بهذا الاسم.
    [one] شخص واحد محتمل؛ اختره.
    [two] شخصان محتملان؛ اختر أحدهما.
    [few] { $count } أشخاص محتملون؛ اختر واحدًا.
    [many] { $count } شخصًا محتملًا؛ اختر واحدًا.
   *[other] { $count } شخص محتمل؛ اختر واحدًا.
}
