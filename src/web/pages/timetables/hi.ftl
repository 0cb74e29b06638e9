timetables-a-session = एक सत्र
timetables-all = सभी समय-सारणियाँ
timetables-answer = { $count ->
    [0] अभी कोई समय-सारणी नहीं।
    [one] { $count } समय-सारणी।
   *[other] { $count } समय-सारणियाँ।
} { $week ->
    [0] इस सप्ताह कोई सत्र नहीं है।
    [one] इस सप्ताह { $week } सत्र है।
   *[other] इस सप्ताह { $week } सत्र हैं।
}
timetables-answer-ended = यह { $day } को समाप्त हुई।
timetables-answer-next = अगला सत्र { $day } को { $time } बजे है।
timetables-answer-problems = { $count ->
    [one] { $count } सत्र नहीं बन सका: उस समय टकराव है। हर रात फिर कोशिश होती है।
   *[other] { $count } सत्र नहीं बन सके: उन समयों पर टकराव है। हर रात फिर कोशिश होती है।
}
timetables-bad-except = ये तारीख़ें नहीं हैं: हर पंक्ति में एक लिखें, जैसे 2026-12-31, अधिकतम 500।
timetables-bad-time = यह समय-सारणी का दिन या समय नहीं है; 2000 से 2199 तक चुनें।
timetables-blocked = सप्ताह के इस दिन सत्र नहीं होते
timetables-change = बदलें
timetables-changed = सहेजा गया। सत्र बदले: { $changed }, रद्द: { $cancelled }, नए: { $drawn }, वैसे ही: { $kept }।
timetables-changes = सत्र: { $changed } बदलेंगे, { $cancelled } रद्द होंगे, { $drawn } नए, { $kept } वैसे ही रहेंगे।
timetables-check = जाँच करें
timetables-collide = { $count ->
    [one] { $all } में से { $count } सत्र नहीं हो सकता: दूसरा समय या शिक्षक चुनें, या वह दिन छोड़ दें।
   *[other] { $all } में से { $count } सत्र नहीं हो सकते: दूसरा समय या शिक्षक चुनें, या ये दिन छोड़ दें।
}
timetables-days = किन दिनों
timetables-edit = { $title } बदलें
timetables-edit-what = जो सत्र अभी शुरू नहीं हुए, वे चुने हुए दिन से बदलेंगे। जिनका समय या ब्योरा अलग से बदला गया था, वे वैसे ही रहेंगे।
timetables-effective = इस दिन से
timetables-effective-what = इससे पहले सब वैसा ही रहेगा।
timetables-empty = अभी कोई समय-सारणी नहीं
timetables-empty-what = सत्र एक बार तय करें; वे आठ सप्ताह आगे तक अपने आप बनते रहते हैं।
timetables-end = समाप्त करें
timetables-end-title = यह समय-सारणी समाप्त करें?
timetables-end-what = { $count ->
    [0] रद्द करने को कोई सत्र नहीं। अब इससे कुछ नहीं बनेगा।
    [one] { $count } सत्र जो शुरू नहीं हुआ, रद्द होगा; जो हो चुका वह रहेगा।
   *[other] { $count } सत्र जो शुरू नहीं हुए, रद्द होंगे; जो हो चुके वे रहेंगे।
}
timetables-ended = समाप्त
timetables-ended-done = { $count ->
    [0] समय-सारणी समाप्त हुई।
    [one] समय-सारणी समाप्त हुई, { $count } सत्र रद्द हुआ।
   *[other] समय-सारणी समाप्त हुई, { $count } सत्र रद्द हुए।
}
timetables-every = हर { $weeks } सप्ताह में: { $days }
timetables-except = बिना सत्र के दिन
timetables-except-what = हर पंक्ति में एक दिन, जैसे 2026-12-31। संस्था की छुट्टियाँ यहाँ लिखना ज़रूरी नहीं।
timetables-first = पहला दिन
timetables-free = कोई सत्र नहीं
timetables-free-all = { $count ->
    [0] इन सप्ताहों में कोई सत्र नहीं।
    [one] { $count } सत्र, कोई टकराव नहीं।
   *[other] { $count } सत्र, कोई टकराव नहीं।
}
timetables-from = { $day } से
timetables-history = किसने क्या बदला
timetables-holidays = छुट्टियाँ
timetables-lasts = { $minutes ->
    [one] { $minutes } मिनट
   *[other] { $minutes } मिनट
}
timetables-more = और: अपवाद, समय क्षेत्र, अन्य नियम
timetables-moved = { $day } को तय था, हाथ से बदला गया
timetables-new = नई समय-सारणी
timetables-new-what = जो बार-बार होता है, उसे एक बार लिखें। “जाँच करें” हर सत्र और उसका टकराव दिखाता है; सहेजने तक कुछ नहीं बदलता।
timetables-next = अगले आठ सप्ताह
timetables-none-next = अगले आठ सप्ताह में कोई सत्र नहीं।
timetables-not-drawn = अभी नहीं बना
timetables-preview = कौन-से सत्र बनेंगे
timetables-room-taken = इस कक्ष या लिंक पर { $title } है, { $from }–{ $to }
timetables-rule = नियम
timetables-rule-what = ऊपर के दिनों की जगह, RRULE के रूप में: FREQ=MONTHLY;BYDAY=1SA
timetables-saved = { $count ->
    [0] { $title } सहेजी गई। पहले सत्र अपने समय से आठ सप्ताह पहले बनेंगे।
    [one] { $title } सहेजी गई, { $count } सत्र बना।
   *[other] { $title } सहेजी गई, { $count } सत्र बने।
}
timetables-teacher-busy = इस समय शिक्षक के पास { $title } है, { $from }–{ $to }
timetables-this-week = यह सप्ताह
timetables-time = समय
timetables-title = समय-सारणियाँ
timetables-until = अंतिम दिन
timetables-until-day = { $day } तक
timetables-until-what = ख़ाली: बिना अंत के।
timetables-versions = { $count ->
    [one] समय-सारणी का { $count } संस्करण
   *[other] समय-सारणी के { $count } संस्करण
}
timetables-week = सप्ताह
timetables-week-after = अगला सप्ताह
timetables-week-before = पिछला सप्ताह
timetables-week-of = { $from } – { $to }
timetables-week-which = कौन-सा सप्ताह
timetables-weeks = कितने सप्ताह में एक बार
timetables-weeks-what = ख़ाली: हर सप्ताह।
timetables-when = दिन
timetables-with-ended = समाप्त हुई भी दिखाएँ
timetables-zone = समय क्षेत्र
