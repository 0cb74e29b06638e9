# What is written to people. A sentence that ends in -you is told to whom it is about.

# Instants, spans and lists.
letter-at-clock = { $clock } बजे
letter-at-day = { $day } को { $clock } बजे
letter-moment = { $day }, { $clock } बजे
letter-span = { $day }, { $from }–{ $to }
letter-comma = ,
letter-stay = { $from }–{ $to }
letter-stay-estimated = { $from }–{ $to } (अनुमान)
letter-stay-none = उपस्थिति नहीं दिखी
letter-stay-open = { $from } से

# What has no name.
letter-some-subscription = सदस्यता
letter-some-venue = केंद्र
letter-you = आप
letter-you-too = आप

# Each event in one sentence.
letter-arrival = { $venue } में { $name } का आना: { $when }
letter-arrival-you = { $venue } में आपका आना: { $when }
letter-departure = { $venue } से { $name } का जाना: { $when }
letter-departure-you = { $venue } से आपका जाना: { $when }
letter-session-arrival = { $title } में { $name } का आना: { $when }
letter-session-arrival-you = { $title } में आपका आना: { $when }
letter-session-departure = { $title } से { $name } का जाना: { $when }
letter-session-departure-you = { $title } से आपका जाना: { $when }
letter-absence = { $title } में { $name } की अनुपस्थिति: { $start }
letter-absence-you = { $title } में आपकी अनुपस्थिति: { $start }
letter-late = { $minutes ->
    [0] { $title } में { $name } को देर हुई: { $start }
    [one] { $title } में { $name } को { $minutes } मिनट की देर हुई: { $start }
   *[other] { $title } में { $name } को { $minutes } मिनट की देर हुई: { $start }
}
letter-late-you = { $minutes ->
    [0] { $title } में आपको देर हुई: { $start }
    [one] { $title } में आपको { $minutes } मिनट की देर हुई: { $start }
   *[other] { $title } में आपको { $minutes } मिनट की देर हुई: { $start }
}
letter-cancelled = रद्द: { $title }, { $start }
letter-moved = समय बदला: { $title } अब { $start }, पहले { $previous }
letter-low-balance = { $left ->
    [0] { $name } का कोई पाठ नहीं बचा: { $subscription }
    [one] { $name } का { $left } पाठ बचा है: { $subscription }
   *[other] { $name } के { $left } पाठ बचे हैं: { $subscription }
}
letter-low-balance-you = { $left ->
    [0] आपका कोई पाठ नहीं बचा: { $subscription }
    [one] आपका { $left } पाठ बचा है: { $subscription }
   *[other] आपके { $left } पाठ बचे हैं: { $subscription }
}
letter-money-held = रकम रुकी है: { $title }, { $start }
letter-endpoint = आपका वेबहुक पता
letter-silent = { $platform } जवाब नहीं दे रहा: { $name }

# Corrections of what came of a session.
letter-corrected = सुधार: { $name } – { $now }, न कि { $told }: { $title }, { $start }
letter-corrected-you = आपके बारे में सुधार: { $now }, न कि { $told }: { $title }, { $start }
letter-certain = अब निश्चित है: { $name } – { $now }: { $title }, { $start }
letter-certain-you = आपके बारे में अब निश्चित है: { $now }: { $title }, { $start }
letter-uncertain = सुधार: { $name } की उपस्थिति निश्चित नहीं: { $title }, { $start }
letter-uncertain-you = सुधार: आपकी उपस्थिति निश्चित नहीं: { $title }, { $start }
letter-claim-absent = अनुपस्थित
letter-claim-both = { $outcome }, { $late }
letter-claim-excused = छुट्टी मंज़ूर
letter-claim-late = { $minutes ->
    [0] देर से
    [one] { $minutes } मिनट की देर
   *[other] { $minutes } मिनट की देर
}
letter-claim-on-time = समय पर
letter-claim-partial = कुछ समय उपस्थित
letter-claim-present = उपस्थित
letter-claim-unknown = निश्चित नहीं

