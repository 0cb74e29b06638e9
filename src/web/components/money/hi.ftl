money-add-rate = दर जोड़ें
money-amount = राशि
money-comma = ,{" "}
money-decided-by = शिक्षक या व्यवस्थापक तय करते हैं
money-decide = तय करें
money-every-session = हर सत्र: { $kind }
money-everybody = सभी
money-for-whom = किसके लिए
money-held = रोका गया
money-held-missing-rate = { $count ->
    [one] { $count } पंक्ति बिना दर के
   *[other] { $count } पंक्तियाँ बिना दर के
}
money-held-needs-review = { $count ->
    [one] { $count } पंक्ति जाँच के लिए
   *[other] { $count } पंक्तियाँ जाँच के लिए
}
money-held-unreadable = { $count ->
    [one] { $count } पंक्ति पढ़ी नहीं जा सकती
   *[other] { $count } पंक्तियाँ पढ़ी नहीं जा सकतीं
}
money-held-unsettled = { $count ->
    [one] { $count } पंक्ति अभी तय नहीं
   *[other] { $count } पंक्तियाँ अभी तय नहीं
}
money-hour = घंटा
money-hours = समय
money-line = प्रमाण
money-lines-since = { $count ->
    [one] { $date } की { $count } पंक्ति
   *[other] { $date } से { $count } पंक्तियाँ
}
money-month = महीना
money-month-after = अगला महीना
money-month-before = पिछला महीना
money-more-rates = और लोग दर की प्रतीक्षा में हैं: सभी दरें
money-open = खुला
money-per = प्रति
money-per-hour = { $price } प्रति घंटा
money-per-session = { $price } प्रति सत्र
money-price = मूल्य, { $currency }
money-range = { $first } – { $last }
money-rate = दर
money-review-what = इनमें कौन उपस्थित था, यह निश्चित नहीं है। सत्र के पृष्ठ पर एक बार बता दें, पंक्ति अपने आप बन जाएगी।
money-rule = { $teacher } + { $learner }: { $cell }
money-session = सत्र
money-sessions = सत्र
money-settles-at = { $time } के बाद अपने आप तय होगी
money-settles-soon = जल्द ही अपने आप तय होगी
money-settling = { $count ->
    [one] { $count } पंक्ति अपने आप तय होगी।
   *[other] { $count } पंक्तियाँ अपने आप तय होंगी।
}
money-strangers = { $count ->
    [one] { $count } अनजान व्यक्ति: कौन है?
   *[other] { $count } अनजान लोग: कौन हैं?
}
money-this-month = यह महीना
money-total = कुल
money-valid-from = कब से मान्य
money-waiting = क्या बाकी है
money-whole-session = सत्र
refusal-invalid-price = मूल्य 55.00 की तरह लिखें: ऋणात्मक नहीं, दशमलव के बाद अधिकतम छह अंक, और ऐसा अल्पविराम नहीं जिसके दो अर्थ हों।
