unmatched-answer = { $count ->
    [0] इस पन्ने पर और नहीं।
    [one] { $count } नाम किसी के यह बताने की प्रतीक्षा में है कि वह किसका है।
   *[other] { $count } नाम किसी के यह बताने की प्रतीक्षा में हैं कि वे किसके हैं।
}
unmatched-answer-many = और भी हैं; यहाँ { $count } नाम किसी के यह बताने की प्रतीक्षा में हैं कि वे किसके हैं।
unmatched-answer-none = जो भी दिखा, सब ज्ञात हैं।
unmatched-bound = { $name } से जोड़ा गया। { $count ->
    [one] { $count } सत्र का मूल्यांकन फिर हो रहा है।
   *[other] { $count } सत्रों का मूल्यांकन फिर हो रहा है।
}
unmatched-empty = किसी की पहचान बाकी नहीं
unmatched-empty-what = सत्र में जैसे ही कोई दिखे जिसे Rollcall नहीं जानता, नाम यहाँ आएगा।
unmatched-nobody-called = { $who } नाम का कोई नहीं है।
unmatched-nobody-done = हमारा कोई नहीं। { $count ->
    [one] { $count } सत्र का मूल्यांकन फिर हो रहा है।
   *[other] { $count } सत्रों का मूल्यांकन फिर हो रहा है।
}
unmatched-same-email = वही ई-मेल पता
unmatched-same-name = { $all ->
    [1] वही नाम, इस सत्र की सूची में
    [one] वही नाम, इन { $all } में से { $expected } सत्रों की सूची में
   *[other] वही नाम, इन { $all } में से { $expected } सत्रों की सूची में
}
unmatched-seen = { $count ->
    [one] { $count } सत्र में दिखे:
   *[other] { $count } सत्रों में दिखे:
}
unmatched-sessions = बीते सत्र
unmatched-several = { $count } लोग मिलते हैं: { $names }। नाम और पूरा लिखें, या ई-मेल पता।
unmatched-similar-name = { $all ->
    [1] मिलता-जुलता नाम, इस सत्र की सूची में
    [one] मिलता-जुलता नाम, इन { $all } में से { $expected } सत्रों की सूची में
   *[other] मिलता-जुलता नाम, इन { $all } में से { $expected } सत्रों की सूची में
}
unmatched-title = पहचान बाकी
unmatched-what = ये सत्रों में अपने मंच के नाम से दिखे। अनुमान से किसी का हिसाब नहीं होता: बताएँ कि यह कौन है, बीते सत्र भी गिने जाएँगे।
