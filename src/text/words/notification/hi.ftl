# What people are told, and by which way.

channel-email = ई-मेल
channel-push = ब्राउज़र
channel-webhook = वेबहुक

notification-arrival = आगमन
notification-arrival-what = अंदर आते समय कोड स्कैन होते ही।
notification-departure = प्रस्थान
notification-departure-what = बाहर जाते समय कोड स्कैन होते ही। जो प्रस्थान किसी ने नहीं देखा, वह नहीं बताया जाता।
notification-session-arrival = सत्र में आना
notification-session-arrival-what = सत्र में पहुँचते ही, केंद्र पर या ऑनलाइन।
notification-session-departure = सत्र से जाना
notification-session-departure-what = सत्र के बाद, जब उपस्थिति पक्की हो जाए।
notification-absence = अनुपस्थिति
notification-absence-what = सत्र के बाद, जब यह पक्का हो।
notification-late = देरी
notification-late-what = सत्र के बाद, मिनटों के साथ।
notification-correction = सुधार
notification-correction-what = जब पहले बताई बात ग़लत निकले: क्या कहा गया था, सही क्या है, और क्यों। इसके बिना ग़लत संदेश वैसा ही रह जाता है।
notification-session-cancelled = सत्र रद्द
notification-session-cancelled-what = तुरंत।
notification-session-moved = सत्र का समय बदला
notification-session-moved-what = तुरंत, पुराने और नए समय के साथ।
notification-low-balance = कम सत्र बचे
notification-low-balance-what = जब सदस्यता लगभग पूरी हो जाए।
notification-money-held = रोकी गई राशि
notification-money-held-what = जब जाँच से पहले किसी सत्र का न शुल्क लगे न भुगतान हो।
notification-platform-silent = प्लेटफ़ॉर्म चुप है
notification-platform-silent-what = जब LiveKit या Google Meet जवाब देना बंद करे।
