timeline-as-table = तालिका में
timeline-bridged = छोटा अंतराल, गिना गया
timeline-caption-assumed = अंत तक, मान लिया गया
timeline-caption-back = वापसी { $at }
timeline-caption-came = आना { $at }
timeline-caption-closed = कक्ष बंद { $at }
timeline-caption-first-seen = पहली बार { $at }
timeline-caption-last-seen = आख़िरी बार { $at }
timeline-caption-left = जाना { $at }
timeline-caption-lost = संपर्क टूटा { $at }
timeline-caption-missing = सूची में नहीं { $at }
timeline-caption-plain = { $at }
timeline-caption-unseen = अंत नहीं दिखा, { $at }
timeline-connection = { $source } · { $identity }
timeline-connections = { $count ->
    [one] { $count } कनेक्शन
   *[other] { $count } कनेक्शन
}
timeline-edge = { $at }, { $what }
timeline-edge-seen = { $at }, { $what }, स्रोत { $source }, { $ids }
timeline-estimated = सीमा नहीं दिखी
timeline-everybody = सब
timeline-evidence = प्रमाण
timeline-from = से
timeline-guest = अतिथि
timeline-length = अवधि
timeline-marked-in = { $at }, आना दर्ज: { $author }
timeline-marked-out = { $at }, जाना दर्ज: { $author }
timeline-more-connections = { $count ->
    [one] और { $count } कनेक्शन
   *[other] और { $count } कनेक्शन
}
timeline-more-rows = { $count ->
    [one] और { $count } पंक्ति
   *[other] और { $count } पंक्तियाँ
}
timeline-not-matched = पहचान बाकी
timeline-note-bridged = { $time } का अंतराल गिना गया
timeline-note-estimated = एक छोर अनुमानित
timeline-nothing-known = कुछ ज्ञात नहीं।
timeline-now = अभी
timeline-override = { $at }, { $outcome }, निर्णय { $author }: { $reason }
timeline-possible = शायद उपस्थित
timeline-proven = उपस्थित दिखे
timeline-scanned-in = { $at }, आते समय कोड स्कैन
timeline-scanned-out = { $at }, जाते समय कोड स्कैन
timeline-sketch = { $planned } में से { $seen } उपस्थिति
timeline-source-unknown = अज्ञात स्रोत
timeline-staff = कर्मचारी
timeline-still-there = अभी भी उपस्थित
timeline-student = विद्यार्थी
timeline-summary = कौन कब उपस्थित था, तय समय { $from } से { $to }: { $count ->
    [one] { $count } व्यक्ति
   *[other] { $count } व्यक्ति
}।
timeline-teacher = शिक्षक
timeline-to = तक
timeline-unwatched = निगरानी नहीं थी
timeline-what = क्या
timeline-who = कौन
timeline-window = गिना जाने वाला समय
timeline-with-reason = { $what }: { $reason }
timeline-withdrawn = { $at }, { $author } ने पिछला निर्णय वापस लिया: { $reason }
