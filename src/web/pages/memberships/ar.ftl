memberships-add = إضافة عضوية
memberships-added = صار لـ{ $name } عضوية الآن.
memberships-answer = { $count ->
    [zero] لا عضويات هنا.
    [one] عضوية واحدة.
    [two] عضويتان.
    [few] { $count } عضويات.
    [many] { $count } عضوية.
   *[other] { $count } عضوية.
}
memberships-change = تعديلها
memberships-change-what = يسري التعديل من الآن. أما عمليات المسح السابقة فتُقاس بما كانت عليه حينها.
memberships-changed = عُدّلت العضوية، ويسري ذلك من الآن.
memberships-days = المدة
memberships-empty = لا عضويات هنا
memberships-empty-what = اختر خطة أو حالة أخرى، أو أضف عضوية من صفحة الشخص.
memberships-end = إنهاء
memberships-ended = انتهت العضوية، ولم تعد تسمح بالدخول.
memberships-log = ما الذي تغيّر
memberships-none = لا عضوية بعد.
memberships-of = عضوية { $name }
memberships-pause = إيقاف مؤقت
memberships-paused = أُوقفت العضوية مؤقتًا، ولا تسمح بالدخول حتى تستأنفها.
memberships-person = العضو
memberships-resume = استئناف
memberships-resumed = العضوية سارية من جديد.
memberships-status = الحالة
memberships-title = العضويات
memberships-to-person = صفحة الشخص
