webhooks-add = जोड़ें और गुप्त कुंजी दिखाएँ
webhooks-added = { $name } जोड़ दिया गया।
webhooks-answer-failing = { $count ->
    [one] { $count } एंडपॉइंट भेजा गया नहीं ले रहा।
   *[other] { $count } एंडपॉइंट भेजा गया नहीं ले रहे।
}
webhooks-answer-good = { $count ->
    [one] { $count } सिस्टम को बताया जाता है कि यहाँ क्या होता है।
   *[other] { $count } सिस्टमों को बताया जाता है कि यहाँ क्या होता है।
}
webhooks-answer-none = अभी किसी सिस्टम को कुछ नहीं बताया जाता।
webhooks-change = बदलें
webhooks-changed = { $name } सहेजा गया।
webhooks-copy = कॉपी करें
webhooks-description = यह क्या है
webhooks-description-what = केवल आपके लिए, जैसे “हमारा डैशबोर्ड”।
webhooks-docs = संदेश में क्या होता है: डेवलपरों के लिए
webhooks-empty = अभी कोई एंडपॉइंट नहीं
webhooks-empty-what = आपके सिस्टम को कुछ सेकंड में बताया जा सकता है कि कौन आया, कौन अनुपस्थित है और क्या बदला। वह पता जोड़ें जिस पर वह सुनता है।
webhooks-events = किस बारे में बताएँ
webhooks-events-what = कुछ न चुनें तो सब कुछ बताया जाएगा।
webhooks-every-event = सब कुछ
webhooks-messages = इसे क्या भेजा गया
webhooks-new = एंडपॉइंट जोड़ें
webhooks-new-what = हर संदेश पर ऐसी गुप्त कुंजी से हस्ताक्षर होते हैं जिसे केवल आप और आपका सिस्टम जानते हैं। वह एक बार, इसके तुरंत बाद दिखाई जाती है।
webhooks-no-messages = इसे अभी कुछ नहीं भेजा गया
webhooks-no-messages-what = परीक्षण भेजकर देखें कि यह उत्तर देता है या नहीं।
webhooks-old-secret = पुरानी कुंजी भी { $date } तक हस्ताक्षर करती है।
webhooks-remove = हटाएँ
webhooks-remove-sure = { $name } हटाएँ?
webhooks-remove-what = इसे अब कुछ नहीं बताया जाएगा, और जो इसके लिए रुका है वह नहीं भेजा जाएगा। भेजा हुआ सूची में रहता है।
webhooks-removed = { $name } हटा दिया गया।
webhooks-rotate = नई गुप्त कुंजी
webhooks-rotate-sure = { $name } को नई गुप्त कुंजी दें?
webhooks-rotate-what = नई कुंजी एक बार दिखाई जाती है। 24 घंटे तक वर्तमान कुंजी भी हस्ताक्षर करती है: इतने समय में नई कुंजी अपने सिस्टम में डालें। जो कुंजी पहले बदली गई थी, वह तुरंत बंद हो जाती है।
webhooks-rotated = इसकी नई गुप्त कुंजी है।
webhooks-says-failing = { $date } से यह भेजा गया नहीं ले रहा। प्रयास अपने-आप दोहराए जाते हैं; पाँच दिन बाद इसे बंद कर दिया जाएगा।
webhooks-says-good = इसने पिछला संदेश { $date } पर लिया।
webhooks-says-new = इसे अभी कुछ नहीं भेजा गया है। परीक्षण भेजकर देखें कि यह उत्तर देता है या नहीं।
webhooks-says-quiet = हाल में इसने कोई संदेश नहीं लिया। परीक्षण भेजकर देखें कि यह उत्तर देता है या नहीं।
webhooks-secret = गुप्त कुंजी
webhooks-secret-once = इसे अभी अपने सिस्टम में कॉपी करें। यह फिर नहीं दिखेगी।
webhooks-since = जोड़ा गया
webhooks-state-failing = नहीं ले रहा
webhooks-state-good = चल रहा है
webhooks-state-off = बंद
webhooks-state-quiet = अभी जाँचा नहीं गया
webhooks-switch-off = बंद करें
webhooks-switch-on = चालू करें
webhooks-switched-off = { $name } बंद है; इसे कुछ नहीं भेजा जाता।
webhooks-switched-on = { $name } चालू है।
webhooks-test = परीक्षण भेजें
webhooks-tested = परीक्षण भेजा जा रहा है। उसका क्या हुआ, यहाँ थोड़ी देर में दिखेगा।
webhooks-title = वेबहुक
webhooks-url = पता
webhooks-url-what = जैसे https://hooks.example.org/rollcall। संदेशों में लोगों के नाम होते हैं, इसलिए यह https से शुरू होता है।
