registrations-answer = { $count ->
    [one] आप { $count } कार्यक्रम में भाग ले रहे हैं: { $title }, { $when }।
   *[other] आप { $count } कार्यक्रमों में भाग ले रहे हैं। अगला है { $title }, { $when }।
}
registrations-answer-none = आप किसी आने वाले कार्यक्रम में पंजीकृत नहीं हैं।
registrations-cancel = पंजीकरण रद्द करें
registrations-cancel-title = { $title } का अपना पंजीकरण रद्द करें?
registrations-cancel-what = आपकी जगह उसे मिलेगी जो सबसे लंबे समय से प्रतीक्षा में है। जगह रहने तक आप फिर पंजीकरण कर सकते हैं।
registrations-cancelled = आपका पंजीकरण रद्द हो गया।
registrations-check-in = कार्यक्रम में चेक-इन
registrations-check-in-what = चेक-इन के लिए कार्यक्रम में आयोजक का QR कोड स्कैन करें
registrations-checked-in = चेक-इन हो गया
registrations-code = पंजीकरण का QR कोड
registrations-done = आपका पंजीकरण हो गया।
registrations-no-code = आपका कोड अभी नहीं है। प्रवेश पर आयोजक से पूछें।
registrations-none = अभी कोई पंजीकरण नहीं
registrations-none-what = आने वाले कार्यक्रम देखें और किसी में पंजीकरण करें।
registrations-not-paid = भुगतान दर्ज होते ही आपका टिकट यहाँ होगा।
registrations-past = समाप्त या रद्द
registrations-picture = पंजीकरण का QR कोड चित्र
registrations-place = प्रतीक्षा सूची में आपका क्रम { $place } है। जगह खाली होते ही वह अपने आप आपकी होगी।
registrations-scan = QR कोड स्कैन करें
registrations-show = प्रवेश पर यह QR कोड आयोजक को दिखाएँ
registrations-ticket = आपका टिकट
registrations-title = मेरे पंजीकरण
registrations-to-events = पंजीकरण के लिए कार्यक्रम
registrations-waiting = आप प्रतीक्षा सूची में हैं। जगह खाली होते ही वह अपने आप आपकी होगी।
registrations-waits = सभी जगहें भर गई हैं: आप प्रतीक्षा सूची में हैं।
registrations-was-there = उपस्थित थे
