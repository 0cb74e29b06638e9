# What is written to people. A sentence that ends in -you is told to whom it is about.

# Instants, spans and lists.
letter-at-clock = الساعة { $clock }
letter-at-day = يوم { $day } الساعة { $clock }
letter-moment = { $day }، { $clock }
letter-span = { $day }، من { $from } إلى { $to }
letter-comma = ،
letter-stay = من { $from } إلى { $to }
letter-stay-estimated = من { $from } إلى { $to } (تقديرًا)
letter-stay-none = لم يُرصد حضور
letter-stay-open = منذ { $from }

# What has no name.
letter-some-subscription = الاشتراك
letter-some-venue = المقر
letter-you = أنت
letter-you-too = أنت

# Each event in one sentence.
letter-arrival = وصول { $name } إلى { $venue } { $when }
letter-arrival-you = وصولك إلى { $venue } { $when }
letter-departure = مغادرة { $name } من { $venue } { $when }
letter-departure-you = مغادرتك من { $venue } { $when }
letter-session-arrival = دخول { $name } إلى { $title } { $when }
letter-session-arrival-you = دخولك إلى { $title } { $when }
letter-session-departure = خروج { $name } من { $title } { $when }
letter-session-departure-you = خروجك من { $title } { $when }
letter-absence = غياب { $name } عن { $title }، { $start }
letter-absence-you = غيابك عن { $title }، { $start }
letter-late = { $minutes ->
    [zero] تأخر { $name } عن { $title }، { $start }
    [one] تأخر { $name } دقيقة واحدة عن { $title }، { $start }
    [two] تأخر { $name } دقيقتين عن { $title }، { $start }
    [few] تأخر { $name } { $minutes } دقائق عن { $title }، { $start }
    [many] تأخر { $name } { $minutes } دقيقة عن { $title }، { $start }
   *[other] تأخر { $name } { $minutes } دقيقة عن { $title }، { $start }
}
letter-late-you = { $minutes ->
    [zero] تأخرك عن { $title }، { $start }
    [one] تأخرك دقيقة واحدة عن { $title }، { $start }
    [two] تأخرك دقيقتين عن { $title }، { $start }
    [few] تأخرك { $minutes } دقائق عن { $title }، { $start }
    [many] تأخرك { $minutes } دقيقة عن { $title }، { $start }
   *[other] تأخرك { $minutes } دقيقة عن { $title }، { $start }
}
letter-cancelled = إلغاء: { $title }، { $start }
letter-moved = تغيير الموعد: { $title } { $start } بدلًا من { $previous }
letter-low-balance = { $left ->
    [zero] لم يبقَ أي درس لـ{ $name }: { $subscription }
    [one] بقي درس واحد لـ{ $name }: { $subscription }
    [two] بقي درسان لـ{ $name }: { $subscription }
    [few] بقيت { $left } دروس لـ{ $name }: { $subscription }
    [many] بقي { $left } درسًا لـ{ $name }: { $subscription }
   *[other] بقي { $left } درس لـ{ $name }: { $subscription }
}
letter-low-balance-you = { $left ->
    [zero] لم يبقَ لك أي درس: { $subscription }
    [one] بقي لك درس واحد: { $subscription }
    [two] بقي لك درسان: { $subscription }
    [few] بقيت لك { $left } دروس: { $subscription }
    [many] بقي لك { $left } درسًا: { $subscription }
   *[other] بقي لك { $left } درس: { $subscription }
}
letter-money-held = مبلغ معلّق: { $title }، { $start }
letter-endpoint = نقطة استقبال تابعة لكم
letter-silent = لا رد من { $platform }: { $name }

# Corrections of what came of a session.
letter-corrected = تصحيح بشأن { $name }: { $now }، لا { $told } – { $title }، { $start }
letter-corrected-you = تصحيح بشأنك: { $now }، لا { $told } – { $title }، { $start }
letter-certain = تأكدت حالة { $name } الآن: { $now } – { $title }، { $start }
letter-certain-you = تأكدت حالتك الآن: { $now } – { $title }، { $start }
letter-uncertain = تصحيح: حضور { $name } غير مؤكد – { $title }، { $start }
letter-uncertain-you = تصحيح: حضورك غير مؤكد – { $title }، { $start }
letter-claim-absent = غياب
letter-claim-both = { $outcome }، { $late }
letter-claim-excused = غياب بعذر
letter-claim-late = { $minutes ->
    [zero] تأخر
    [one] تأخر دقيقة واحدة
    [two] تأخر دقيقتين
    [few] تأخر { $minutes } دقائق
    [many] تأخر { $minutes } دقيقة
   *[other] تأخر { $minutes } دقيقة
}
letter-claim-on-time = حضور في الموعد
letter-claim-partial = حضور جزئي
letter-claim-present = حضور
letter-claim-unknown = غير مؤكد

