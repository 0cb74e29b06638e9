session-all = सत्र
session-answer-absent = { $name } अनुपस्थित।
session-answer-cancelled = यह सत्र रद्द हुआ: इसके लिए न किसी को देना है, न किसी को मिलना है।
session-answer-excused = { $name } को छूट: { $reason }
session-answer-gone = { $name }: अब तक { $planned } में से { $seen } मिनट, अभी कक्ष में नहीं।
session-answer-group = { $all } में से { $there } उपस्थित थे।
session-answer-group-doubt = { $all } में से { $there } उपस्थित थे। { $name } के बारे में पक्का नहीं: { $doubt }।
session-answer-group-doubts = { $all } में से { $there } उपस्थित थे। { $unknown } के बारे में पक्का नहीं।
session-answer-group-here = { $all } में से { $here } यहाँ हैं।
session-answer-group-open = { $all } में से { $seen } दिखे। अभी तय नहीं है।
session-answer-here = { $name } यहाँ: अब तक { $planned } में से { $seen } मिनट।
session-answer-late = { $name }: { $late } मिनट देर से उपस्थित, { $planned } में से { $seen } मिनट।
session-answer-nobody = सूची में कोई नहीं है।
session-answer-not-yet = { $name } का आना अभी नहीं दिखा।
session-answer-open = { $name }: { $planned } में से { $seen } मिनट दिखे। अभी तय नहीं है।
session-answer-partial = { $name }: आंशिक उपस्थिति, { $planned } में से { $seen } मिनट।
session-answer-planned = { $day } को { $time } बजे शुरू होगा।
session-answer-present = { $name }: { $planned } में से { $seen } मिनट उपस्थिति।
session-answer-unknown = { $name } की उपस्थिति पक्की नहीं: { $doubt }।
session-at-most = अधिकतम
session-bridged = गिना गया अंतराल
session-cancel = सत्र रद्द करें
session-cancel-done = सत्र रद्द हुआ। इसके लिए न किसी को देना है, न किसी को मिलना है।
session-cancel-title = { $title } रद्द करें?
session-cancel-what = इसके लिए न किसी को देना है, न किसी को मिलना है, सदस्यता में नहीं गिना जाएगा, और कक्ष बंद होगा। यह वापस नहीं लिया जा सकता।
session-code = कोड दिखाएँ
session-code-back = सत्र पर जाएँ
session-code-fullscreen = पूरी स्क्रीन
session-code-hint = हाज़िरी के लिए इस कोड को अपने फ़ोन से स्कैन करें।
session-code-of = { $title } का QR कोड
session-code-over = यह सत्र समाप्त हो चुका है: अब चेक-इन नहीं होता।
session-code-stale = इस कोड की अवधि समाप्त हो गई। नेटवर्क का इंतज़ार है।
session-code-until = { $clock } तक मान्य
session-complete = सत्र पूरा करें
session-complete-done = सत्र पूरा हुआ। यह सदस्यता में गिना जाएगा।
session-complete-title = { $title } अभी पूरा करें?
session-complete-what = यह इसी क्षण समाप्त होगा: बाद में कक्ष में जो हो, नहीं गिना जाएगा। कक्ष बंद होगा।
session-credited = गिना गया
session-credited-hint = मापा गया समय रखने के लिए दोनों ख़ाली छोड़ें। मापे गए आँकड़े हर हाल में दिखते रहेंगे।
session-credited-minutes = गिने जाने वाले मिनट
session-credited-seconds = और सेकंड
session-evidence = { $count ->
    [one] { $count } प्रमाण
   *[other] { $count } प्रमाण
}
session-evidence-count = { $count ->
    [one] प्रमाण
   *[other] { $count } प्रमाण
}
session-evidence-more = और { $count }, जो मूल प्रमाणों में हैं।
session-evidence-raw = जो कुछ मिला, जैसा मिला
session-expected = किसके आने की उम्मीद है
session-guest-what = सूची के बिना उपस्थित
session-guests = अतिथि
session-history = क्या किया गया ({ $count })
session-history-rollcall = Rollcall
session-in-zone = { $zone } का स्थानीय समय। अवधि वही रहेगी।
session-kind = प्रकार
session-late = देरी
session-left-early = जल्दी गए
session-lines = हिसाब की पंक्तियाँ
session-mark-absent = अनुपस्थित दर्ज करें
session-mark-absent-done = अनुपस्थित दर्ज हुआ। जो दिखा, वह दिखता रहेगा।
session-mark-absent-title = { $name } को अनुपस्थित दर्ज करें?
session-mark-absent-what = { $seen ->
    [0] { $name }: परिवार से अनुपस्थिति का शुल्क लिया जाएगा, और सत्र समाप्त होगा।
    [one] { $name } का { $seen } मिनट दिखता रहेगा। परिवार से अनुपस्थिति का शुल्क लिया जाएगा, और सत्र समाप्त होगा।
   *[other] { $name } के { $seen } मिनट दिखते रहेंगे। परिवार से अनुपस्थिति का शुल्क लिया जाएगा, और सत्र समाप्त होगा।
}
session-new-start = नई शुरुआत
session-more = और
session-outcome = परिणाम
session-override = परिणाम बदलें
session-override-done = { $name }: { $outcome }। मापा गया दिखता रहेगा।
session-override-title = { $name } का मापा गया परिणाम बदलें?
session-override-what = परिणाम और लेन-देन आपके कहे से तय होंगे। मापा गया साथ में दिखता रहेगा, और यह वापस लिया जा सकता है।
session-people = कौन उपस्थित था
session-piece-aborted = कनेक्शन टूटा:
session-piece-alive = सक्रियता का संकेत:
session-piece-bind = बताया गया कि नाम किसका है
session-piece-joined = आना:
session-piece-left = जाना:
session-piece-mark-in = { $author } ने { $name } का आना { $time } बजे दर्ज किया
session-piece-mark-out = { $author } ने { $name } का जाना { $time } बजे दर्ज किया
session-piece-visit-in = { $author } ने { $name } का इमारत में आना { $time } बजे दर्ज किया
session-piece-visit-out = { $author } ने { $name } का इमारत से जाना { $time } बजे दर्ज किया
session-piece-override-of = { $name }: { $outcome }, निर्णय { $author }: { $reason }
session-piece-poll-of = { $count ->
    [0] किसी कॉल की जानकारी नहीं
    [one] { $count } कॉल का रिकॉर्ड
   *[other] { $count } कॉलों का रिकॉर्ड
}
session-piece-room-finished = कक्ष बंद हुआ
session-piece-roster-of = { $count ->
    [0] कक्ष में कोई नहीं
    [one] कक्ष में { $count } व्यक्ति
   *[other] कक्ष में { $count } लोग
}
session-piece-scan-in = { $name }: आते समय { $time } बजे स्कैन
session-piece-scan-out = { $name }: जाते समय { $time } बजे स्कैन
session-piece-withdrawn = { $author } ने { $name } का निर्णय वापस लिया: { $reason }
session-planned = तय समय
session-reason = कारण
session-reason-optional = कारण (चाहें तो)
session-reschedule = समय बदलें
session-reschedule-done = अब { $day } को { $time } बजे शुरू होगा।
session-reschedule-title = { $title } के लिए दूसरा समय?
session-reschedule-what = { $minutes ->
    [one] सब अपनी जगह रहेंगे। अवधि पहले जैसी, { $minutes } मिनट।
   *[other] सब अपनी जगह रहेंगे। अवधि पहले जैसी, { $minutes } मिनट।
}
session-resync = फिर से पूछें
session-resync-change = { $name }: { $before } → { $after }।
session-resync-done = नए प्रमाण: { $evidence }, दिखे लोग: { $people }।
session-resync-more = { $count ->
    [one] { $count } और परिणाम बदला।
   *[other] { $count } और परिणाम बदले।
}
session-resync-no-record = मंच को इस सत्र के समय की कोई बैठक ज्ञात नहीं। कुछ नहीं बदला।
session-resync-title = { $platform } से फिर पूछें?
session-resync-unchanged = कोई परिणाम नहीं बदला।
session-resync-what = { $platform } से पूछा जाएगा कि कौन उपस्थित था। कुछ भी दो बार नहीं गिना जाता; क्या बदला, यह बताया जाएगा।
session-said-before = पहले कहा गया ({ $count })
session-same-name = वही नाम, सूची में
session-settled = तय
session-settles = { $time } तक बदल सकता है
session-similar-name = मिलता-जुलता नाम, सूची में
session-stated = { $author } का निर्णय: { $outcome }। { $reason } ({ $time })
session-stated-time = इससे गिना गया: { $time }
session-status = स्थिति
session-strangers = पहचान बाकी
session-strangers-ask = यह कौन है, व्यवस्थापक बता सकते हैं।
session-strangers-what = { $count ->
    [one] कक्ष में कोई था जिसे Rollcall नहीं जानता। जब तक कोई न बताए कि वह कौन है, यहाँ कोई अनुपस्थिति पक्की नहीं।
   *[other] कक्ष में { $count } नाम थे जिन्हें Rollcall नहीं जानता। जब तक कोई न बताए कि वे कौन हैं, यहाँ कोई अनुपस्थिति पक्की नहीं।
}
session-teacher = शिक्षक
session-timeline = समय-रेखा
session-timetable = समय-सारणी
session-timetable-all = समय-सारणी से बना
session-undo = वापस लें
session-undo-reason = तुरंत वापस लिया
session-verdicts = परिणाम
session-waits = { $platform } की प्रतीक्षा
session-when = कब
session-withdraw = निर्णय वापस लें
session-withdraw-done = वापस लिया गया: { $name } का मापा गया परिणाम फिर मान्य है।
session-withdraw-title = { $name } के बारे में कहा गया वापस लें?
session-withdraw-what = परिणाम और लेन-देन फिर मापे गए से तय होंगे। जो कहा गया, वह इतिहास में रहेगा।
session-unscheduled = इस सत्र का समय अभी तय नहीं है। यह { $name } की सदस्यता का है।
session-unscheduled-ledger = सदस्यता
session-unscheduled-what = इसे समय दें, तो यह बाकी सत्रों की तरह तय हो जाएगा: शुरू होने से पहले इसका कक्ष खुलेगा।
session-room = कक्ष
session-room-missing = अभी तक नहीं खुल सका
session-room-making = खुल रहा है
session-room-open = { $time } से खुला है
session-room-closing = बंद हो रहा है
session-room-closed = { $time } से बंद है
session-room-retry = { $time } पर फिर कोशिश होगी।
session-room-reopened = { $count ->
    [one] किसी ने इसे { $count } बार फिर खोला; इसे तुरंत बंद किया गया।
   *[other] किसी ने इसे { $count } बार फिर खोला; हर बार इसे बंद किया गया।
  }
session-substitute = शिक्षक बदलें
session-substitute-title = { $title } के लिए दूसरा शिक्षक?
session-substitute-what = जो पढ़ाएगा, वेतन उसी को मिलेगा। { $teacher } को अब कक्ष में प्रवेश नहीं मिलेगा।
session-substitute-teacher = कौन पढ़ाएगा
session-substitute-done = अब यह सत्र { $name } का है।
