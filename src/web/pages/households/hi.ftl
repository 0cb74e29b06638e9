households-add = परिवार जोड़ें
households-add-what = जिनका बिल एक साथ बनता है। कौन इसमें है, यह हर व्यक्ति के पन्ने पर लिखा जाता है।
households-added = { $name } को जोड़ा गया।
households-answer = { $count ->
    [0] कोई परिवार नहीं मिला।
    [one] { $count } परिवार।
   *[other] { $count } परिवार।
}
households-bad-name = नाम एक पंक्ति में 1 से 200 अक्षरों का होता है।
households-bill = बिल
households-edit = बदलें
households-edit-title = { $name } को बदलें
households-edit-what = बंद महीनों के बिल वैसे ही रहते हैं।
households-empty = यहाँ कोई परिवार नहीं
households-empty-what = फ़िल्टर हटाएँ या एक परिवार जोड़ें।
households-has = { $count ->
    [0] इसमें कोई नहीं है।
    [one] इसमें { $count } व्यक्ति है।
   *[other] इसमें { $count } व्यक्ति हैं।
}
households-is-paid = भुगतान { $name } करते हैं।
households-members = सदस्य
households-name = नाम
households-no-members = इसमें अभी कोई नहीं है
households-no-members-what = किसी व्यक्ति का पन्ना खोलें और वहाँ इस परिवार का नाम लिखें।
households-no-payer = कोई नहीं
households-nobody-pays = अभी कोई भुगतान नहीं करता।
households-payer = भुगतान करने वाले
households-payer-hint = यहाँ के किसी व्यक्ति का ई-मेल या पूरा नाम।
households-people = लोग
households-saved = { $name } को सहेजा गया।
households-search = नाम या भुगतान करने वाले
households-several-payers = इस नाम के कई लोग हैं: ई-मेल पता लिखें।
households-since = यहाँ कब से
households-title = परिवार
households-unknown-payer = यहाँ किसी का यह ई-मेल या नाम नहीं है।
