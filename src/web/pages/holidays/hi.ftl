holidays-add = छुट्टी जोड़ें
holidays-add-what = इस दिन समय-सारणियों से कोई पाठ नहीं बनता। जो पहले से तय है, वह तब तक रहता है जब तक आप उसे न बदलें या रद्द न करें।
holidays-added = { $count ->
    [0] { $name } जोड़ी गई।
    [one] { $name } जोड़ी गई; उस दिन { $count } सत्र है और रहेगा।
   *[other] { $name } जोड़ी गई; उस दिन { $count } सत्र हैं और रहेंगे।
}
holidays-answer = { $count ->
    [0] आगे कोई छुट्टी नहीं।
    [one] { $count } छुट्टी।
   *[other] { $count } छुट्टियाँ।
} { $sessions ->
    [0] उन पर कुछ नहीं है।
    [one] उन पर { $sessions } सत्र है।
   *[other] उन पर { $sessions } सत्र हैं।
}
holidays-bad-day = यह कैलेंडर का दिन नहीं है; तारीख चुनें।
holidays-bad-name = नाम में एक पंक्ति में 1 से 200 अक्षर होते हैं।
holidays-day = दिन
holidays-empty = यहाँ कोई छुट्टी नहीं
holidays-empty-what = वे दिन जोड़ें जिन पर पाठ नहीं बनते।
holidays-name = नाम
holidays-past = बीती हुई भी दिखाएँ
holidays-planned = { $title }, { $time }
holidays-remove = हटाएँ
holidays-removed = छुट्टी हटाई गई। अगली रात से उस दिन के पाठ फिर बनेंगे।
holidays-title = छुट्टियाँ
