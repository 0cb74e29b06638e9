subscriptions-answer = { $count ->
    [0] कोई सदस्यता चालू नहीं है।
    [one] { $count } सदस्यता चालू है।
   *[other] { $count } सदस्यताएँ चालू हैं।
}
subscriptions-answer-low = { $count ->
    [one] { $count } में एक या कोई पाठ नहीं बचा, और उसके बाद कुछ नहीं है।
   *[other] { $count } में एक या कोई पाठ नहीं बचा, और उनके बाद कुछ नहीं है।
}
subscriptions-as-package = जैसा पैकेज में है
subscriptions-bad-change = पूर्ण संख्या लिखें, जैसे 1 या -1।
subscriptions-bad-name = नाम में 1 से 200 अक्षर होते हैं।
subscriptions-bad-number = यह 1 से { $most } तक की संख्या है।
subscriptions-bad-reason = कारण में 1 से 500 अक्षर होते हैं।
subscriptions-change = बदलें
subscriptions-change-what = जो इससे चुका है वह वैसा ही रहेगा। इन दिनों के बीते पाठ, जो किसी से नहीं चुके, इससे चुकेंगे।
subscriptions-changed = सदस्यता बदल दी गई। { $count ->
    [0] कोई पुराना पाठ इससे नहीं चुका।
    [one] { $count } पुराना पाठ इससे चुका।
   *[other] { $count } पुराने पाठ इससे चुके।
}
subscriptions-correct = शेष सुधारें
subscriptions-correct-change = पाठ
subscriptions-correct-confirm = लिख दें
subscriptions-correct-hint = 1 एक जोड़ता है, -1 एक घटाता है।
subscriptions-correct-reason = कारण
subscriptions-correct-what = सुधार बही में अलग पंक्ति होती है, आपके नाम और कारण के साथ। परिवार इसे देखता है।
subscriptions-corrected = सुधारा गया: { $count ->
    [one] { $count } पाठ बचा है।
   *[other] { $count } पाठ बचे हैं।
}
subscriptions-days = मान्य
subscriptions-draw = पाठ
subscriptions-draw-what = अभी बिना समय के बनाएँ; हर एक को समय बाद में मिलेगा
subscriptions-empty = यहाँ कुछ नहीं
subscriptions-empty-what = सदस्यता पहले से चुकाए गए पाठ देती है। पहले उसी से लिया जाता है।
subscriptions-ended-on = { $count ->
    [0] यह { $until } को समाप्त हुई; कुछ नहीं बचा था।
    [one] यह { $until } को समाप्त हुई; { $count } पाठ व्यर्थ गया।
   *[other] यह { $until } को समाप्त हुई; { $count } पाठ व्यर्थ गए।
}
subscriptions-entry = क्या हुआ
subscriptions-entry-change = पाठ
subscriptions-format = रूप
subscriptions-from = पहला दिन
subscriptions-granted = दिए गए
subscriptions-kind = पाठ का प्रकार
subscriptions-ledger = बही
subscriptions-left = शेष
subscriptions-left-open = { $count ->
    [0] कुछ नहीं बचा: आगे के पाठ दर से लिए जाएँगे।
    [one] { $count } पाठ बचा है।
   *[other] { $count } पाठ बचे हैं।
}
subscriptions-left-until = { $count ->
    [0] कुछ नहीं बचा: आगे के पाठ दर से लिए जाएँगे।
    [one] { $until } तक { $count } पाठ बचा है।
   *[other] { $until } तक { $count } पाठ बचे हैं।
}
subscriptions-minutes = मिनट
subscriptions-minutes-default = सामान्य
subscriptions-minutes-hint = खाली: जितने पाठ यहाँ चलते हैं।
subscriptions-no-package = कोई नहीं
subscriptions-no-students = अभी कोई विद्यार्थी नहीं: पहले किसी को जोड़ें।
subscriptions-package = पैकेज
subscriptions-package-add = पैकेज जोड़ें
subscriptions-package-added = { $name } जोड़ दिया गया।
subscriptions-package-change = बदलें
subscriptions-package-changed = { $name } बदल दिया गया। जो बिक चुका वह वैसा ही रहेगा।
subscriptions-package-edit = पैकेज सहेजें
subscriptions-package-name = नाम
subscriptions-package-option = { $name } ({ $count ->
    [one] { $count } पाठ
   *[other] { $count } पाठ
})
subscriptions-package-what = जो पाठों की संख्या से बिकता है। बदलाव आगे की बिक्री के लिए है।
subscriptions-packages = पैकेज
subscriptions-packages-none = अभी कोई नहीं। सदस्यता बिना पैकेज के भी बेची जा सकती है।
subscriptions-person = विद्यार्थी
subscriptions-platform = कहाँ
subscriptions-search = नाम
subscriptions-sell = सदस्यता बेचें
subscriptions-sell-what = पहले दिन से गिने गए पाठ इसी से लिए जाते हैं और अलग कुछ नहीं लगता।
subscriptions-sessions = पाठ
subscriptions-sessions-hint = खाली: जैसा पैकेज में है।
subscriptions-show = दिखाएँ
subscriptions-show-all = सभी
subscriptions-show-ended = समाप्त
subscriptions-show-low = लगभग पूरी
subscriptions-show-running = चालू
subscriptions-sold = सदस्यता चालू है। { $count ->
    [0] कोई पुराना पाठ इससे नहीं चुका।
    [one] { $count } पुराना पाठ इससे चुका।
   *[other] { $count } पुराने पाठ इससे चुके।
}
subscriptions-state = संकेत
subscriptions-teacher = शिक्षक
subscriptions-title = सदस्यताएँ
subscriptions-unscheduled = { $count ->
    [one] { $count } पाठ समय की प्रतीक्षा में
   *[other] { $count } पाठ समय की प्रतीक्षा में
}
subscriptions-unscheduled-ended = सदस्यता समाप्त है: अब समय पाने वाले पाठ दर से लिए जाएँगे।
subscriptions-until = अंतिम दिन
subscriptions-until-hint = खाली: बिना अंत के। अंत में जो बचे वह व्यर्थ जाता है।
subscriptions-used = उपयोग हुए
subscriptions-what = किसके लिए
subscriptions-when = लिखा गया
