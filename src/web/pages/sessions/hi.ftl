sessions-answer-many = { $count ->
    [one] पहला सत्र, और भी हैं।
   *[other] पहले { $count } सत्र, और भी हैं।
}
sessions-answer-past = { $count ->
    [0] अभी तक कोई सत्र नहीं हुआ।
    [one] { $count } सत्र हो चुका है।
   *[other] { $count } सत्र हो चुके हैं।
}
sessions-answer-review = { $count ->
    [0] हर कक्षा निश्चित है।
    [one] { $count } कक्षा निश्चित नहीं है और निर्णय चाहती है।
   *[other] { $count } कक्षाएँ निश्चित नहीं हैं और निर्णय चाहती हैं।
}
sessions-answer-unscheduled = { $count ->
    [0] हर सत्र का समय तय है।
    [one] सदस्यता के { $count } सत्र का समय अभी तय नहीं है।
   *[other] सदस्यताओं के { $count } सत्रों का समय अभी तय नहीं है।
}
sessions-answer-upcoming = { $count ->
    [0] कुछ भी तय नहीं है।
    [one] { $count } सत्र चल रहा है या होने वाला है।
   *[other] { $count } सत्र चल रहे हैं या होने वाले हैं।
}
sessions-drawn = बनाए गए
sessions-empty = यहाँ कोई सत्र नहीं
sessions-empty-what = इन फ़िल्टरों से कुछ नहीं मिला। एक हटाएँ, या दूसरी सूची देखें।
sessions-kind = प्रकार
sessions-no-venue = किसी स्थान पर नहीं
sessions-past = बीते
sessions-plan = सत्र तय करें
sessions-plan-again = बार-बार होता है? समय-सारणी बनाएँ।
sessions-plan-more = जो सूची में नहीं है
sessions-plan-what = एक दिन का एक सत्र।
sessions-planned = सत्र तय हो गया: { $day }, { $time }।
sessions-review = निर्णय बाकी
sessions-seen = उपस्थिति
sessions-start = दिन और समय
sessions-status = स्थिति
sessions-students = विद्यार्थी
sessions-teacher = शिक्षक
sessions-title = सत्र
sessions-unscheduled = समय तय नहीं
sessions-upcoming = आगामी
sessions-venue = स्थान
sessions-what = सत्र
sessions-when = कब
sessions-which = कौन-से सत्र
