jobs-all = इस इंस्टॉलेशन की सभी संस्थाएँ दिख रही हैं, और हाथ से चलाने पर काम सभी के लिए चलता है।
jobs-and = {" और "}
jobs-answer-failed = { $count ->
    [one] { $count } काम विफल रहा: { $names }।
   *[other] { $count } काम विफल रहे: { $names }।
}
jobs-answer-failed-since = 1 काम विफल रहा: { $name }, { $at } से।
jobs-answer-good = सब कुछ चल रहा है।
jobs-answer-none = अभी तक कोई काम नहीं चला।
jobs-answer-overdue = { $count ->
    [one] { $count } काम में देर है: { $names }। क्या काम करने वाला सर्वर चल रहा है?
   *[other] { $count } कामों में देर है: { $names }। क्या काम करने वाला सर्वर चल रहा है?
}
jobs-asked = { $name } को चलाने को कहा गया है। यह कुछ सेकंड में शुरू होगा।
jobs-began = शुरुआत
jobs-by-hand = हाथ से
jobs-did = क्या किया
jobs-empty = कोई काम दर्ज नहीं है
jobs-empty-what = सर्वर शुरू होते समय अपने काम दर्ज करता है। उसे उस सेटिंग के बिना चलाएँ जो काम बंद करती है।
jobs-error = { $lines ->
    [one] क्या गड़बड़ हुई
   *[other] क्या गड़बड़ हुई ({ $lines } पंक्तियाँ)
}
jobs-fails = यह { $since } से विफल है और { $next } पर अपने आप फिर कोशिश करेगा। कुछ खोया नहीं: जो छूटा वह पूरा किया जाएगा।
jobs-history = सभी बार
jobs-interval = अंतराल
jobs-lag = देरी
jobs-last = पिछली बार
jobs-last-failed = पिछली बार विफल रहा। { $at } पर अपने आप फिर कोशिश करेगा।
jobs-last-good = यहाँ सब ठीक है। अगली बार { $at } पर चलेगा।
jobs-never = कभी नहीं
jobs-next = अगली बार
jobs-no-runs = अभी तक एक बार भी नहीं चला
jobs-no-runs-what = हर बार का ब्योरा कुछ समय रखा जाता है, फिर हटा दिया जाता है। देखने के लिए “अभी चलाएँ” दबाएँ।
jobs-nothing = करने को कुछ नहीं था
jobs-outcome = नतीजा
jobs-overdue = देर हो चुकी है
jobs-own = आपकी संस्था के लिए कामों ने जो किया वह दिख रहा है, और हाथ से चलाने पर काम केवल उसी के लिए चलता है।
jobs-refresh = ताज़ा करें
jobs-run-now = अभी चलाएँ
jobs-runs-now = यह अभी चल रहा है। पूरा होने तक यह पेज अपने आप ताज़ा होता रहेगा।
jobs-title = काम
jobs-took = समय लगा
jobs-under-a-second = एक सेकंड से कम
jobs-waiting = माँगा गया
