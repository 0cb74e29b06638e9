holidays-add = छुट्टी जोड़ें
holidays-add-what = इस दिन समय-सारणियों से कोई सत्र नहीं बनता। जो पहले से तय है, वह तब तक रहता है, जब तक आप उसका समय न बदलें या उसे रद्द न करें।
holidays-added = { $count ->
    [0] छुट्टी “{ $name }” जोड़ी गई।
    [one] छुट्टी “{ $name }” जोड़ी गई; उस दिन { $count } सत्र तय है और वह रहेगा।
   *[other] छुट्टी “{ $name }” जोड़ी गई; उस दिन { $count } सत्र तय हैं और वे रहेंगे।
}
holidays-answer = { $count ->
    [0] आगे कोई छुट्टी नहीं।
    [one] { $count } छुट्टी।
   *[other] { $count } छुट्टियाँ।
} { $sessions ->
    [0] छुट्टियों में कोई सत्र तय नहीं।
    [one] छुट्टियों में { $sessions } सत्र तय है।
   *[other] छुट्टियों में { $sessions } सत्र तय हैं।
}
holidays-bad-day = यह कैलेंडर का दिन नहीं है; तारीख़ चुनें।
holidays-bad-name = नाम एक पंक्ति में 1 से 200 अक्षरों का होता है।
holidays-day = दिन
holidays-empty = यहाँ कोई छुट्टी नहीं
holidays-empty-what = वे दिन जोड़ें जिन पर सत्र नहीं बनते।
holidays-name = नाम
holidays-past = बीती हुई भी दिखाएँ
holidays-planned = { $title }, { $time }
holidays-remove = हटाएँ
holidays-removed = छुट्टी हटाई गई। अगली रात से उस दिन के सत्र फिर बनेंगे।
holidays-title = छुट्टियाँ
