settings-all = सेटिंग
settings-answer = { $count ->
    [0] हर सेटिंग वैसी ही है जैसी शुरू में थी।
    [one] { $count } सेटिंग आपने बदली है; बाक़ी वैसी ही हैं जैसी शुरू में थीं।
   *[other] { $count } सेटिंग आपने बदली हैं; बाक़ी वैसी ही हैं जैसी शुरू में थीं।
}
settings-answer-unreadable = { $count ->
    [one] आपके डेटा की { $count } पंक्ति पढ़ी नहीं जा सकती और छोड़ दी गई है।
   *[other] आपके डेटा की { $count } पंक्तियाँ पढ़ी नहीं जा सकतीं और छोड़ दी गई हैं।
}
settings-change-organization = नाम, समय क्षेत्र या मुद्रा बदलें
settings-changed = आपकी अपनी
settings-currency = मुद्रा
settings-currency-what = तीन अक्षर, जैसे SAR। दरें या मदें बन जाने के बाद यह नहीं बदलती।
settings-default = इसके बिना: { $value }।
settings-empty-is-no-limit = कोई सीमा न हो तो ख़ाली छोड़ें।
settings-found = वहाँ क्या लिखा है
settings-founded = कब से
settings-longest = { $count ->
    [one] अधिक से अधिक { $count } अक्षर।
   *[other] अधिक से अधिक { $count } अक्षर।
}
settings-name = नाम
settings-no-limit = कोई सीमा नहीं
settings-none = कोई नहीं
settings-nothing-changed = सब पहले से वैसा ही था: कुछ नहीं बदला।
settings-organization = संस्था
settings-organization-saved = { $name } सहेजा गया।
settings-policies = उपस्थिति कैसे तय होती है और क्या भुगतान होता है, यह नीतियों में है।
settings-range = { $least } से { $most } तक।
settings-row = पंक्ति
settings-saved = सहेजा गया: { $what }।
settings-since = कब से
settings-title = सेटिंग
settings-undo = वापस लें
settings-unreadable = { $count ->
    [one] { $count } पंक्ति
   *[other] { $count } पंक्तियाँ
}
settings-unreadable-table = जो पंक्तियाँ पढ़ी नहीं जा सकतीं
settings-unreadable-what = ये पंक्तियाँ किसी नए संस्करण ने लिखी हैं या ख़राब हैं। सूचियाँ और जोड़ इन्हें छोड़ देते हैं, और जो इन पर टिका है वह रुका है। सर्वर को नए संस्करण पर लाएँ; फिर भी दिखें तो यह सूची उसे भेजें जो सर्वर चलाता है।
settings-zone = समय क्षेत्र
settings-zone-what = दिन, अवधि और दरें इसकी आधी रात से शुरू होती हैं। दूसरा क्षेत्र चुनने पर हर मद फिर से गिनी जाती है।
