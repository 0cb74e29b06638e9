# What came of a session for one person: outcomes, why, and how things stand right now.

outcome-present = حاضر
outcome-partial = حاضر جزئيًا
outcome-absent = غائب
outcome-excused = غائب بعذر
outcome-unknown = غير مؤكد

reason-share = قورن الوقت المحتسب بالوقت المقرر.
reason-late = وصل بعد البداية.
reason-left-early = غادر قبل النهاية.
reason-no-presence = لم يُرصد أي حضور في الحصة.
reason-unseen-end = لم يُرصد وقت المغادرة.
reason-unseen-start = لم يُرصد وقت الوصول.
reason-unmatched-participants = شارك شخص لم يُعرف بعد، وقد يكون هو نفسه.
reason-unwatched-time = لا تتوفر بيانات عن الحصة لجزء من الوقت.
reason-unsettled = ما زال الوقت مبكرًا: تظهر النتيجة بعد انتهاء الحصة بقليل.
reason-final-by-timeout = لم ترد من Google بيانات جديدة خلال يوم، فاعتُمد ما هو معروف.
reason-assumed-until-end = سُجّل الوصول ولم تُسجّل المغادرة، فاحتُسب الوقت حتى النهاية.
reason-override = حُدّدت النتيجة بتعديل يدوي.

finding-at-venue-not-in-session = كان في المبنى ولم يحضر هذه الحصة.
finding-in-session-not-at-venue = حضر هذه الحصة ولم يُسجَّل دخوله إلى المبنى.
finding-mostly-bridged = أكثر من نصف الوقت المحتسب انقطاعات قصيرة.
finding-contradicts-presence = التعديل اليدوي يذكر حضورًا أقل مما ثبت.
finding-override-contradicts-evidence = التعديل اليدوي يذكر حضورًا أكثر مما تسمح به الأدلة.

boardstate-here = حاضر الآن
boardstate-late = حضر متأخرًا
boardstate-left = غادر
boardstate-missing = لم يصل
boardstate-expected = منتظر
boardstate-excused = معذور

risk-falling = حضوره يتراجع
risk-absent-in-a-row = غاب عن آخر ثلاث حصص
