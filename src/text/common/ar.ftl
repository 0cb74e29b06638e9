# What several pages say, and what is around every page.

common-any = الكل
common-and-more = و{ $count } غيرها
common-back = رجوع
common-choose = اختر…
common-close = إغلاق
common-from = من
common-live = مباشر
common-nameless = (بلا اسم)
common-next-page = الصفحة التالية
common-not-live = غير مباشر منذ {"{"}time{"}"}
common-save = حفظ
common-search = بحث
common-strangers = { $count ->
    [zero] لا غرباء
    [one] شخص غير معروف
    [two] شخصان غير معروفين
    [few] { $count } أشخاص غير معروفين
    [many] { $count } شخصًا غير معروف
   *[other] { $count } شخص غير معروف
}
common-to = إلى

error-forbidden = هذه الصفحة ليست لك
error-forbidden-what = حسابك لا يفتح هذه الصفحة. ربما قصد من أرسلك إليها صفحة أخرى.
error-home = إلى صفحتي الرئيسية
error-internal = حدث خطأ لدينا
error-internal-what = لم تفقد شيئًا. حاول مجددًا، وإن تكرر فأخبرنا بالرقم أدناه.
error-not-found = لا يوجد شيء هنا
error-not-found-what = العنوان خاطئ، أو ما كان هنا لم يعد موجودًا.
error-offline = أنت غير متصل بالإنترنت
error-offline-what = تحتاج هذه الصفحة إلى الإنترنت، وستعود تلقائيًا حين يعود الاتصال.
error-refused = لم يتم ذلك
error-refused-what = لم يتغير شيء.
error-request-id = رقم هذا الطلب:
error-try-again = حاول مجددًا

layout-account = حسابي
layout-bell = إشعاراتي
layout-bell-new = { $count ->
    [zero] إشعاراتي
    [one] إشعاراتي، واحد جديد
    [two] إشعاراتي، اثنان جديدان
    [few] إشعاراتي، { $count } جديدة
    [many] إشعاراتي، { $count } جديدًا
   *[other] إشعاراتي، { $count } جديد
}
layout-copied = نُسخ
layout-failed = لم يتم ذلك، ولم يتغير شيء.
layout-kept = سجّلت الدخول من جديد، وما كتبته ما زال هنا.
layout-language = اللغة
layout-log-out = تسجيل الخروج
layout-menu = الصفحات
layout-offline = لا يوجد اتصال. لم يُرسل شيء.
layout-skip = انتقل إلى المحتوى
layout-theme = المظهر

login-choose = كلمة مرورك صالحة في عدة مؤسسات. اختر واحدة.
login-email = البريد الإلكتروني
login-ended = انتهت جلسة دخولك. سجّل الدخول مجددًا، فما كتبته محفوظ.
login-ended-by-hand = تم تسجيل الخروج.
login-first = سجّل الدخول أولًا، ثم تصل إلى ما أردت.
login-organization = المؤسسة
login-password = كلمة المرور
login-refused = البريد الإلكتروني أو كلمة المرور غير صحيحة.
login-submit = دخول
login-title = تسجيل الدخول

menu-analytics = التحليلات
menu-audit-log = سجل التغييرات
menu-billing = الفواتير
menu-connections = الاتصالات
menu-events = الفعاليات
menu-family = أبنائي
menu-households = الأسر
menu-jobs = المهام
menu-me = حضوري
menu-memberships = العضويات
menu-messages = الرسائل
menu-money = المالية
menu-office = المكتب
menu-operation = التشغيل
menu-payroll = الرواتب
menu-people = الأشخاص
menu-policies = القواعد
menu-rates = الأسعار
menu-reception = الاستقبال
menu-registrations = تسجيلاتي
menu-scan = الماسح
menu-scans = سجل المسح
menu-sessions = الحصص
menu-settings = الإعدادات
menu-subscriptions = الاشتراكات
menu-timetables = الجداول
menu-today = اليوم
menu-unmatched = غير معروفين
menu-venues = الأماكن
menu-webhooks = Webhooks
menu-week = أسبوعي

session-needs-review = بحاجة إلى مراجعة
