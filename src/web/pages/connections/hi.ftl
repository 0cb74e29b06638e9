connections-address = सर्वर का पता
connections-answer-failing = { $name } काम नहीं कर रहा; क्या करना है, नीचे लिखा है।
connections-answer-failing-many = { $count ->
    [one] { $count } कनेक्शन काम नहीं कर रहा; क्या करना है, नीचे लिखा है।
   *[other] { $count } कनेक्शन काम नहीं कर रहे; क्या करना है, नीचे लिखा है।
}
connections-answer-good = { $count ->
    [one] कनेक्शन काम कर रहा है।
   *[other] सभी { $count } कनेक्शन काम कर रहे हैं।
}
connections-answer-none = अभी कुछ भी जुड़ा नहीं है। नीचे LiveKit या Google Meet जोड़ें।
connections-answer-silent = { $count ->
    [one] { $count } सर्वर ने अभी तक कुछ नहीं कहा।
   *[other] { $count } सर्वरों ने अभी तक कुछ नहीं कहा।
}
connections-api-key = API कुंजी
connections-check-and-save = जाँचें और सहेजें
connections-clock = उसकी घड़ी
connections-clock-ahead = { $seconds ->
    [0] हमारी जैसी ही
    [one] हमारी से { $seconds } सेकंड आगे
   *[other] हमारी से { $seconds } सेकंड आगे
}
connections-clock-behind = { $seconds ->
    [one] हमारी से { $seconds } सेकंड पीछे
   *[other] हमारी से { $seconds } सेकंड पीछे
}
connections-consent = Google पर जाएँ
connections-consent-what = आयोजक अपनी बैठकें पढ़ने की अनुमति देता है। इसे आयोजक के ब्राउज़र में खोलें, उसका खाता चुनें और बैठकों वाला खाना चुना रहने दें। इसमें एक मिनट लगता है और आधे घंटे में पूरा होना चाहिए।
connections-copy = कॉपी करें
connections-forget = हटाएँ
connections-forget-key = कुंजी { $name } हटाएँ?
connections-forget-key-what = इससे हस्ताक्षरित वेबहुक अब से अस्वीकार होंगे। जो इससे आया वह रहेगा।
connections-forget-organizer = { $name } को हटाएँ?
connections-forget-organizer-what = इनकी बैठकें अब नहीं पढ़ी जाएँगी। जो पढ़ा गया वह रहेगा।
connections-forget-server = { $name } को हटाएँ?
connections-forget-server-what = सर्वर और उसकी कुंजियाँ भुला दी जाएँगी और उसके वेबहुक अब से अस्वीकार होंगे। जो उसने भेजा वह रहेगा।
connections-forgot-key = कुंजी { $name } हटा दी गई।
connections-forgot-organizer = { $name } हटा दिया गया।
connections-forgot-server = सर्वर हटा दिया गया।
connections-key-file = सर्विस अकाउंट की कुंजी फ़ाइल
connections-key-file-what = Google का दिया पूरा JSON, पहले कोष्ठक से आख़िरी तक।
connections-key-since = { $date } से
connections-key-until = { $date } तक
connections-kind = किससे
connections-last-failure = पिछली बार जवाब नहीं मिला
connections-last-read = पिछली बार पढ़ा गया
connections-last-refused = पिछला अस्वीकृत वेबहुक
connections-last-roster = पिछली बार बताया कि कमरे में कौन है
connections-last-webhook = पिछला वेबहुक
connections-never = कभी नहीं
connections-new-key = नई कुंजी दें
connections-new-key-what = पहले सर्वर से पूछा जाता है कि वह कुंजी मानता है या नहीं। फिर दोनों कुंजियाँ चलती हैं, जब तक आप पुरानी न हटाएँ या वह अपने आप ख़त्म न हो।
connections-new-server = LiveKit सर्वर जोड़ें
connections-new-server-what = पहले सर्वर से पूछा जाता है कि पता, कुंजी और गुप्त शब्द सही हैं या नहीं। उसके बाद ही कुछ सहेजा जाता है।
connections-next-account = Google सर्विस अकाउंट को अस्वीकार कर रहा है। Google एडमिन कंसोल में देखें कि वह इस आयोजक की ओर से काम कर सकता है, फिर नीचे दोबारा जोड़ें।
connections-next-consent = Google अब पढ़ने नहीं देता। आयोजक को फिर अनुमति देनी होगी: उनके ब्राउज़र में “दोबारा जोड़ें” दबाएँ।
connections-next-google-stuck = एक घंटे से ज़्यादा से कुछ नहीं पढ़ा जा सका। कारण नीचे है; अगर उसमें आपके सुधारने लायक कुछ न हो तो सर्वर चलाने वाले को बताएँ।
connections-next-google-wait = पिछली बार पढ़ना विफल रहा। अपने आप फिर कोशिश होगी; अभी कुछ नहीं करना है।
connections-next-no-key = इसके पास कोई चालू कुंजी नहीं है। नीचे एक दें, वरना इसके वेबहुक अस्वीकार होंगे।
connections-next-no-webhook = यह जवाब देता है पर कोई वेबहुक नहीं आया। ऊपर का पता इसकी सेटिंग में वेबहुक के पते के रूप में डालें।
connections-next-nothing = यह काम कर रहा है। कुछ नहीं करना है।
connections-next-nothing-google = यह काम कर रहा है। कुछ नहीं करना है।
connections-next-refused = इसके वेबहुक अस्वीकार हो रहे हैं। शायद इसकी कुंजी या घड़ी वह नहीं जो हमारे पास है: नीचे कारण पढ़ें, और बदली हो तो नई कुंजी दें।
connections-next-silent = इसने अभी तक कुछ नहीं कहा। ऊपर का पता इसकी सेटिंग में डालें, फिर एक बैठक शुरू करें और यहाँ दोबारा देखें।
connections-next-unreachable = यह जवाब नहीं दे रहा। देखें कि सर्वर चल रहा है और यहाँ से पहुँच में है; जो छूटा वह लौटने पर पढ़ लिया जाएगा।
connections-no-client = इस इंस्टॉलेशन के पास Google क्लाइंट होने पर आयोजक अनुमति दे सकेंगे। सर्वर चलाने वाला यह सेट करता है:
connections-no-organizer = कोई आयोजक जुड़ा नहीं है
connections-no-organizer-what = Google Meet की बैठकें उनके आयोजक के ज़रिए पढ़ी जाती हैं। उसके बिना उनमें उपस्थिति अज्ञात रहती है।
connections-organizer = आयोजक का ई-मेल
connections-others-retire = दूसरी कुंजियाँ कब ख़त्म हों
connections-others-retire-what = ख़ाली: जब तक आप न हटाएँ, तब तक रहेंगी।
connections-reason = कारण
connections-reconnect = दोबारा जोड़ें
connections-saved = { $name } जुड़ गया और उसके वेबहुक आ रहे हैं।
connections-saved-organizer = { $name } जुड़ गया। अब से इनकी बैठकें पढ़ी जाएँगी।
connections-saved-unverified = { $name } बिना पूछे सहेजा गया। अगली बैठक के बाद यहाँ दोबारा देखें।
connections-saved-waiting = { $name } जुड़ गया। उससे अभी एक वेबहुक भेजने को कहा गया है: पता डाला गया हो तो कुछ सेकंड में नीचे दिखेगा।
connections-secret = गुप्त शब्द
connections-secret-what = यह एन्क्रिप्ट करके रखा जाता है और फिर कभी नहीं दिखाया जाता।
connections-service-account = सर्विस अकाउंट से आयोजक जोड़ें
connections-service-account-what = उस Google Workspace के लिए जिसका प्रशासक सर्विस अकाउंट को लोगों की ओर से काम करने देता है। पहले Google से पूछा जाता है, फिर सहेजा जाता है।
connections-title = कनेक्शन
connections-unverified = सर्वर से पूछे बिना सहेजें
connections-verified = पूछा और सही पाया
connections-webhook-what = यह पता LiveKit में वेबहुक के पते के रूप में डालें। सभी सर्वरों के लिए यही है।
