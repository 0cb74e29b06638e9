today-all-sessions = सभी कक्षाएँ
today-empty = इस दिन कोई कक्षा नहीं है
today-empty-what = जैसे ही इस दिन के लिए कोई कक्षा तय होगी, वह यहाँ दिखेगी।
today-figure-coverage = चल रही कक्षाएँ दिख रही हैं
today-figure-here = उपस्थित
today-figure-late = देर से
today-figure-missing = नहीं आए
today-heading = आज · { $day }
today-here = { $expected ->
    [one] { $expected } में से { $here } यहाँ है।
   *[other] { $expected } में से { $here } यहाँ हैं।
}
today-look = देखें
today-minutes-late = { $minutes } मिनट देर
today-minutes-missing = { $minutes } मिनट से नहीं आए
today-missing = { $count ->
    [one] { $count } व्यक्ति नहीं आया।
   *[other] { $count } व्यक्ति नहीं आए।
}
today-missing-one = { $session } में { $name } नहीं आए।
today-next = अभी कोई कक्षा नहीं चल रही। अगली { $time } बजे शुरू होगी।
today-nothing-more = अभी कोई कक्षा नहीं चल रही, और आज आगे कोई तय नहीं है।
today-of = { $expected } में से { $there }
today-over = { $count ->
    [one] { $count } कक्षा पूरी हुई
   *[other] { $count } कक्षाएँ पूरी हुईं
}
today-running = अभी
today-soon = आगे
today-teacher = शिक्षक
today-title = आज
today-waits = आपके लिए प्रतीक्षा में
today-waits-jobs = { $count ->
    [one] { $count } कार्य विफल हुआ
   *[other] { $count } कार्य विफल हुए
}
today-waits-platforms = { $count ->
    [one] { $count } कनेक्शन जवाब नहीं दे रहा
   *[other] { $count } कनेक्शन जवाब नहीं दे रहे
}
today-waits-rates = { $count ->
    [one] इस महीने की { $count } पंक्ति की दर नहीं है
   *[other] इस महीने की { $count } पंक्तियों की दर नहीं है
}
today-waits-review = { $count ->
    [one] { $count } कक्षा निश्चित नहीं है और निर्णय चाहती है
   *[other] { $count } कक्षाएँ निश्चित नहीं हैं और निर्णय चाहती हैं
}
today-waits-unmatched = { $count ->
    [one] { $count } अनजान व्यक्ति कक्षा में था
   *[other] { $count } अनजान व्यक्ति कक्षाओं में थे
}
today-waits-subscriptions = { $count ->
    [one] { $count } सदस्यता के पाठ ख़त्म होने वाले हैं
   *[other] { $count } सदस्यताओं के पाठ ख़त्म होने वाले हैं
}
