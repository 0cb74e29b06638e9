week-after = अगला सप्ताह
week-back-to-this = इस सप्ताह पर
week-before = पिछला सप्ताह
week-empty = इस सप्ताह कोई पाठ नहीं।
week-later = अगला: { $title }, { $day }, { $clock }।
week-later-today = अगला: { $title }, आज { $clock } बजे।
week-lessons = { $count ->
    [0] कोई पाठ नहीं
    [one] { $count } पाठ
   *[other] { $count } पाठ
}
week-nothing = कुछ तय नहीं है।
week-pay = इस अवधि का आपका अब तक का वेतन
week-pay-of = { $count ->
    [one] { $count } पाठ, { $hours } घंटे।
   *[other] { $count } पाठ, { $hours } घंटे।
}
week-pay-waits = { $count ->
    [one] { $count } पाठ बाकी है।
   *[other] { $count } पाठ बाकी हैं।
}
week-running = { $title } { $clock } तक चल रहा है: { $expected } में से { $here } उपस्थित।
week-soon = { $minutes ->
    [one] { $title } { $minutes } मिनट में, { $clock }।
   *[other] { $title } { $minutes } मिनट में, { $clock }।
}
week-this = यह सप्ताह
week-title = मेरा सप्ताह
week-today = आज
week-waiting = { $count ->
    [one] { $count } पाठ आपकी प्रतीक्षा में है
   *[other] { $count } पाठ आपकी प्रतीक्षा में हैं
}
week-which = कौन-सा सप्ताह
