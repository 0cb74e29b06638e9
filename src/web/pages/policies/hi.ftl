policies-all = सभी सत्र
policies-all-what = ये हर उस प्रकार के सत्र पर लागू हैं जिसका अपना नियम नहीं है।
policies-answer = संस्करण { $version } { $since } से लागू है। { $own }
policies-began = शुरुआत मूल नियमों से हुई।
policies-change = ये नियम बदलें
policies-changed = (आपका अपना)
policies-charge = शुल्क
policies-corner = शिक्षक ↓ विद्यार्थी
policies-from = कहाँ से
policies-from-default = मूल
policies-from-kind = यह प्रकार
policies-from-organization = संस्था
policies-has-own = इसके अपने नियम हैं
policies-history = इतिहास
policies-history-answer = अभी संस्करण { $version } लागू है।
policies-history-what = हर सत्र उसी संस्करण पर रहता है जिसमें उसकी योजना बनी थी, और पैसे की हर मद उसका नाम बताती है। इसलिए नियम बदलने से पुराना नहीं बदलता।
policies-in-percent = नियोजित समय के प्रतिशत में।
policies-in-seconds = सेकंड में।
policies-kind-what = ये केवल इसी प्रकार पर लागू हैं। जो यहाँ तय नहीं, वह सभी सत्रों के नियमों से आता है।
policies-learner = विद्यार्थी: { $outcome }
policies-money = क्या भुगतान और क्या शुल्क
policies-money-table = शिक्षक और विद्यार्थी के नतीजों के अनुसार भुगतान और शुल्क का समय
policies-money-what = नतीजों की हर जोड़ी के लिए: शिक्षक को किस समय का भुगतान होता है और परिवार से किस समय का शुल्क लिया जाता है। जो आपका अपना है वह मोटे अक्षरों में है।
policies-new-version = सहेजने से संस्करण { $version } बनेगा। वह अब से नियोजित सत्रों पर लागू होगा; जो सत्र मौजूद हैं वे अपने नियमों पर रहेंगे। ख़ाली छोड़ा खाना ऊपर के स्तर से आता है।
policies-no = नहीं
policies-no-difference = कुछ भी अलग नहीं था।
policies-nothing-changed = सब पहले से वैसा ही था: नया संस्करण नहीं बना।
policies-own = { $count ->
    [0] यहाँ हर नियम मूल रूप में है।
    [one] यहाँ { $count } मान आपका अपना है।
   *[other] यहाँ { $count } मान आपके अपने हैं।
}
policies-pay = भुगतान
policies-rule = नियम
policies-rules = नियम
policies-saved = संस्करण { $version } अब से नियोजित सत्रों पर लागू है।
policies-teacher = शिक्षक: { $outcome }
policies-title = नीतियाँ
policies-try = पिछले महीने पर आज़माएँ
policies-try-after = होता
policies-try-answer = { $count ->
    [one] सत्रों में { $count } परिणाम अलग होता।
   *[other] सत्रों में लोगों के { $count } परिणाम अलग होते।
}
policies-try-before = है
policies-try-charge = परिवारों को देना होता
policies-try-empty = इस समय में कोई तय सत्र नहीं है
policies-try-empty-what = जैसे ही कक्षाएँ होंगी, नियम उन पर आज़माए जा सकेंगे।
policies-try-held = रोका गया
policies-try-left-out = { $count ->
    [one] { $count } सत्र अभी तय नहीं है और छोड़ दिया गया।
   *[other] { $count } सत्र अभी तय नहीं हैं और छोड़ दिए गए।
}
policies-try-more = { $count ->
    [one] और { $count }।
   *[other] और { $count }।
}
policies-try-of = { $count } में से
policies-try-outcomes = अलग निर्णय
policies-try-pay = शिक्षक कमाते
policies-try-person = व्यक्ति
policies-try-refused = इनमें से एक नियम संभव नहीं: नीचे उसे सुधारें, फिर आज़माएँ।
policies-try-same = कुछ भी अलग नहीं होता।
policies-try-session = सत्र
policies-try-sessions = सत्र आज़माए गए
policies-try-span = { $from } से { $to } तक के सत्र, इन नियमों से।
policies-try-title = नियम पिछले महीने पर आज़माएँ
policies-try-what = कुछ नहीं बदला: सत्र अपने नियोजन के नियम रखते हैं।
policies-unset = मूल
policies-value = लागू
policies-version = संस्करण { $version }
policies-which = कौन-से सत्र
policies-without = इसके बिना: { $value }।
policies-yes = हाँ
