subscriptions-answer = { $count ->
    [0] कोई सदस्यता चालू नहीं है।
    [one] { $count } सदस्यता चालू है।
   *[other] { $count } सदस्यताएँ चालू हैं।
}
subscriptions-answer-low = { $count ->
    [one] { $count } में ज़्यादा से ज़्यादा एक पाठ बचा है, और उसके बाद कोई सदस्यता नहीं है।
   *[other] { $count } में ज़्यादा से ज़्यादा एक-एक पाठ बचा है, और उनके बाद कोई सदस्यता नहीं है।
}
subscriptions-as-package = जैसा पैकेज में है
subscriptions-bad-change = पूर्ण संख्या लिखें, जैसे 1 या -1।
subscriptions-bad-name = नाम 1 से 200 अक्षरों का होता है।
subscriptions-bad-number = 1 से { $most } तक की संख्या लिखें।
subscriptions-bad-reason = कारण 1 से 500 अक्षरों का होता है।
subscriptions-change = बदलें
subscriptions-change-what = जो पाठ इसमें गिने जा चुके हैं, वे गिने हुए रहेंगे। इन दिनों के बीते पाठ, जो किसी और सदस्यता में नहीं गिने गए, इसमें गिने जाएँगे।
subscriptions-changed = सदस्यता बदल दी गई। { $count ->
    [0] कोई पुराना पाठ इसमें नहीं गिना गया।
    [one] { $count } पुराना पाठ इसमें गिना गया।
   *[other] { $count } पुराने पाठ इसमें गिने गए।
}
subscriptions-correct = शेष सुधारें
subscriptions-correct-change = पाठ
subscriptions-correct-confirm = दर्ज करें
subscriptions-correct-hint = 1 एक जोड़ता है, -1 एक घटाता है।
subscriptions-correct-reason = कारण
subscriptions-correct-what = सुधार बही में अलग पंक्ति के रूप में लिखा जाता है, आपके नाम और कारण के साथ। परिवार इसे देखता है।
subscriptions-corrected = सुधारा गया: { $count ->
    [one] { $count } पाठ बचा है।
   *[other] { $count } पाठ बचे हैं।
}
subscriptions-days = मान्य
subscriptions-draw = बिना समय के पाठ
subscriptions-draw-what = अभी बिना समय के बनाएँ; हर एक को समय बाद में मिलेगा
subscriptions-empty = यहाँ कुछ नहीं
subscriptions-empty-what = सदस्यता में पहले से चुकाए गए पाठ होते हैं। जिसके पास सदस्यता है, उसके पाठ पहले उसी में गिने जाते हैं।
subscriptions-ended-on = { $count ->
    [0] यह { $until } को समाप्त हुई; कुछ नहीं बचा था।
    [one] यह { $until } को समाप्त हुई; { $count } पाठ बिना उपयोग के समाप्त हुआ।
   *[other] यह { $until } को समाप्त हुई; { $count } पाठ बिना उपयोग के समाप्त हुए।
}
subscriptions-entry = क्या हुआ
subscriptions-entry-change = पाठ
subscriptions-format = प्रारूप
subscriptions-from = पहला दिन
subscriptions-granted = कुल
subscriptions-kind = पाठ का प्रकार
subscriptions-ledger = बही
subscriptions-left = शेष
subscriptions-left-open = { $count ->
    [0] कुछ नहीं बचा: आगे के पाठों का शुल्क दर के हिसाब से लगेगा।
    [one] { $count } पाठ बचा है।
   *[other] { $count } पाठ बचे हैं।
}
subscriptions-left-until = { $count ->
    [0] कुछ नहीं बचा: आगे के पाठों का शुल्क दर के हिसाब से लगेगा।
    [one] { $until } तक { $count } पाठ बचा है।
   *[other] { $until } तक { $count } पाठ बचे हैं।
}
subscriptions-minutes = पाठ की अवधि (मिनट)
subscriptions-minutes-default = सामान्य
subscriptions-minutes-hint = ख़ाली: पाठ की सामान्य अवधि।
subscriptions-no-package = बिना पैकेज
subscriptions-no-students = अभी कोई विद्यार्थी नहीं: पहले किसी को जोड़ें।
subscriptions-package = पैकेज
subscriptions-package-add = पैकेज जोड़ें
subscriptions-package-added = पैकेज “{ $name }” जोड़ा गया।
subscriptions-package-change = बदलें
subscriptions-package-changed = पैकेज “{ $name }” बदला गया। जो बिक चुका, वह वैसा ही रहेगा।
subscriptions-package-edit = पैकेज सहेजें
subscriptions-package-name = नाम
subscriptions-package-option = { $name } ({ $count ->
    [one] { $count } पाठ
   *[other] { $count } पाठ
})
subscriptions-package-what = जो पाठों की संख्या के हिसाब से बिकता है। बदलाव केवल आगे की बिक्री पर लागू होगा।
subscriptions-packages = पैकेज
subscriptions-packages-none = अभी कोई पैकेज नहीं। सदस्यता बिना पैकेज के भी बेची जा सकती है।
subscriptions-person = विद्यार्थी
subscriptions-platform = कहाँ
subscriptions-search = नाम
subscriptions-sell = सदस्यता बेचें
subscriptions-sell-what = पहले दिन से गिने जाने वाले पाठ इसी में से घटते हैं और उनका अलग से कुछ नहीं लगता।
subscriptions-sessions = पाठ
subscriptions-sessions-hint = ख़ाली: जैसा पैकेज में है।
subscriptions-show = दिखाएँ
subscriptions-show-all = सभी
subscriptions-show-ended = समाप्त
subscriptions-show-low = पाठ ख़त्म होने वाले
subscriptions-show-running = चालू
subscriptions-sold = सदस्यता चालू है। { $count ->
    [0] कोई पुराना पाठ इसमें नहीं गिना गया।
    [one] { $count } पुराना पाठ इसमें गिना गया।
   *[other] { $count } पुराने पाठ इसमें गिने गए।
}
subscriptions-state = स्थिति
subscriptions-teacher = शिक्षक
subscriptions-title = सदस्यताएँ
subscriptions-unscheduled = { $count ->
    [one] { $count } पाठ का समय तय होना बाकी है
   *[other] { $count } पाठों का समय तय होना बाकी है
}
subscriptions-unscheduled-ended = सदस्यता समाप्त है: अब जिन पाठों का समय तय होगा, उनका शुल्क दर के हिसाब से लगेगा।
subscriptions-until = अंतिम दिन
subscriptions-until-hint = ख़ाली: बिना अंत के। अंत में जो बचे, वह समाप्त हो जाता है।
subscriptions-used = उपयोग हुए
subscriptions-what = किसके लिए
subscriptions-when = कब दर्ज हुआ
