account-answer = { $count ->
    [0] आप { $name } हैं।
    [one] आप { $name } हैं, { $count } ब्राउज़र से लॉग इन।
   *[other] आप { $name } हैं, { $count } ब्राउज़रों से लॉग इन।
}
account-calendar = कैलेंडर
account-calendar-apple = Mac पर: फ़ाइल, नई कैलेंडर सदस्यता। iPhone पर: सेटिंग, ऐप्स, कैलेंडर, कैलेंडर खाते, खाता जोड़ें, अन्य, सदस्यता वाला कैलेंडर जोड़ें। पता चिपकाएँ।
account-calendar-google = कंप्यूटर पर: “अन्य कैलेंडर” के पास जोड़ का निशान, “URL से”। पता चिपकाएँ। फिर यह फ़ोन पर भी दिखता है, कभी-कभी कुछ घंटों बाद।
account-calendar-how = इसे कैलेंडर प्रोग्राम में कैसे जोड़ें
account-calendar-made = आपके कैलेंडर का पता बन गया।
account-calendar-make = मेरे कैलेंडर का पता बनाएँ
account-calendar-outlook = कैलेंडर जोड़ें, वेब से सदस्यता लें। पता चिपकाएँ।
account-calendar-rotate = नया पता
account-calendar-rotate-sure = नया पता बनाएँ?
account-calendar-rotate-what = मौजूदा पता तुरंत बंद हो जाएगा। उसे इस्तेमाल करने वाला कैलेंडर प्रोग्राम तब तक कुछ नया नहीं दिखाएगा, जब तक आप उसमें नया पता न डालें।
account-calendar-rotated = आपके कैलेंडर का नया पता बन गया। पुराना बंद हो गया।
account-calendar-secret = जिसके पास यह पता है, वह बिना लॉग इन किए आपके सत्र देख सकता है। अगर यह ग़लत हाथों में पड़ गया हो, तो नया बनाएँ।
account-calendar-thunderbird = नया कैलेंडर, नेटवर्क पर। पता चिपकाएँ; उपयोगकर्ता नाम की ज़रूरत नहीं।
account-calendar-what = आपके सत्र उसी कैलेंडर में जो आप पहले से इस्तेमाल करते हैं; वे अपने आप अपडेट होते रहते हैं।
account-copy = कॉपी करें
account-email = ई-मेल
account-end = ख़त्म करें
account-end-this = यहाँ से लॉग आउट करें
account-everywhere = हर जगह से लॉग आउट करें
account-everywhere-done = { $count ->
    [one] { $count } लॉगिन ख़त्म किया गया।
   *[other] { $count } लॉगिन ख़त्म किए गए।
}
account-everywhere-sure = हर जगह से लॉग आउट करें?
account-everywhere-what = हर ब्राउज़र तुरंत लॉग आउट होगा, यह भी। API टोकन रहेंगे; नया पासवर्ड उन्हें भी ख़त्म करता है।
account-language = भाषा
account-last-used = पिछली बार इस्तेमाल
account-login-ended = लॉगिन ख़त्म किया गया।
account-login-since = { $date } से
account-logins = लॉगिन
account-logins-what = वे ब्राउज़र जिनसे आप लॉग इन हैं। जिसे न पहचानें उसे ख़त्म करें, फिर पासवर्ड बदलें।
account-look = भाषा और थीम
account-name = नाम
account-name-what = नाम, ई-मेल और भूमिकाएँ आपका कार्यालय बदलता है।
account-no-logins = आप किसी ब्राउज़र से लॉग इन नहीं हैं।
account-no-password = आपका कोई पासवर्ड नहीं है।
account-no-tokens = अभी कोई API टोकन नहीं
account-organization = संस्था
account-password = पासवर्ड
account-password-again = नया पासवर्ड एक बार और
account-password-change = पासवर्ड बदलें
account-password-changed = आपका पासवर्ड बदल गया। बाक़ी हर जगह से आप लॉग आउट हो गए, और आपके API टोकन ख़त्म हो गए।
account-password-current = मौजूदा पासवर्ड
account-password-new = नया पासवर्ड
account-password-rule = कम से कम 8 अक्षर। सबसे अच्छे हैं कुछ शब्द जिन्हें केवल आप साथ रखें।
account-password-what = बाक़ी हर ब्राउज़र लॉग आउट होगा और आपके सब API टोकन ख़त्म होंगे। इस ब्राउज़र में आप लॉग इन रहेंगे।
account-roles = भूमिकाएँ
account-theme = थीम
account-this-browser = यह ब्राउज़र
account-title = मेरा खाता
account-token-alive = चालू
account-token-all-roles = मेरी सभी
account-token-expired = समाप्त
account-token-expires = आख़िरी दिन
account-token-expires-what = ख़ाली: 90 दिन। ज़्यादा से ज़्यादा एक साल।
account-token-made = टोकन { $name } बन गया।
account-token-make = टोकन बनाएँ
account-token-name = किस काम के लिए
account-token-name-what = जैसे “वेतन निर्यात”: इसी से पता चलेगा कि कौन-सा ख़त्म करना है।
account-token-new = नया टोकन
account-token-once = इसे अभी कॉपी करें: यह केवल इसी बार दिखता है, बाद में कोई नहीं देख सकता।
account-token-read-only = केवल पढ़े, कुछ न बदले
account-token-reads = केवल पढ़ता है
account-token-revoke = रद्द करें
account-token-revoke-sure = { $name } रद्द करें?
account-token-revoke-what = जो भी इसे इस्तेमाल करता है, उसे अब से मना किया जाएगा। यह वापस नहीं हो सकता।
account-token-revoked = रद्द
account-token-revoked-now = { $name } रद्द किया गया।
account-token-role = किस भूमिका में
account-token-since = { $date } से
account-token-unused = कभी इस्तेमाल नहीं हुआ
account-token-until = { $date } तक
account-token-what = जिसके पास यह है वह वही कर सकता है जो आप। हर प्रोग्राम को उसका अपना टोकन दें, ज़रूरत से ज़्यादा नहीं।
account-tokens = API टोकन
account-tokens-answer = { $count ->
    [0] आपका कोई टोकन चालू नहीं है।
    [one] आपका { $count } टोकन चालू है।
   *[other] आपके { $count } टोकन चालू हैं।
}
account-tokens-open = मेरे API टोकन
account-tokens-what = टोकन से कोई प्रोग्राम या स्क्रिप्ट आपके पासवर्ड के बिना आपकी ओर से काम करती है।
account-zone = यहाँ का समय
