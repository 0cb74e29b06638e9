timetables-a-session = एक सत्र
timetables-all = सभी समय-सारणियाँ
timetables-answer = { $count ->
    [0] अभी कोई समय-सारणी नहीं।
    [one] { $count } समय-सारणी।
   *[other] { $count } समय-सारणियाँ।
} { $week ->
    [0] इस सप्ताह कुछ नहीं है।
    [one] इस सप्ताह { $week } सत्र है।
   *[other] इस सप्ताह { $week } सत्र हैं।
}
timetables-answer-ended = यह { $day } को समाप्त हुई।
timetables-answer-next = अगला पाठ { $day } को { $time } बजे है।
timetables-answer-problems = { $count ->
    [one] { $count } पाठ नहीं बन सका: कुछ रुकावट है। हर रात फिर कोशिश होती है।
   *[other] { $count } पाठ नहीं बन सके: कुछ रुकावट है। हर रात फिर कोशिश होती है।
}
timetables-bad-except = ये दिन नहीं हैं: हर पंक्ति में एक लिखें, जैसे 2026-12-31, अधिकतम 500।
timetables-bad-name = शीर्षक में एक पंक्ति में 1 से 200 अक्षर होते हैं।
timetables-bad-time = यह समय-सारणी का दिन या समय नहीं है; 2000 से 2199 तक चुनें।
timetables-blocked = इस दिन सत्र नहीं होते
timetables-change = बदलें
timetables-changed = सहेजा गया। सत्र बदले: { $changed }, रद्द: { $cancelled }, नए: { $drawn }, वैसे ही: { $kept }।
timetables-changes = सत्र: { $changed } बदलेंगे, { $cancelled } रद्द होंगे, { $drawn } नए, { $kept } वैसे ही रहेंगे।
timetables-check = जाँच करें
timetables-choose = चुनें…
timetables-collide = { $count ->
    [one] { $all } में से { $count } पाठ नहीं हो सकते: दूसरा समय या शिक्षक चुनें, या ये दिन छोड़ दें।
   *[other] { $all } में से { $count } पाठ नहीं हो सकते: दूसरा समय या शिक्षक चुनें, या ये दिन छोड़ दें।
}
timetables-days = इन दिनों
timetables-edit = { $title } बदलें
timetables-edit-what = जो शुरू नहीं हुआ वह चुने दिन से बदलेगा। जो सत्र अलग-अलग बदले गए थे वे वैसे ही रहेंगे।
timetables-effective = इस दिन से
timetables-effective-what = इससे पहले सब वैसा ही रहेगा।
timetables-empty = अभी कोई समय-सारणी नहीं
timetables-empty-what = पाठ एक बार बनाएँ; वे अपने आप आठ सप्ताह पहले बन जाते हैं।
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
timetables-every = हर { $weeks } सप्ताह: { $days }
timetables-except = बिना पाठ के दिन
timetables-except-what = हर पंक्ति में एक दिन, जैसे 2026-12-31। संस्था की छुट्टियाँ यहाँ लिखना ज़रूरी नहीं।
timetables-first = पहला दिन
timetables-format = रूप
timetables-free = खाली
timetables-free-all = { $count ->
    [0] इन सप्ताहों में कोई पाठ नहीं।
    [one] { $count } पाठ, कोई रुकावट नहीं।
   *[other] { $count } पाठ, कोई रुकावट नहीं।
}
timetables-history = किसने क्या बदला
timetables-holidays = छुट्टियाँ
timetables-kind = प्रकार
timetables-lasts = { $minutes ->
    [one] { $minutes } मिनट
   *[other] { $minutes } मिनट
}
timetables-link = Meet लिंक
timetables-link-what = केवल Google Meet पर: सभी पाठों के लिए एक लिंक।
timetables-minutes = मिनट
timetables-minutes-what = खाली: सामान्य अवधि।
timetables-more = और: अपवाद, समय क्षेत्र, अन्य नियम
timetables-moved = { $day } की जगह, हाथ से बदला गया
timetables-name = शीर्षक
timetables-new = नई समय-सारणी
timetables-new-what = जो बार-बार होता है उसे एक बार लिखें। जाँच हर पाठ और उसकी रुकावट दिखाती है; सहेजने तक कुछ नहीं बदलता।
timetables-next = अगले आठ सप्ताह
timetables-no-students = यहाँ अभी किसी की छात्र भूमिका नहीं है।
timetables-none-next = अगले आठ सप्ताह में कोई पाठ नहीं।
timetables-not-drawn = अभी नहीं बना
timetables-others = अन्य लोग
timetables-others-what = हर पंक्ति में एक: ई-मेल या सही नाम।
timetables-platform = कहाँ
timetables-preview = क्या बनेगा
timetables-room-taken = कमरे या लिंक में { $title } है, { $from }–{ $to }
timetables-rule = नियम
timetables-rule-what = ऊपर के दिनों की जगह, RRULE के रूप में: FREQ=MONTHLY;BYDAY=1SA
timetables-saved = { $count ->
    [0] { $title } सहेजा गया। पहले पाठ आठ सप्ताह पहले बनेंगे।
    [one] { $title } सहेजा गया, { $count } सत्र बना।
   *[other] { $title } सहेजा गया, { $count } सत्र बने।
}
timetables-students = छात्र
timetables-teacher = शिक्षक
timetables-teacher-busy = शिक्षक के पास { $title } है, { $from }–{ $to }
timetables-this-week = यह सप्ताह
timetables-time = समय
timetables-title = समय-सारणी
timetables-unknown-person = यहाँ इस नाम का कोई नहीं, या एक से अधिक हैं: ई-मेल लिखें।
timetables-until = अंतिम दिन
timetables-until-day = { $day } तक
timetables-until-what = खाली: कोई अंत नहीं।
timetables-versions = { $count ->
    [one] समय के साथ { $count } योजना
   *[other] समय के साथ { $count } योजनाएँ
}
timetables-week = सप्ताह
timetables-week-after = अगला सप्ताह
timetables-week-before = पिछला सप्ताह
timetables-week-of = { $from } – { $to }
timetables-week-which = कौन सा सप्ताह
timetables-weeks = हर … सप्ताह
timetables-weeks-what = खाली: हर सप्ताह।
timetables-when = दिन
timetables-with-ended = समाप्त भी दिखाएँ
timetables-zone = समय क्षेत्र
