session-all = الحصص
session-answer-absent = { $name }: غياب عن الحصة.
session-answer-cancelled = أُلغيت هذه الحصة: لا أحد يدفع عنها ولا يُدفع له.
session-answer-excused = { $name }: غياب بعذر، { $reason }
session-answer-gone = { $name }: حضور { $seen } من { $planned } دقيقة حتى الآن، وليس في القاعة الآن.
session-answer-group = حضر { $there } من { $all }.
session-answer-group-doubt = حضر { $there } من { $all }. أمر { $name } غير مؤكد: { $doubt }.
session-answer-group-doubts = حضر { $there } من { $all }. وأمر { $unknown } غير مؤكد.
session-answer-group-here = الحاضرون الآن { $here } من { $all }.
session-answer-group-open = شوهد { $seen } من { $all }. الأمر غير مؤكد بعد.
session-answer-here = { $name } في القاعة: { $seen } من { $planned } دقيقة حتى الآن.
session-answer-late = { $name }: حضور مع تأخر { $late } د، { $seen } من { $planned } دقيقة.
session-answer-nobody = لا أحد في قائمة الحصة.
session-answer-not-yet = لم يُسجَّل دخول { $name } بعد.
session-answer-open = شوهد { $name } مدة { $seen } من { $planned } دقيقة. الأمر غير مؤكد بعد.
session-answer-partial = { $name }: حضور جزئي، { $seen } من { $planned } دقيقة.
session-answer-planned = تبدأ يوم { $day } الساعة { $time }.
session-answer-present = { $name }: حضور { $seen } من { $planned } دقيقة.
session-answer-unknown = حضور { $name } غير مؤكد: { $doubt }.
session-at-most = على الأكثر
session-bridged = انقطاع محسوب
session-cancel = إلغاء الحصة
session-cancel-done = أُلغيت الحصة. لا أحد يدفع عنها ولا يُدفع له.
session-cancel-title = هل تُلغى { $title }؟
session-cancel-what = لا أحد يدفع عنها ولا يُدفع له، ولا تُحسب من الاشتراك، وتُغلق قاعتها. لا يمكن التراجع عن ذلك.
session-code = عرض الرمز
session-code-back = إلى الحصة
session-code-fullscreen = ملء الشاشة
session-code-hint = امسح هذا الرمز بهاتفك لتسجيل حضورك.
session-code-of = رمز QR لـ{ $title }
session-code-over = انتهت هذه الحصة، فلا يُسجَّل حضور بعد الآن.
session-code-stale = انتهت صلاحية هذا الرمز. بانتظار الاتصال.
session-code-until = صالح حتى { $clock }
session-complete = إنهاء الحصة
session-complete-done = انتهت الحصة، وهي محسوبة من الاشتراك.
session-complete-title = هل تنتهي { $title } الآن؟
session-complete-what = تنتهي في هذه اللحظة: ما يجري في القاعة بعدها لا يُحسب. وتُغلق القاعة.
session-credited = المحسوب
session-credited-hint = اتركهما فارغين ليبقى الوقت المقيس. وتبقى الأرقام المقيسة ظاهرة على كل حال.
session-credited-minutes = الدقائق المحسوبة
session-credited-seconds = والثواني
session-evidence = { $count ->
    [zero] لا أدلة
    [one] دليل واحد
    [two] دليلان
    [few] { $count } أدلة
    [many] { $count } دليلًا
   *[other] { $count } دليل
}
session-evidence-count = { $count ->
    [zero] لا أدلة
    [one] الدليل
    [two] دليلان
    [few] { $count } أدلة
    [many] { $count } دليلًا
   *[other] { $count } دليل
}
session-evidence-more = و{ $count } غيرها، وهي في الأدلة الخام.
session-evidence-raw = كل ما ورد، كما ورد
session-expected = من يُنتظر حضوره
session-guest-what = حضور من خارج القائمة
session-guests = ضيوف
session-history = ما جرى عليها ({ $count })
session-history-rollcall = Rollcall
session-in-zone = بالتوقيت المحلي { $zone }. وتبقى المدة كما هي.
session-kind = النوع
session-late = التأخر
session-left-early = خروج مبكر
session-lines = البنود المالية
session-mark-absent = تسجيل غياب
session-mark-absent-done = سُجّل الغياب. ويبقى ما شوهد ظاهرًا.
session-mark-absent-title = هل يُسجَّل غياب { $name }؟
session-mark-absent-what = { $seen ->
    [zero] يُحسب على الأسرة غياب { $name }، وتنتهي الحصة.
    [one] تبقى الدقيقة التي شوهد فيها { $name } ظاهرة. ويُحسب على الأسرة غياب، وتنتهي الحصة.
    [two] تبقى الدقيقتان اللتان شوهد فيهما { $name } ظاهرتين. ويُحسب على الأسرة غياب، وتنتهي الحصة.
    [few] تبقى { $seen } دقائق شوهد فيها { $name } ظاهرة. ويُحسب على الأسرة غياب، وتنتهي الحصة.
    [many] تبقى { $seen } دقيقة شوهد فيها { $name } ظاهرة. ويُحسب على الأسرة غياب، وتنتهي الحصة.
   *[other] تبقى { $seen } دقيقة شوهد فيها { $name } ظاهرة. ويُحسب على الأسرة غياب، وتنتهي الحصة.
}
session-new-start = البداية الجديدة
session-more = المزيد
session-outcome = الحكم
session-override = تعديل الحكم
session-override-done = { $name }: { $outcome }. ويبقى ما قيس ظاهرًا.
session-override-title = هل يُعدَّل ما قيس عن { $name }؟
session-override-what = كلمتك تحسم الحكم وما يُدفع ويُستحق. ويبقى ما قيس ظاهرًا بجانبها، ويمكن سحبها.
session-people = من حضر
session-piece-aborted = تعطل اتصال:
session-piece-alive = أثر نشاط:
session-piece-bind = حُدِّد صاحب الاسم
session-piece-joined = دخول:
session-piece-left = خروج:
session-piece-mark-in = سجّل { $author } حضور { $name } الساعة { $time }
session-piece-mark-out = سجّل { $author } خروج { $name } الساعة { $time }
session-piece-visit-in = سجّل { $author } دخول { $name } إلى المبنى الساعة { $time }
session-piece-visit-out = سجّل { $author } خروج { $name } من المبنى الساعة { $time }
session-piece-override-of = { $name }: { $outcome }، بقرار { $author }: { $reason }
session-piece-poll-of = { $count ->
    [zero] لا تُعرف أي مكالمة
    [one] سجل مكالمة واحدة
    [two] سجل مكالمتين
    [few] سجل { $count } مكالمات
    [many] سجل { $count } مكالمة
   *[other] سجل { $count } مكالمة
}
session-piece-room-finished = أُغلقت القاعة
session-piece-roster-of = { $count ->
    [zero] لا أحد في القاعة
    [one] في القاعة شخص واحد
    [two] في القاعة شخصان
    [few] في القاعة { $count } أشخاص
    [many] في القاعة { $count } شخصًا
   *[other] في القاعة { $count } شخص
}
session-piece-scan-in = { $name }: مسح الرمز عند الدخول { $time }
session-piece-scan-out = { $name }: مسح الرمز عند الخروج { $time }
session-piece-withdrawn = سحب { $author } ما قيل عن { $name }: { $reason }
session-planned = المقرر
session-reason = السبب
session-reason-optional = السبب (اختياري)
session-reschedule = تغيير الموعد
session-reschedule-done = تبدأ الآن يوم { $day } الساعة { $time }.
session-reschedule-title = موعد آخر للحصة { $title }؟
session-reschedule-what = { $minutes ->
    [zero] يبقى الجميع في أماكنهم.
    [one] يبقى الجميع في أماكنهم. ومدتها دقيقة كما كانت.
    [two] يبقى الجميع في أماكنهم. ومدتها دقيقتان كما كانت.
    [few] يبقى الجميع في أماكنهم. ومدتها { $minutes } دقائق كما كانت.
    [many] يبقى الجميع في أماكنهم. ومدتها { $minutes } دقيقة كما كانت.
   *[other] يبقى الجميع في أماكنهم. ومدتها { $minutes } دقيقة كما كانت.
}
session-resync = مزامنة
session-resync-change = { $name }: { $before } ← { $after }.
session-resync-done = أدلة جديدة: { $evidence }، أشخاص شوهدوا: { $people }.
session-resync-more = { $count ->
    [zero] ولم يتغير حكم آخر.
    [one] وتغير حكم آخر.
    [two] وتغير حكمان آخران.
    [few] وتغيرت { $count } أحكام أخرى.
    [many] وتغير { $count } حكمًا آخر.
   *[other] وتغير { $count } حكم آخر.
}
session-resync-no-record = لا تعرف المنصة أي لقاء في وقت هذه الحصة. لم يتغير شيء.
session-resync-title = هل تُسأل { $platform } من جديد؟
session-resync-unchanged = لم يتغير أي حكم.
session-resync-what = تُسأل { $platform } عمّن حضر. لا يُحسب شيء مرتين، وسترى ما تغير.
session-said-before = ما قيل من قبل ({ $count })
session-same-name = الاسم نفسه، من القائمة
session-settled = محسومة
session-settles = قد تتغير حتى { $time }
session-similar-name = اسم مشابه، من القائمة
session-stated = قرار { $author }: { $outcome }. { $reason } ({ $time })
session-stated-time = المحسوب بذلك: { $time }
session-status = الحالة
session-strangers = أسماء غير معروفة
session-strangers-ask = يستطيع المدير أن يقول من هذا.
session-strangers-what = { $count ->
    [zero] لا أسماء غير معروفة.
    [one] كان في القاعة من لا يعرفه Rollcall. وما لم يُقل من هو فلا غياب هنا مؤكدًا.
    [two] كان في القاعة اسمان لا يعرفهما Rollcall. وما لم يُقل من هما فلا غياب هنا مؤكدًا.
    [few] كان في القاعة { $count } أسماء لا يعرفها Rollcall. وما لم يُقل لمن هي فلا غياب هنا مؤكدًا.
    [many] كان في القاعة { $count } اسمًا لا يعرفها Rollcall. وما لم يُقل لمن هي فلا غياب هنا مؤكدًا.
   *[other] كان في القاعة { $count } اسم لا يعرفها Rollcall. وما لم يُقل لمن هي فلا غياب هنا مؤكدًا.
}
session-teacher = المعلم
session-timeline = الخط الزمني
session-timetable = الجدول
session-timetable-all = أُنشئت من جدول
session-undo = تراجع
session-undo-reason = تراجع فوري
session-verdicts = الأحكام
session-waits = بانتظار { $platform }
session-when = الموعد
session-withdraw = سحب
session-withdraw-done = سُحب القرار: ما قيس عن { $name } هو الحكم من جديد.
session-withdraw-title = هل يُسحب ما قيل عن { $name }؟
session-withdraw-what = يعود الحكم إلى ما قيس، للحضور وللمال. ويبقى ما قيل في السجل.
session-unscheduled = ليس لهذه الحصة موعد بعد. وهي من اشتراك { $name }.
session-unscheduled-ledger = الاشتراك
session-unscheduled-what = حدّد لها موعدًا فتُجدوَل كغيرها، وتُفتح قاعتها قبل أن تبدأ.
session-room = القاعة
session-room-missing = لم يمكن فتحها بعد
session-room-making = يجري فتحها
session-room-open = مفتوحة منذ { $time }
session-room-closing = يجري إغلاقها
session-room-closed = مغلقة منذ { $time }
session-room-retry = ستُعاد المحاولة في { $time }.
session-room-reopened = { $count ->
    [zero] لم يُعد أحد فتحها.
    [one] أعاد أحدهم فتحها مرة واحدة، فأُغلقت فورًا.
    [two] أعاد أحدهم فتحها مرتين، وأُغلقت في كل مرة.
    [few] أعاد أحدهم فتحها { $count } مرات، وأُغلقت في كل مرة.
    [many] أعاد أحدهم فتحها { $count } مرة، وأُغلقت في كل مرة.
   *[other] أعاد أحدهم فتحها { $count } مرة، وأُغلقت في كل مرة.
  }
session-substitute = معلم بديل
session-substitute-title = معلم آخر للحصة { $title }؟
session-substitute-what = يُدفع أجرها لمن يتولاها. ولن يُسمح بعد ذلك بدخول { $teacher } إلى القاعة.
session-substitute-teacher = من يتولاها
session-substitute-done = أُسندت الحصة إلى { $name }.
