analytics-absent = अनुपस्थित
analytics-answer = उपस्थिति { $rate }: { $counted } में से { $attended }, { $from } – { $to }।
analytics-answer-nothing = { $from } – { $to } में कुछ तय नहीं हुआ।
analytics-answer-risk = { $count ->
    [one] { $count } विद्यार्थी जोखिम में है।
   *[other] { $count } विद्यार्थी जोखिम में हैं।
}
analytics-attendance = उपस्थिति
analytics-coverage = कितना देखा गया
analytics-coverage-nothing = अभी दिखाने को कुछ नहीं।
analytics-coverage-sentence = { $count ->
    [one] { $count } रिपोर्ट में से { $seen } शुरू से अंत तक देखी गई।
   *[other] { $count } रिपोर्टों में से { $seen } शुरू से अंत तक देखी गईं।
}
analytics-empty = यहाँ कुछ तय नहीं
analytics-empty-what = इन फ़िल्टरों से कोई तय पाठ मेल नहीं खाता। एक फ़िल्टर हटाएँ या दूसरे दिन चुनें।
analytics-estimated = शुरुआत या अंत अनुमानित
analytics-event-rate = चेक-इन
analytics-event-type = कार्यक्रम का प्रकार
analytics-events = कार्यक्रम
analytics-events-count = { $count ->
    [one] { $count } कार्यक्रम शुरू हुआ।
   *[other] { $count } कार्यक्रम शुरू हुए।
}
analytics-everything = सब दिखाएँ
analytics-excused = छूट
analytics-hours = घंटे
analytics-hours-sentence = विद्यार्थी { $total } घंटे उपस्थित रहे; शिक्षक { $teachers } घंटे।
analytics-hours-teachers = शिक्षकों के घंटे
analytics-hours-title = सप्ताह के अनुसार घंटे
analytics-kind = प्रकार
analytics-kinds = प्रकार के अनुसार
analytics-needs-review = समीक्षा चाहिए
analytics-no-range = “से” को “तक” से पहले होना चाहिए, अधिकतम { $count } दिन।
analytics-open = अभी तय नहीं
analytics-outside = दर से बाहर: { $excused } छूट, { $unknown } अनिश्चित।
analytics-own-attendance = शिक्षक की उपस्थिति
analytics-own-hours = शिक्षक के घंटे
analytics-present = उपस्थित
analytics-punctuality = समय पर
analytics-reports = रिपोर्टें
analytics-rest = { $count ->
    [one] { $count } और नहीं दिखाया गया। ऊपर फ़िल्टर चुनें।
   *[other] { $count } और नहीं दिखाए गए। ऊपर फ़िल्टर चुनें।
}
analytics-risk = जोखिम में
analytics-risk-absent-in-a-row = पिछले तीन पाठ छूटे
analytics-risk-falling = पिछले चार सप्ताह में { $recent }, उससे पहले के आठ सप्ताह में { $before }
analytics-risk-what = जिनकी उपस्थिति गिर रही है या जो आना बंद कर चुके हैं: पिछले बारह सप्ताह के आधार पर।
analytics-scans = कार्यक्रमों में स्कैन
analytics-scans-refused = अस्वीकृत
analytics-scans-sentence = { $rate } स्कैन स्वीकार हुए: { $count } में से { $taken }।
analytics-scans-taken = स्वीकृत
analytics-scans-what = क्या हुआ
analytics-seen = देखा गया
analytics-sessions = सत्र
analytics-share = हिस्सा
analytics-student = विद्यार्थी
analytics-students = विद्यार्थी के अनुसार, सबसे कम उपस्थिति पहले
analytics-teacher = शिक्षक
analytics-teachers = शिक्षक के अनुसार
analytics-title = विश्लेषण
analytics-unknown = निश्चित नहीं
analytics-unwatched = कुछ समय अनदेखा
analytics-week = सप्ताह, आरंभ
analytics-weeks = सप्ताह के अनुसार उपस्थिति
analytics-weeks-even = हर सप्ताह उपस्थिति { $rate }।
analytics-weeks-nothing = अभी किसी सप्ताह की दर नहीं।
analytics-weeks-sentence = { $low } ({ $low_week } का सप्ताह) और { $high } ({ $high_week } का सप्ताह) के बीच।
analytics-when = पाठ कब होते हैं
analytics-when-cell = { $count ->
    [0] { $place }: कोई सत्र नहीं
    [one] { $place }: { $count } सत्र, उपस्थिति { $rate }
   *[other] { $place }: { $count } सत्र, उपस्थिति { $rate }
}
analytics-when-place = दिन और घंटा
analytics-when-sentence = { $count ->
    [one] सबसे अधिक { $place } पर: { $count } सत्र।
   *[other] सबसे अधिक { $place } पर: { $count } सत्र।
}