# Corrections of visits.
letter-arrival-moved = सुधार: { $venue } में { $name } का आना { $now }, न कि { $told }
letter-arrival-moved-you = सुधार: { $venue } में आपका आना { $now }, न कि { $told }
letter-departure-moved = सुधार: { $venue } से { $name } का जाना { $now }, न कि { $told }
letter-departure-moved-you = सुधार: { $venue } से आपका जाना { $now }, न कि { $told }
letter-no-visit = सुधार: { $day } को { $name } का { $venue } में आना नहीं हुआ
letter-no-visit-you = सुधार: { $day } को आपका { $venue } में आना नहीं हुआ
letter-visit-changed = सुधार: { $day } को { $venue } में { $name } का समय
letter-visit-changed-you = सुधार: { $day } को { $venue } में आपका समय
letter-edge-in = आना { $clock }
letter-edge-none = आना नहीं हुआ
letter-edge-out = जाना { $clock }

# Labels.
letter-before = पहले
letter-detail = क्या जवाब मिला
letter-for = किसके लिए
letter-planned = तय समय
letter-reason = कारण
letter-since = कब से
letter-statement = हाथ से बदलने का कारण
letter-there = उपस्थिति
letter-told = हमने बताया था
letter-true = सही बात
letter-why = क्यों
letter-why-late-record = प्रवेश द्वार का रिकॉर्ड हमें देर से मिला।
letter-why-unknown = हमारे संदेश के बाद नई जानकारी मिली।

# What it rests on, or what to do.
letter-note-absence = सत्र हो चुका है और नतीजा तय है: उपस्थिति का कोई निशान नहीं मिला।
letter-note-cancelled = किसी को आने की ज़रूरत नहीं।
letter-note-correction = हमारा पिछला संदेश ग़लत था। हमें खेद है।
letter-note-excused = हमारा पिछला संदेश तब सही था; बाद में इसे माफ़ किया गया।
letter-note-late = सत्र हो चुका है और नतीजा तय है।
letter-note-low-balance = बिना रुके आगे पढ़ने के लिए, अगले पाठों के बारे में समय रहते { $organization } से बात करें।
letter-note-missing-rate = इस सत्र के लिए दर दर्ज करें। फिर यह अपने-आप पूरा हो जाएगा।
letter-note-moved = नया समय ठीक न हो, तो { $organization } को बताएँ।
letter-note-needs-review = सत्र खोलें और जो निश्चित नहीं है, वह तय करें।
letter-note-session-arrival = समय काफ़ी रहा या नहीं, यह सत्र के बाद ही निश्चित होता है।
letter-note-session-departure = यह सत्र के बाद बताया जाता है, जब निश्चित हो कि लौटना नहीं हुआ।
letter-note-silent = सत्र चलते रहते हैं, पर इस बीच उपस्थिति नहीं दिखती। कनेक्शन खोलें और इसे जाँचें।
letter-note-unsettled = कुछ करना नहीं है: सत्र का नतीजा तय होते ही यह पूरा हो जाएगा।
letter-note-visit = यह प्रवेश द्वार पर दर्ज हुआ।
letter-mistake = क्या यह ग़लत है? इस संदेश का जवाब दें: वह { $organization } को मिलेगा।

# Links.
letter-open-connections = कनेक्शन खोलें
letter-open-family = “मेरे बच्चे” खोलें
letter-open-me = “मेरी उपस्थिति” खोलें
letter-open-session = सत्र खोलें
letter-open-subscription = सदस्यता खोलें

# Several facts in one letter.
letter-bundle = { $count ->
    [one] { $count } संदेश: { $topics }
   *[other] { $count } संदेश: { $topics }
}
letter-bundle-many = { $count ->
    [one] { $name }, { $other } और { $more } अन्य के बारे में { $count } संदेश
   *[other] { $name }, { $other } और { $more } अन्य के बारे में { $count } संदेश
}
letter-bundle-one = { $count ->
    [one] { $name } के बारे में { $count } संदेश
   *[other] { $name } के बारे में { $count } संदेश
}
letter-bundle-two = { $count ->
    [one] { $name } और { $other } के बारे में { $count } संदेश
   *[other] { $name } और { $other } के बारे में { $count } संदेश
}
letter-bundle-why = ये संदेश आपके शांत समय के ख़त्म होने तक रुके थे।
letter-bundle-you = { $count ->
    [one] आपके बारे में { $count } संदेश
   *[other] आपके बारे में { $count } संदेश
}

# Below everything.
letter-foot-from = { $organization } की ओर से { $reader } के लिए।
letter-foot-preferences = मुझे क्या बताया जाए, यह बदलें
letter-foot-unsubscribe = संदेश बंद करें
letter-foot-why = यह संदेश इसलिए मिला, क्योंकि आपके लिए ये सूचनाएँ चालू हैं:
