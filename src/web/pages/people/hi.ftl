people-account = खाता
people-activate = चालू करें
people-activate-title = { $name } का खाता चालू करें?
people-activate-what = वे फिर से लॉग इन कर सकेंगे। जो लॉगिन और API टोकन ख़त्म हुए, वे ख़त्म ही रहेंगे।
people-activated = { $name } फिर से लॉग इन कर सकते हैं।
people-active = चालू
people-add = व्यक्ति जोड़ें
people-add-what = ई-मेल और पासवर्ड होने पर वे लॉग इन कर सकते हैं।
people-added = { $name } को जोड़ा गया।
people-answer = { $count ->
    [0] कोई नहीं मिला।
    [one] { $count } व्यक्ति।
   *[other] { $count } व्यक्ति।
}
people-answer-active = { $name } लॉग इन कर सकते हैं।
people-answer-inactive = { $name } का खाता बंद है: लॉगिन नहीं, इतिहास बना रहता है।
people-answer-no-email = { $name } लॉग इन नहीं कर सकते: ई-मेल नहीं है।
people-answer-no-password = { $name } अभी लॉग इन नहीं कर सकते: पासवर्ड नहीं रखा गया।
people-bad-amount = यह राशि नहीं है: 30.00 की तरह लिखें, दशमलव के बाद अधिकतम छह अंक।
people-bad-email = यह ई-मेल पता नहीं है।
people-bad-identity = पहचान एक पंक्ति में 1 से 512 बाइट का पाठ है।
people-bad-name = नाम एक पंक्ति में 1 से 200 अक्षरों का होता है।
people-bad-password = पासवर्ड में कम से कम 8 अक्षर होते हैं।
people-bad-rate-kind = चुनें कि यह वेतन है या शुल्क।
people-bad-role = ऐसी कोई भूमिका नहीं है।
people-bad-source = चुनें कि पहचान कहाँ की है।
people-card = प्रिंट करने का कार्ड
people-changes = क्या बदला गया
people-charge-lines = शुल्क
people-comma = ,{" "}
people-deactivate = बंद करें
people-deactivate-title = { $name } का खाता बंद करें?
people-deactivate-what = उनके सभी लॉगिन और API टोकन अभी हमेशा के लिए ख़त्म होंगे। कक्षाएँ, रिपोर्ट और पैसे वैसे ही रहेंगे।
people-deactivated = { $name } अब लॉग इन नहीं कर सकते।
people-edit = बदलें
people-edit-title = { $name } को बदलें
people-edit-what = बीती कक्षाएँ और बिल वैसे ही रहते हैं।
people-email = ई-मेल
people-email-hint = इसी से लॉग इन करते हैं। यहाँ किसी और का यह पता नहीं हो सकता।
people-empty = कोई नहीं मिला
people-empty-what = कोई फ़िल्टर हटाएँ, किसी को जोड़ें, या पूरी सूची लाएँ।
people-household = परिवार
people-household-hint = जिनका बिल एक साथ बनता है। नया नाम नया परिवार बनाता है।
people-id = क्रमांक
people-identities = पहचान
people-identities-own = अपनी पहचान कोई नहीं बदलता: उसी से अपनी उपस्थिति तय होती है।
people-identities-what = प्लेटफ़ॉर्म इस व्यक्ति को क्या कहते हैं। बदलने पर बीती कक्षाएँ फिर से आँकी जाती हैं।
people-identity-add = जोड़ें
people-identity-added = { $value } अब उनकी है। बीती कक्षाएँ फिर से आँकी जाएँगी।
people-identity-remove = हटाएँ
people-identity-removed = { $value } अब किसी की नहीं। बीती कक्षाएँ फिर से आँकी जाएँगी।
people-identity-source = कहाँ से
people-identity-value = पहचान
people-import-add = जुड़ेगा
people-import-adds = { $count ->
    [0] कोई नहीं जुड़ेगा।
    [one] { $count } व्यक्ति जुड़ेगा।
   *[other] { $count } व्यक्ति जुड़ेंगे।
}
people-import-again = सूची बदलें
people-import-ambiguous = इस नाम के कई परिवार हैं।
people-import-answer = सूची चिपकाएँ या फ़ाइल चुनें। कुछ होने से पहले आप हर पंक्ति का असर देखेंगे।
people-import-changed = झलक के बाद कुछ बदल गया। फिर से देखें: कोई नहीं जोड़ा गया।
people-import-confirm = { $count ->
    [one] { $count } व्यक्ति जोड़ें
   *[other] { $count } व्यक्ति जोड़ें
}
people-import-done = { $count ->
    [one] { $count } व्यक्ति जोड़ा गया।
   *[other] { $count } व्यक्ति जोड़े गए।
}
people-import-empty = सूची ख़ाली है।
people-import-exists = पहले से यहाँ
people-import-fate = क्या होगा
people-import-file = फ़ाइल (CSV)
people-import-hint = अल्पविराम, अर्धविराम या टैब; अधिकतम 2,000 व्यक्ति; एक ख़ाने में कई भूमिकाएँ, बीच में ख़ाली जगह। पहली पंक्ति:
people-import-households = { $count ->
    [one] { $count } नया परिवार
   *[other] { $count } नए परिवार
}
people-import-ignored = ये स्तंभ काम में नहीं आते:
people-import-in-use = यह ई-मेल { $name } का है।
people-import-keeps = { $count ->
    [one] { $count } पहले से यहाँ है और वैसा ही रहेगा।
   *[other] { $count } पहले से यहाँ हैं और वैसे ही रहेंगे।
}
people-import-left-out = छोड़ी गई पंक्तियाँ
people-import-line = पंक्ति
people-import-lines = पंक्ति दर पंक्ति
people-import-list = सूची
people-import-no-header = पहली पंक्ति में स्तंभों के नाम हों, उनमें name भी: name,email,roles,household
people-import-no-name = नाम नहीं है।
people-import-no-role = भूमिका नहीं है।
people-import-open = खोलें
people-import-preview = दिखाएँ कि क्या होगा
people-import-refused = छोड़ी गई
people-import-refuses = { $count ->
    [one] { $count } पंक्ति छोड़ी जाएगी।
   *[other] { $count } पंक्तियाँ छोड़ी जाएँगी।
}
people-import-role-not-yours = यह भूमिका केवल सुपर एडमिन दे सकते हैं: { $role }।
people-import-title = सूची लाएँ
people-import-too-long = सूची में 2,000 से अधिक व्यक्ति हैं। इसे टुकड़ों में लाएँ।
people-import-twice = यही व्यक्ति पंक्ति { $line } में है।
people-import-twice-in-header = पहली पंक्ति में स्तंभ “{ $column }” दो बार है।
people-import-unchanged = कुछ नहीं बदला गया।
people-import-unknown-role = “{ $role }” नाम की कोई भूमिका नहीं है।
people-import-what = सब एक साथ जुड़ेंगे, या कोई नहीं। किसी को पासवर्ड या संदेश नहीं मिलेगा।
people-inactive = बंद
people-language = भाषा
people-language-browser = जैसी उनके ब्राउज़र में है
people-name = नाम
people-no-login = अभी लॉगिन नहीं
people-notifications = सूचनाएँ
people-password = पासवर्ड रखें
people-password-hint = कम से कम 8 अक्षर।
people-password-new = नया पासवर्ड
people-password-set = { $name } का नया पासवर्ड है। उनके सभी लॉगिन ख़त्म हुए।
people-password-title = { $name } के लिए नया पासवर्ड
people-password-what = उनके सभी लॉगिन और API टोकन ख़त्म होंगे। पासवर्ड उन्हें ख़ुद बताएँ।
people-pay-lines = वेतन
people-pays-for = इनके लिए भुगतान
people-rate-add = दर जोड़ें
people-rate-added = { $name } की नई दर है। खुले महीने इसी से चलेंगे।
people-rate-amount = राशि
people-rate-for = किसलिए
people-rate-from = कब से
people-rate-no-day = बताएँ किस दिन से।
people-rate-per = प्रति
people-rate-what = यह प्रकार और संस्था की दरों से पहले लगती है। बंद महीने वैसे ही रहते हैं।
people-rates = अपनी दरें
people-rates-all = सभी दरें
people-rates-none = अपनी कोई दर नहीं: प्रकार या संस्था की दरें लागू हैं।
people-role = भूमिका
people-roles = भूमिकाएँ
people-saved = { $name } को सहेजा गया।
people-search = नाम या ई-मेल
people-session = कक्षा
people-session-attends = छात्र
people-session-late = { $minutes ->
    [0] उपस्थित, थोड़ी देर से
    [one] उपस्थित, { $minutes } मिनट देर से
   *[other] उपस्थित, { $minutes } मिनट देर से
}
people-session-part = किस रूप में
people-session-status = स्थिति
people-session-teaches = शिक्षक
people-session-verdict = उपस्थिति
people-session-when = कब
people-sessions = पिछली कक्षाएँ
people-sessions-none = अभी कोई कक्षा शुरू नहीं हुई।
people-since = यहाँ कब से
people-title = लोग
people-subscriptions-none = अभी कोई सदस्यता नहीं।
people-subscriptions-sell = सदस्यता बेचें
people-visits-month = पिछले 30 दिनों की विज़िट
