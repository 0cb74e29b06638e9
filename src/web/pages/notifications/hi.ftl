notifications-answer-children = आपके बच्चों के बारे में: { $names }।
notifications-answer-new = { $count ->
    [one] { $count } नई सूचना।
   *[other] { $count } नई सूचनाएँ।
}
notifications-answer-none = कुछ नया नहीं।
notifications-browser-gone = इस ब्राउज़र पर अब कुछ नहीं आएगा।
notifications-browser-since = { $date } से
notifications-browsers = ब्राउज़र
notifications-browsers-allow = इस ब्राउज़र में अनुमति दें
notifications-browsers-blocked = ब्राउज़र में इस साइट की सूचनाएँ रोकी हुई हैं। उसकी सेटिंग में अनुमति दें, फिर पेज दोबारा खोलें।
notifications-browsers-failed = ब्राउज़र उन्हें चालू न कर सका, जैसे निजी विंडो में होता है। साधारण विंडो इस्तेमाल करें, या ई-मेल चुनें।
notifications-browsers-none = अभी किसी ब्राउज़र पर सूचनाएँ नहीं आतीं।
notifications-browsers-remove = हटाएँ
notifications-browsers-this = यह ब्राउज़र
notifications-browsers-ticked = आपने ब्राउज़र चुना है, पर आपका कोई ब्राउज़र अभी अनुमत नहीं है: नीचे किसी एक को अनुमति दें।
notifications-browsers-unable = इस ब्राउज़र पर सूचनाएँ नहीं आ सकतीं। iPhone या iPad पर पहले यह पेज होम स्क्रीन पर जोड़ें।
notifications-browsers-what = ऊपर “ब्राउज़र” चुनने पर संदेश इन ब्राउज़रों पर आते हैं, Rollcall बंद हो तब भी।
notifications-channels = ई-मेल या ब्राउज़र से
notifications-choose = आपको क्या बताया जाए
notifications-choose-what = चुनें कि हर बात आप तक कैसे पहुँचे। कुछ न चुनने पर वह नहीं बताई जाएगी।
notifications-cancelled = { $session }, { $day }, { $time }, रद्द है।
notifications-claim-came = उपस्थिति
notifications-claim-late = { $minutes ->
    [one] { $minutes } मिनट की देरी
   *[other] { $minutes } मिनट की देरी
}
notifications-corrected = सुधार: { $name }, { $session }, { $day }: { $now }। पहले कहा गया था: { $told }।
notifications-corrected-visit = सुधार: { $name }, { $venue }, { $day }: { $edges }।
notifications-corrected-visit-none = सुधार: { $name }, { $venue }, { $day }: कोई उपस्थिति नहीं।
notifications-edge-in = अंदर { $time }
notifications-edge-out = बाहर { $time }
notifications-email = ई-मेल
notifications-email-none = कोई पता दर्ज नहीं है, इसलिए ई-मेल नहीं जाता। कार्यालय उसे जोड़ सकता है।
notifications-empty = आपको अब तक कुछ नहीं बताया गया
notifications-empty-what = ई-मेल या ब्राउज़र से जो बताया जाता है, वह यहाँ भी दिखता है।
notifications-event = घटना
notifications-held = { $session }, { $day }: { $why }।
notifications-language = संदेशों और पेजों की भाषा
notifications-language-any = जैसा ब्राउज़र कहे
notifications-left = { $left ->
    [one] { $name }: { $left } सत्र बचा है।
   *[other] { $name }: { $left } सत्र बचे हैं।
}
notifications-moved = { $session } का समय बदला: पहले { $before }, अब { $after }।
notifications-new = नया
notifications-nobody = कोई
notifications-nothing = आपकी भूमिकाओं के लिए अभी कोई सूचना नहीं है।
notifications-of = { $name } को कैसे बताया जाए
notifications-of-browsers = { $count ->
    [0] अभी किसी ब्राउज़र को अनुमति नहीं; यह केवल { $name } कर सकते हैं।
    [one] { $count } ब्राउज़र को अनुमति है।
   *[other] { $count } ब्राउज़रों को अनुमति है।
}
notifications-of-saved = सहेजा गया: { $name } की सूचनाएँ।
notifications-of-short = सूचनाएँ
notifications-of-what = ये { $name } की इच्छाएँ हैं। यहाँ के बदलाव ऑडिट लॉग में लिखे जाते हैं।
notifications-quiet = शांत समय
notifications-quiet-from = से
notifications-quiet-on = इस समय कुछ न भेजें; जो रुका रहे, वह अंत में एक साथ आए। केवल उससे पहले शुरू होने वाले सत्र का रद्द होना या बदलना तुरंत बताया जाता है
notifications-quiet-to = तक
notifications-saved = सहेजा गया। आपको ऐसे ही बताया जाएगा।
notifications-settings = सेटिंग
notifications-silent = { $platform } अब जवाब नहीं देता: { $detail }
notifications-somewhere = एक स्थान
notifications-title = मेरी सूचनाएँ
notifications-told = आपको क्या बताया गया
notifications-told-absence = { $name }: { $session } में अनुपस्थिति, { $day }।
notifications-told-arrival = { $name }: { $venue } में आगमन, { $time }।
notifications-told-departure = { $name }: { $venue } से प्रस्थान, { $time }।
notifications-told-joined = { $name }: { $session } में आगमन, { $time }।
notifications-told-late = { $name }: { $session }, { $day }: { $late }।
notifications-told-left = { $name }: { $session } से प्रस्थान, { $time }।
notifications-when = कब और किस भाषा में
notifications-zone = समय क्षेत्र
notifications-zone-any = संगठन के अनुसार: { $zone }

unsubscribe-again = मन बदले तो यहीं फिर चालू करें, या “मेरी सूचनाएँ” में चुनें कि आपको क्या बताया जाए।
unsubscribe-again-button = फिर चालू करें
unsubscribe-again-done = हो गया। { $organization } अब { $name } को फिर ये ई-मेल भेजेगा:
unsubscribe-already = ये ई-मेल पहले से बंद हैं।
unsubscribe-button = ये ई-मेल बंद करें
unsubscribe-done = हो गया। { $organization } अब { $name } को इनके बारे में ई-मेल नहीं भेजता:
unsubscribe-mine = मेरी सूचनाएँ
unsubscribe-nothing = कुछ नहीं चुना गया, इसलिए कुछ नहीं बदला।
unsubscribe-rest = बाक़ी ई-मेल और ब्राउज़र के संदेश आते रहेंगे।
unsubscribe-title = ये ई-मेल बंद करें?
unsubscribe-what = { $name }, { $organization } अब आपको इनके बारे में ई-मेल नहीं भेजेगा:
unsubscribe-wrong = यह लिंक काम नहीं करता
unsubscribe-wrong-what = लिंक अधूरा है या रास्ते में बदल गया। ई-मेल से फिर खोलें, या लॉग इन करके “मेरी सूचनाएँ” में चुनें कि आपको क्या बताया जाए।
