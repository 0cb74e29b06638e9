venues-add = स्थान जोड़ें
venues-add-what = वह जगह जहाँ लोग आने पर हाज़िरी लगाते हैं। उसका अपना कोड बनता है, जो चालू रहता है।
venues-added = स्थान “{ $name }” जोड़ा गया; उसका कोड चालू है।
venues-answer = { $count ->
    [0] अभी कोई स्थान नहीं।
    [one] { $count } स्थान; केवल मेंबरों के लिए: { $members }।
   *[other] { $count } स्थान; केवल मेंबरों के लिए: { $members }।
}
venues-bad-name = नाम एक पंक्ति में 1 से 200 अक्षरों का होता है।
venues-bad-time = घंटे और मिनट लिखें, जैसे 04:00।
venues-change = बदलें
venues-changed = स्थान “{ $name }” बदला गया।
venues-day-start = दिन की शुरुआत
venues-day-start-hint = आधी रात के बाद जो जाता है, वह जाता हुआ ही गिना जाता है, दोबारा आता हुआ नहीं: इस स्थान का दिन इसी समय शुरू होता है।
venues-edit = “{ $name }” बदलें
venues-edit-what = उसका कोड वैसा ही रहता है: छपे हुए कोड चलते रहेंगे।
venues-empty = अभी कोई स्थान नहीं
venues-empty-what = वह जगह जोड़ें जहाँ आपके मेंबर या विद्यार्थी हाज़िरी लगाते हैं।
venues-everybody = सब
venues-members = कौन आ सकता है
venues-members-only = केवल मेंबर
venues-name = नाम
venues-requires = इसके कोड से केवल मेंबर आ सकते हैं
venues-title = स्थान
venues-zone = समय क्षेत्र
