plans-add = प्लान जोड़ें
plans-add-what = मेंबर जिसके लिए पैसे देते हैं। कोड स्कैन करके वही आ सकते हैं, जिनका प्लान इसकी अनुमति देता है।
plans-added = प्लान “{ $name }” जोड़ा गया।
plans-answer = { $count ->
    [0] अभी कोई प्लान नहीं।
    [one] { $count } प्लान; कोड से प्रवेश वाले: { $codes }।
   *[other] { $count } प्लान; कोड से प्रवेश वाले: { $codes }।
}
plans-bad-name = नाम एक पंक्ति में 1 से 200 अक्षरों का होता है।
plans-change = बदलें
plans-changed = प्लान “{ $name }” बदला गया। यह अब से उसके सब मेंबरों पर लागू है।
plans-codes = कोड
plans-codes-no = केवल रिसेप्शन पर
plans-codes-yes = कोड से प्रवेश
plans-edit = “{ $name }” बदलें
plans-edit-what = यह अब से उसके सब मेंबरों पर लागू होता है। पहले के स्कैन उसी से परखे जाते हैं, जैसा प्लान तब था।
plans-empty = अभी कोई प्लान नहीं
plans-empty-what = वह जोड़ें जिसके लिए आपके मेंबर पैसे देते हैं; फिर लोगों को उनके पन्नों पर मेंबर बनाएँ।
plans-members = मेंबर
plans-name = नाम
plans-show-members = मेंबर दिखाएँ
plans-takes-codes = मेंबर कोड स्कैन करके आते हैं
plans-title = प्लान
