account-answer = { $count ->
    [zero] أنت { $name }.
    [one] أنت { $name }، ودخولك من متصفح واحد.
    [two] أنت { $name }، ودخولك من متصفحين.
    [few] أنت { $name }، ودخولك من { $count } متصفحات.
    [many] أنت { $name }، ودخولك من { $count } متصفحًا.
   *[other] أنت { $name }، ودخولك من { $count } متصفح.
}
account-calendar = التقويم
account-calendar-apple = على ماك: «ملف»، ثم «اشتراك تقويم جديد». على آيفون: «الإعدادات»، «التطبيقات»، «التقويم»، «حسابات التقويم»، «إضافة حساب»، «غير ذلك»، «إضافة تقويم مشترك به». الصق الرابط.
account-calendar-google = على الكمبيوتر: علامة الزائد بجانب «تقاويم أخرى»، ثم «من عنوان URL». الصق الرابط. يظهر التقويم بعدها على الهاتف أيضًا، وقد يتأخر ذلك ساعات.
account-calendar-how = طريقة إضافته إلى برنامج تقويم
account-calendar-made = أُنشئ رابط تقويمك.
account-calendar-make = إنشاء رابط لتقويمي
account-calendar-outlook = «إضافة تقويم»، ثم «الاشتراك من الويب». الصق الرابط.
account-calendar-rotate = رابط جديد
account-calendar-rotate-sure = إنشاء رابط جديد؟
account-calendar-rotate-what = يتوقف الرابط الحالي فورًا. ولن يعرض أي برنامج تقويم يستعمله جديدًا حتى تضع فيه الرابط الجديد.
account-calendar-rotated = صار لتقويمك رابط جديد، وتوقف القديم.
account-calendar-secret = كل من لديه هذا الرابط يرى حصصك دون تسجيل الدخول. إذا وصل إلى غيرك فأنشئ رابطًا جديدًا.
account-calendar-thunderbird = «تقويم جديد»، ثم «على الشبكة». الصق الرابط؛ ولا حاجة إلى اسم مستخدم.
account-calendar-what = حصصك في برنامج التقويم الذي تستعمله، وتُحدَّث تلقائيًا.
account-copy = نسخ
account-email = البريد الإلكتروني
account-end = إنهاء
account-end-this = الخروج من هنا
account-everywhere = الخروج من كل مكان
account-everywhere-done = { $count ->
    [zero] لم يُنهَ أي دخول.
    [one] أُنهي دخول واحد.
    [two] أُنهي دخولان.
    [few] أُنهيت { $count } عمليات دخول.
    [many] أُنهيت { $count } عملية دخول.
   *[other] أُنهيت { $count } عملية دخول.
}
account-everywhere-sure = الخروج من كل مكان؟
account-everywhere-what = تُخرَج كل المتصفحات فورًا، وهذا أيضًا. تبقى رموز API؛ وكلمة مرور جديدة تنهيها كذلك.
account-language = اللغة
account-last-used = آخر استعمال
account-login-ended = أُنهي الدخول.
account-login-since = منذ { $date }
account-logins = عمليات الدخول
account-logins-what = المتصفحات التي دخلت منها. أنهِ ما لا تعرفه ثم غيّر كلمة مرورك.
account-look = اللغة والمظهر
account-name = الاسم
account-name-what = الاسم والبريد والأدوار يغيّرها المكتب.
account-no-logins = لم تدخل من أي متصفح.
account-no-password = ليست لك كلمة مرور.
account-no-tokens = لا رموز API بعد
account-organization = المؤسسة
account-password = كلمة المرور
account-password-again = كلمة المرور الجديدة مرة أخرى
account-password-change = تغيير كلمة المرور
account-password-changed = تغيّرت كلمة مرورك. خرجت من كل مكان آخر وانتهت رموز API الخاصة بك.
account-password-current = كلمة المرور الحالية
account-password-new = كلمة المرور الجديدة
account-password-rule = 8 أحرف على الأقل. والأفضل بضع كلمات لا يجمعها غيرك.
account-password-what = تُخرَج كل المتصفحات الأخرى وتنتهي كل رموز API الخاصة بك. ويبقى هذا المتصفح داخلًا.
account-roles = الأدوار
account-theme = المظهر
account-this-browser = هذا المتصفح
account-title = حسابي
account-token-alive = يعمل
account-token-all-roles = كل أدواري
account-token-expired = انتهى
account-token-expires = آخر يوم
account-token-expires-what = إن تُرك فارغًا: 90 يومًا. سنة على الأكثر.
account-token-made = أُنشئ الرمز { $name }.
account-token-make = إنشاء الرمز
account-token-name = الغرض منه
account-token-name-what = مثل «تصدير الرواتب»: به تعرف أيها تُنهي.
account-token-new = رمز جديد
account-token-once = انسخه الآن: يُعرض هذه المرة فقط ولا يمكن لأحد معرفته لاحقًا.
account-token-read-only = يقرأ فقط ولا يغيّر شيئًا
account-token-reads = للقراءة فقط
account-token-revoke = إلغاء
account-token-revoke-sure = إلغاء { $name }؟
account-token-revoke-what = يُرفض من الآن كل ما يستعمله. ولا رجعة في ذلك.
account-token-revoked = ملغى
account-token-revoked-now = أُلغي { $name }.
account-token-role = يعمل بدور
account-token-since = منذ { $date }
account-token-unused = لم يُستعمل
account-token-until = حتى { $date }
account-token-what = من كان عنده يفعل ما تفعله أنت. أعطِ كل برنامج رمزه، ولا تزد على حاجته.
account-tokens = رموز API
account-tokens-answer = { $count ->
    [zero] لا رمز لك يعمل.
    [one] رمز واحد لك يعمل.
    [two] رمزان لك يعملان.
    [few] { $count } رموز لك تعمل.
    [many] { $count } رمزًا لك تعمل.
   *[other] { $count } رمز لك تعمل.
}
account-tokens-open = رموز API الخاصة بي
account-tokens-what = بالرمز يعمل برنامج أو نص برمجي باسمك دون كلمة مرورك.
account-zone = الوقت هنا
