billing-answer = परिवारों को { $amount } देने हैं; { $waiting ->
    [0] आपके लिए कुछ बाकी नहीं है।
    [one] { $lines } में से { $waiting } पंक्ति आपकी प्रतीक्षा में है।
   *[other] { $lines } में से { $waiting } पंक्तियाँ आपकी प्रतीक्षा में हैं।
}
billing-answer-own = आपको { $amount } देने हैं{ $waiting ->
    [0] ।
    [one] {"; "}{ $lines } में से { $waiting } पंक्ति अभी निश्चित नहीं है।
   *[other] {"; "}{ $lines } में से { $waiting } पंक्तियाँ अभी निश्चित नहीं हैं।
}
billing-empty = इस महीने का कोई बिल नहीं
billing-empty-what = सत्र पूरा होने पर उसकी पंक्तियाँ बनती हैं। कोई और महीना देखें।
billing-title = बिल
billing-who = परिवार
