me-answer = { $counted ->
    [0] पिछले 30 दिनों का कोई पाठ अभी तय नहीं हुआ है।
    [one] पिछले 30 दिनों में आप { $counted } में से { $attended } पाठ में थे।
   *[other] पिछले 30 दिनों में आप { $counted } में से { $attended } पाठों में थे।
}
me-empty = अभी कोई पाठ नहीं
me-empty-what = पहले पाठ के बाद यहाँ दिखेगा कि आप थे या नहीं, और कितनी देर।
me-here = आप { $clock } से { $title } में हैं।
me-history = सभी पाठ
me-hours = 30 दिनों के घंटे
me-last = पिछली बार आना और जाना
me-last-in = आना
me-last-lesson = पाठ
me-last-out = जाना
me-missing = { $title } { $clock } से आपके बिना चल रहा है।
me-next = अगला पाठ
me-next-nothing = कुछ तय नहीं है।
me-not-left = अभी नहीं
me-of = { $count } में से
me-on-time = समय पर, 30 दिन
me-scan = चेक-इन के लिए QR स्कैन करें
me-seven-days = पिछले 7 दिन
me-thirty-days = पिछले 30 दिन
me-title = मेरी उपस्थिति
me-today = आज
me-today-nothing = आज कोई पाठ नहीं।
me-visits = मेरी विज़िट