# Corrections of visits.
letter-arrival-moved = تصحيح: وصول { $name } إلى { $venue } { $now }، لا { $told }
letter-arrival-moved-you = تصحيح: وصولك إلى { $venue } { $now }، لا { $told }
letter-departure-moved = تصحيح: مغادرة { $name } من { $venue } { $now }، لا { $told }
letter-departure-moved-you = تصحيح: مغادرتك من { $venue } { $now }، لا { $told }
letter-no-visit = تصحيح: لا زيارة لـ{ $name } إلى { $venue } يوم { $day }
letter-no-visit-you = تصحيح: لا زيارة لك إلى { $venue } يوم { $day }
letter-visit-changed = تصحيح: أوقات { $name } في { $venue } يوم { $day }
letter-visit-changed-you = تصحيح: أوقاتك في { $venue } يوم { $day }
letter-edge-in = وصول { $clock }
letter-edge-none = لا زيارة
letter-edge-out = مغادرة { $clock }

# Labels.
letter-before = الموعد السابق
letter-detail = ما ورد من المنصة
letter-for = لـ
letter-planned = الموعد
letter-reason = السبب
letter-since = منذ
letter-statement = سبب التعديل اليدوي
letter-there = الحضور
letter-told = ما أبلغناكم به
letter-true = الصحيح
letter-why = السبب
letter-why-late-record = وصلنا تسجيل من المدخل متأخرًا.
letter-why-unknown = وصلتنا معلومات جديدة بعد رسالتنا.

# What it rests on, or what to do.
letter-note-absence = انتهت الحصة وحُسمت نتيجتها: لم يُرصد أي حضور.
letter-note-cancelled = لا داعي للحضور.
letter-note-correction = كانت رسالتنا السابقة خاطئة، ونعتذر عن ذلك.
letter-note-excused = كانت رسالتنا السابقة صحيحة حينها، ثم قُبل العذر بعدها.
letter-note-late = انتهت الحصة وحُسمت نتيجتها.
letter-note-low-balance = للاستمرار دون انقطاع، يُرجى طلب الدروس التالية من { $organization } في وقت مناسب.
letter-note-missing-rate = يُرجى إدخال سعر يناسب هذه الحصة، وعندها يكتمل البند تلقائيًا.
letter-note-moved = إذا لم يناسبكم الموعد الجديد، فيُرجى إبلاغ { $organization }.
letter-note-needs-review = يُرجى فتح الحصة وحسم ما هو غير مؤكد.
letter-note-session-arrival = لا يتأكد ما إذا كانت المدة كافية إلا بعد الحصة.
letter-note-session-departure = يُرسل هذا بعد الحصة، حين يتأكد أنه لا عودة إليها.
letter-note-silent = تستمر الحصص، لكن لا يُرصد الحضور في هذه الأثناء. يُرجى فتح صفحة الاتصالات واختبار هذا الاتصال.
letter-note-unsettled = لا يلزم أي إجراء: يكتمل البند حين تُحسم نتيجة الحصة.
letter-note-visit = سُجّل ذلك عند المدخل.
letter-mistake = هل في هذا خطأ؟ يكفي الرد على هذه الرسالة، فتصل إلى { $organization }.

# Links.
letter-open-connections = فتح الاتصالات
letter-open-family = فتح «أبنائي»
letter-open-me = فتح «حضوري»
letter-open-session = فتح الحصة
letter-open-subscription = فتح الاشتراك

# Several facts in one letter.
letter-bundle = { $count ->
    [zero] لا رسائل: { $topics }
    [one] رسالة واحدة: { $topics }
    [two] رسالتان: { $topics }
    [few] { $count } رسائل: { $topics }
    [many] { $count } رسالة: { $topics }
   *[other] { $count } رسالة: { $topics }
}
letter-bundle-many = { $count ->
    [zero] لا رسائل عن { $name } و{ $other } و{ $more } آخرين
    [one] رسالة واحدة عن { $name } و{ $other } و{ $more } آخرين
    [two] رسالتان عن { $name } و{ $other } و{ $more } آخرين
    [few] { $count } رسائل عن { $name } و{ $other } و{ $more } آخرين
    [many] { $count } رسالة عن { $name } و{ $other } و{ $more } آخرين
   *[other] { $count } رسالة عن { $name } و{ $other } و{ $more } آخرين
}
letter-bundle-one = { $count ->
    [zero] لا رسائل عن { $name }
    [one] رسالة واحدة عن { $name }
    [two] رسالتان عن { $name }
    [few] { $count } رسائل عن { $name }
    [many] { $count } رسالة عن { $name }
   *[other] { $count } رسالة عن { $name }
}
letter-bundle-two = { $count ->
    [zero] لا رسائل عن { $name } و{ $other }
    [one] رسالة واحدة عن { $name } و{ $other }
    [two] رسالتان عن { $name } و{ $other }
    [few] { $count } رسائل عن { $name } و{ $other }
    [many] { $count } رسالة عن { $name } و{ $other }
   *[other] { $count } رسالة عن { $name } و{ $other }
}
letter-bundle-why = انتظرت هذه الرسائل حتى انتهت ساعات الهدوء.
letter-bundle-you = { $count ->
    [zero] لا رسائل عنك
    [one] رسالة واحدة عنك
    [two] رسالتان عنك
    [few] { $count } رسائل عنك
    [many] { $count } رسالة عنك
   *[other] { $count } رسالة عنك
}

# Below everything.
letter-foot-from = إلى { $reader } من { $organization }.
letter-foot-preferences = تغيير ما يُرسل إليّ
letter-foot-unsubscribe = إلغاء الاشتراك في الرسائل
letter-foot-why = تصلك هذه الرسالة لأن التنبيهات التالية مفعّلة لك:
