payroll-answer = शिक्षकों की कमाई { $amount }; { $waiting ->
    [0] आपके लिए कुछ बाकी नहीं है।
    [one] { $lines } में से { $waiting } पंक्ति आपकी प्रतीक्षा में है।
   *[other] { $lines } में से { $waiting } पंक्तियाँ आपकी प्रतीक्षा में हैं।
}
payroll-answer-own = आपकी कमाई { $amount }{ $waiting ->
    [0] ।
    [one] {"; "}{ $lines } में से { $waiting } पंक्ति अभी निश्चित नहीं है।
   *[other] {"; "}{ $lines } में से { $waiting } पंक्तियाँ अभी निश्चित नहीं हैं।
}
payroll-empty = इस महीने कोई वेतन नहीं
payroll-empty-what = सत्र पूरा होने पर उसकी पंक्तियाँ बनती हैं। कोई और महीना देखें।
payroll-title = वेतन
payroll-who = शिक्षक
