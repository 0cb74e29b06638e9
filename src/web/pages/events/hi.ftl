events-admit = कितनी बार प्रवेश
events-admit-daily = हर व्यक्ति दिन में एक बार
events-admit-done = { $name } का चेक-इन हो गया।
events-admit-once = हर व्यक्ति एक बार
events-admit-person = हाथ से चेक-इन करें
events-admit-title = { $name } का हाथ से चेक-इन करें?
events-admit-what = अब से वे उपस्थित माने जाएँगे, साथ में आपका नाम रहेगा। फिर उनका टिकट या कोड किसी और को प्रवेश नहीं देगा।
events-amount = राशि, { $currency } में
events-answer = { $count ->
    [one] { $count } कार्यक्रम आने वाला है: { $title }, { $when }।
   *[other] { $count } कार्यक्रम आने वाले हैं। अगला है { $title }, { $when }।
}
events-answer-came = { $registered } में से { $here } आए।
events-answer-cancelled = यह कार्यक्रम रद्द है।
events-answer-here = { $registered } में से { $here } यहाँ हैं।
events-answer-many = आने वाले अगले { $count } कार्यक्रम।
events-answer-none = कोई आने वाला कार्यक्रम नहीं।
events-answer-now = { $title } अभी चल रहा है।
events-answer-past = इस पृष्ठ पर बीते कार्यक्रम: { $count }, नवीनतम पहले।
events-answer-registered = { $registered ->
    [one] { $registered } व्यक्ति पंजीकृत है।
   *[other] { $registered } लोग पंजीकृत हैं।
}
events-answer-taken = { $capacity } में से { $registered } जगहें भर चुकी हैं।
events-answer-waiting = { $count ->
    [one] { $count } व्यक्ति जगह की प्रतीक्षा में है।
   *[other] { $count } लोग जगह की प्रतीक्षा में हैं।
}
events-bad-amount = राशि ऐसे लिखें: 25.00
events-bad-capacity = कार्यक्रम में 1 से 1000000 जगहें होती हैं।
events-bad-name = नाम एक पंक्ति में 1 से 200 अक्षरों का होता है।
events-bad-reference = लिखें कि भुगतान जहाँ हुआ वहाँ उसे क्या कहते हैं, अधिकतम 200 अक्षर।
events-bad-type = प्रकारों में से एक चुनें।
events-badge-code = { $name } का कोड
events-badges = नाम-पत्र
events-badges-answer = { $count ->
    [one] { $count } नाम-पत्र, A4 के एक पन्ने पर दस।
   *[other] { $count } नाम-पत्र, A4 के एक पन्ने पर दस।
}
events-badges-none-what = किसी के पंजीकृत होते ही नाम-पत्र होंगे।
events-badges-of = { $title } के नाम-पत्र
events-badges-without = { $count ->
    [one] { $count } पर अभी कोड नहीं है: टिकट का भुगतान नहीं हुआ।
   *[other] { $count } पर अभी कोड नहीं है: टिकटों का भुगतान नहीं हुआ।
}
events-cancel = कार्यक्रम रद्द करें
events-cancel-done = कार्यक्रम रद्द हो गया।
events-cancel-title = { $title } रद्द करें?
events-cancel-what = फिर किसी को प्रवेश या पंजीकरण नहीं मिलेगा। पंजीकरण और भुगतान वैसे ही रहेंगे: जो चुकाया गया, लौटाएँ। यह वापस नहीं लिया जा सकता।
events-cancelled-ones = रद्द किए हुए
events-capacity = जगहें
events-capacity-hint = खाली: कोई सीमा नहीं। बाद में आने वाले प्रतीक्षा करेंगे।
events-changed = कार्यक्रम बदल दिया गया।
events-closes = चेक-इन बंद होता है
events-code-back = कार्यक्रम पर वापस
events-code-picture = स्कैन करने के लिए { $title } का कोड
events-code-printed = यह कोड { $time } तक मान्य है।
events-code-until = { $time } तक मान्य। यह पृष्ठ खुला रहे तो नया कोड अपने आप आता है।
events-code-what = चेक-इन के लिए यह कोड स्कैन करें
events-door-free = छात्र कार्यक्रम का कोड स्कैन करते हैं
events-door-free-external = हर व्यक्ति अपने पंजीकरण का कोड दिखाता है
events-door-paid = हर व्यक्ति टिकट दिखाता है
events-edit = बदलें
events-edit-of = { $title } बदलें
events-edit-what = किसी के पंजीकृत होने के बाद प्रकार वही रहता है। नई जगहें तुरंत सबसे लंबे समय से प्रतीक्षा करने वालों को मिलती हैं।
events-end = समाप्ति
events-found-nobody = कोई नहीं मिला
events-found-nobody-what = नाम का कोई भाग या पूरा ई-मेल पता लिखें।
events-free = निःशुल्क।
events-here = चेक-इन
events-here-since = कब से यहाँ
events-import = प्रतिभागियों की सूची
events-import-again = दूसरी सूची भेजें
events-import-answer = सूची के सभी लोग पंजीकृत होंगे। नया पता बिना पासवर्ड का छात्र बन जाता है।
events-import-bad-email = यह ई-मेल पता नहीं है।
events-import-bad-name = नाम 1 से 200 अक्षरों का होता है।
events-import-created = { $count ->
    [one] { $count } व्यक्ति पंजीकृत हुआ।
   *[other] { $count } लोग पंजीकृत हुए।
}
events-import-existing = { $count ->
    [one] { $count } पहले से पंजीकृत था।
   *[other] { $count } पहले से पंजीकृत थे।
}
events-import-file = फ़ाइल चुनें
events-import-hint = हर पंक्ति में एक व्यक्ति; पहली पंक्ति है
events-import-inactive = यह पता ऐसे व्यक्ति का है जो अब सक्रिय नहीं।
events-import-left-out = छोड़ी गई पंक्तियाँ
events-import-line = पंक्ति
events-import-list = सूची
events-import-refused = { $count ->
    [one] { $count } पंक्ति छोड़ी गई।
   *[other] { $count } पंक्तियाँ छोड़ी गईं।
}
events-import-send = इन्हें पंजीकृत करें
events-import-to-event = कार्यक्रम पर जाएँ
events-import-waiting = { $count ->
    [one] इनमें { $count } को जगह की प्रतीक्षा है।
   *[other] इनमें { $count } को जगह की प्रतीक्षा है।
}
events-import-why = कारण
events-mode = द्वार पर
events-more = चेक-इन का समय, अन्य आयोजक
events-name = नाम
events-no-partner = साझेदार वाले कार्यक्रम को साझेदार चाहिए: पता या नाम लिखें।
events-no-person = { $said } नाम का कोई नहीं। ई-मेल पता या पूरा नाम लिखें।
events-nobody = अभी कोई नहीं
events-nobody-else-what = फ़िलहाल यहाँ कोई नहीं।
events-nobody-here-what = चेक-इन होते ही लोग यहाँ दिखेंगे।
events-nobody-what = ऊपर किसी को खोजकर पंजीकृत करें, या प्रतिभागियों की सूची भेजें।
events-none = कोई आने वाला कार्यक्रम नहीं
events-none-past = कोई बीता कार्यक्रम नहीं
events-none-past-what = समाप्त होने पर कार्यक्रम यहाँ दिखेंगे।
events-none-what = जो कार्यक्रम आप बनाते हैं या जो आपके साथ साझा हैं, वे यहाँ दिखेंगे।
events-not-registered = पंजीकृत नहीं
events-of = { $whole } में से { $part }
events-open = पंजीकरण के लिए
events-open-none-what = नए कार्यक्रम बनते ही यहाँ दिखेंगे।
events-opens = चेक-इन खुलता है
events-organizers = आयोजक
events-organizers-hint = आपके अलावा: हर पंक्ति में ई-मेल पता या नाम।
events-paid = सशुल्क।
events-paid-tickets = चुकाए गए टिकट
events-partner = साझेदार
events-partner-hint = साझेदार वाले प्रकारों के लिए: ई-मेल पता या नाम।
events-past = बीते
events-pay = भुगतान दर्ज करें
events-pay-done = { $name } ने { $amount } चुकाए और टिकट मिल गया।
events-pay-expected = { $name } से { $amount } का भुगतान अपेक्षित है; उससे पहले टिकट प्रवेश नहीं देता।
events-pay-later = अभी नहीं चुकाया: टिकट भुगतान की प्रतीक्षा में है
events-pay-title = { $name } का भुगतान दर्ज करें
events-pay-what = पैसा कहीं और लिया गया; यहाँ वह दर्ज होता है और कोड वाला टिकट मिलता है।
events-people = लोग
events-person = नाम
events-places = { $count ->
    [one] { $count } जगह बची है।
   *[other] { $count } जगहें बची हैं।
}
events-plan = कार्यक्रम बनाएँ
events-plan-of = योजना
events-plan-what = जो कार्यक्रम बनाता है वह उसका आयोजक है। प्रकार बताता है कि द्वार पर लोग क्या दिखाते हैं।
events-planned = { $title } बन गया।
events-print = छापें
events-rate = पंजीकृत लोगों में से आए
events-rate-paid = चुकाए गए टिकटों में से आए
events-reason = कारण
events-reason-optional = कारण (खाली रह सकता है)
events-reference = संदर्भ
events-reference-hint = भुगतान जहाँ हुआ वहाँ उसका नाम, जैसे बिल संख्या।
events-refund = भुगतान लौटाएँ
events-refund-done = { $name } का टिकट अमान्य हो गया।
events-refund-title = { $name } का भुगतान लौटाएँ?
events-refund-what = टिकट तुरंत अमान्य हो जाता है। जो उससे प्रवेश पा चुका वह रहेगा। पैसा वहीं लौटाएँ जहाँ लिया गया।
events-register = पंजीकरण करें
events-register-done = { $name } पंजीकृत हैं।
events-register-somebody = पंजीकृत करें
events-register-title = { $name } को पंजीकृत करें?
events-register-waiting = प्रतीक्षा सूची में जुड़ें
events-register-waits = सभी जगहें भर गई हैं: { $name } प्रतीक्षा सूची में हैं।
events-register-what = उन्हें जगह मिलेगी, न बची हो तो प्रतीक्षा सूची में।
events-registered = पंजीकृत
events-revoke = कोड रद्द करें
events-revoke-done = अब तक के सभी कोड रद्द हो गए।
events-revoke-title = इस कार्यक्रम के सभी कोड रद्द करें?
events-revoke-what = अब तक दिखाए, छापे या फ़ोटो लिए गए कोड किसी को प्रवेश नहीं देंगे। कोड दिखाने वाली स्क्रीन को एक मिनट में नया मिलेगा। जो यहाँ है वह रहेगा।
events-scan = स्कैनर खोलें
events-search = कोई पंजीकृत व्यक्ति
events-search-anybody = कोई व्यक्ति: पंजीकृत, या पंजीकृत करने के लिए
events-several-people = { $said } नाम के कई लोग हैं। ई-मेल पता लिखें।
events-show-code = कोड दिखाएँ
events-standing = पंजीकरण
events-start = आरंभ
events-ticket = टिकट
events-ticket-none = टिकट नहीं
events-ticket-paid = चुकाया गया
events-ticket-pending = अभी नहीं चुकाया
events-title = कार्यक्रम
events-to-own = मेरे पंजीकरण
events-to-session = सत्र के रूप में इसकी जानकारी
events-type = प्रकार
events-undo = चेक-इन वापस लें
events-undo-done = { $name } का चेक-इन वापस लिया गया।
events-undo-title = { $name } का चेक-इन वापस लें?
events-undo-what = वे उपस्थित नहीं माने जाएँगे, और उनका टिकट या कोड फिर प्रवेश देगा। किसने और क्यों किया, यह लॉग में रहेगा।
events-unregister = पंजीकरण रद्द करें
events-unregister-done = { $name } का पंजीकरण रद्द हो गया।
events-unregister-title = { $name } का पंजीकरण रद्द करें?
events-unregister-what = जगह तुरंत सबसे लंबे समय से प्रतीक्षा करने वाले को मिलेगी। चुकाया गया पैसा आपके लौटाने तक वैसा ही रहेगा।
events-upcoming = आने वाले
events-waiting = प्रतीक्षा में
events-waiting-count = { $count } प्रतीक्षा में
events-walk-in = द्वार पर
events-walk-ins = जगह रहने तक बिना पंजीकरण वालों को प्रवेश दें
events-walk-ins-no = केवल पंजीकृत लोग
events-walk-ins-of = बिना पंजीकरण
events-walk-ins-yes = जगह रहने तक प्रवेश
events-when = कब
events-window-hint = खाली: किसी भी समय।
events-zone = { $zone } के समय में
