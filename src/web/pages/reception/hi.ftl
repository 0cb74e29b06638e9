reception-all-today = आज के सभी
reception-bad-reason = कारण में ज़्यादा से ज़्यादा 2000 अक्षर होते हैं।
reception-came = { $count ->
    [0] आज कोई नहीं आया।
    [one] आज { $count } व्यक्ति आया।
   *[other] आज { $count } लोग आए।
}
reception-check-in = मेंबर चेक-इन
reception-check-in-now = चेक-इन करें
reception-check-ins = आज के चेक-इन
reception-check-out = चेक-आउट करें
reception-choose = दिखाएँ
reception-code = QR उपस्थिति
reception-code-of = { $venue } का QR कोड
reception-code-what = यह QR कोड छापें और अपने जिम के प्रवेश पर लगाएँ। मेंबर इसे अपने ऐप से स्कैन करते हैं और आना-जाना अपने आप दर्ज होता है।
reception-currently-in = अभी जिम में
reception-disabled = QR उपस्थिति: बंद
reception-download = QR डाउनलोड करें
reception-empty = अभी कोई स्थान नहीं
reception-empty-add = स्थान जोड़ें
reception-empty-ask = अपने संगठन के किसी एडमिन से वह जगह जोड़ने को कहें जहाँ लोग चेक-इन करते हैं।
reception-empty-what = स्थान वह जगह है जहाँ लोग चेक-इन करते हैं। अपना स्थान जोड़ें: उसे तुरंत QR कोड मिलता है।
reception-enabled = QR उपस्थिति: चालू
reception-entered-in = { $name } का चेक-इन हुआ, { $clock }।
reception-entered-not-eligible = { $name } का चेक-इन हुआ, { $clock }। पर कोई सदस्यता प्रवेश नहीं देती: कृपया उनसे बात कर लें।
reception-entered-out = { $name } का चेक-आउट हुआ, { $clock }।
reception-found-more = पहले { $count }। दूसरों को देखने के लिए नाम और लिखें।
reception-found-nobody = { $name } नाम का कोई नहीं है।
reception-fullscreen = पूरी स्क्रीन
reception-in-at = चेक-इन का समय
reception-inside = { $count ->
    [0] अंदर कोई नहीं है।
    [one] अंदर { $count } व्यक्ति है।
   *[other] अंदर { $count } लोग हैं।
}
reception-is-off = QR उपस्थिति बंद है।
reception-look = देखने लायक
reception-look-all = सब दिखाएँ
reception-member = मेंबर
reception-members = अलग-अलग मेंबर
reception-name = नाम
reception-nobody = अभी कोई नहीं
reception-nobody-what = जो प्रवेश पर कोड स्कैन करता है, वह तुरंत यहाँ दिखता है। जिनके पास फ़ोन नहीं, वे ऊपर नाम से मिलेंगे।
reception-odd = साझा कोड और दूसरे संदेह
reception-odd-none = पिछले सात दिनों में कुछ अजीब नहीं।
reception-out-at = चेक-आउट का समय
reception-reason = कारण
reception-reason-open = कारण के साथ
reception-refused = अस्वीकृत स्कैन
reception-refused-none = पिछले सात दिनों में कोई स्कैन अस्वीकृत नहीं हुआ।
reception-regenerate = नया QR बनाएँ
reception-regenerate-what = नया बनाने पर हर छपा हुआ कोड काम करना बंद कर देगा। आगे बढ़ें?
reception-regenerated = नया कोड बन गया। उसे छापें और पुराने हटा दें।
reception-rotated = यह कोड तब से मान्य है:
reception-scan-card = कार्ड स्कैन करें
reception-screen = स्क्रीन पर दिखाएँ
reception-screen-hint = आने या जाने पर इस कोड को अपने फ़ोन से स्कैन करें।
reception-screen-off = कोड से चेक-इन बंद है। कृपया रिसेप्शन पर पूछें।
reception-search-end = खोज समाप्त करें
reception-sheet = प्रिंट करें
reception-sheet-what = छापकर प्रवेश पर लगाने के लिए एक पन्ना।
reception-source = तरीका
reception-stale = इस कोड की अवधि समाप्त हो गई। नेटवर्क का इंतज़ार है।
reception-status = स्थिति
reception-switched-off = QR उपस्थिति बंद है: इस स्थान का कोई कोड नहीं चलता। चालू करने पर छपे हुए कोड फिर चलेंगे।
reception-switched-on = QR उपस्थिति चालू है: छपा हुआ कोड चलता है।
reception-table = आज के चेक-इन की सूची
reception-title = रिसेप्शन
reception-venue = स्थान
