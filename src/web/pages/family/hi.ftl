family-absent = { $name } की { $title } में उपस्थिति नहीं रही।
family-bill = इस अवधि का अब तक का बिल
family-bill-waits = { $count ->
    [one] { $count } पाठ अभी इसमें नहीं है।
   *[other] { $count } पाठ अभी इसमें नहीं हैं।
}
family-card = रिसेप्शन के लिए कार्ड
family-empty = यहाँ अभी कोई बच्चा नहीं
family-empty-what = कौन-से बच्चे आपके परिवार के हैं, यह कार्यालय दर्ज करता है। उनसे अपने बच्चे जुड़वाएँ।
family-excused = { $name } को { $title } से छूट है।
family-here = { $name } { $clock } से { $title } में हैं।
family-last = पिछला पाठ
family-minutes = { $planned ->
    [one] { $planned } में से { $own } मिनट
   *[other] { $planned } में से { $own } मिनट
}
family-missing = { $name } { $clock } से { $title } में नहीं हैं।
family-next = { $name } का अगला पाठ: { $title }, { $day }, { $clock }।
family-next-today = { $name } का आज का पाठ: { $title }, { $clock } बजे।
family-nothing = { $name } का कोई पाठ तय नहीं है।
family-notifications = मुझे कब बताया जाए
family-open = { $title } हो चुका है; { $name } की उपस्थिति अभी निश्चित नहीं।
family-rate = { $counted ->
    [0] अभी कुछ तय नहीं
    [one] { $counted } में से { $attended } पाठ में उपस्थित
   *[other] { $counted } में से { $attended } पाठों में उपस्थित
}
family-sessions = बीते पाठ
family-thirty-days = पिछले 30 दिन
family-title = मेरे बच्चे
family-today = आज
family-today-nothing = आज कोई पाठ नहीं।
family-upcoming = अगले पाठ
family-upcoming-nothing = कुछ तय नहीं है।
family-was-there = { $planned ->
    [one] { $name } उपस्थित: { $title } में { $planned } में से { $minutes } मिनट।
   *[other] { $name } उपस्थित: { $title } में { $planned } में से { $minutes } मिनट।
}
family-was-there-somehow = { $name } { $title } में उपस्थित थे।
