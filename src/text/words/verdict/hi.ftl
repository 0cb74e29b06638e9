# What came of a session for one person: outcomes, why, and how things stand right now.

outcome-present = उपस्थित
outcome-partial = आंशिक
outcome-absent = अनुपस्थित
outcome-excused = छुट्टी मंज़ूर
outcome-unknown = निश्चित नहीं

reason-share = गिने गए समय की तुलना तय समय से की गई।
reason-late = शुरू होने के बाद पहुँचे।
reason-left-early = ख़त्म होने से पहले चले गए।
reason-no-presence = सत्र में उपस्थिति नहीं दिखी।
reason-unseen-end = जाने का समय पता नहीं चला।
reason-unseen-start = आने का समय पता नहीं चला।
reason-unmatched-participants = एक अनजान प्रतिभागी भी था; हो सकता है, ये वही हों।
reason-unwatched-time = कुछ समय के लिए सत्र का डेटा नहीं मिला।
reason-unsettled = अभी जल्दी है: नतीजा सत्र के कुछ देर बाद आएगा।
reason-final-by-timeout = एक दिन तक Google से कुछ नया नहीं आया, इसलिए मौजूदा जानकारी अंतिम मानी गई।
reason-assumed-until-end = आना दर्ज हुआ, जाना नहीं: समय अंत तक गिना गया।
reason-override = नतीजा मैनुअल बदलाव से तय हुआ।

finding-at-venue-not-in-session = इमारत में थे, पर इस सत्र में नहीं।
finding-in-session-not-at-venue = इस सत्र में थे, पर इमारत में आने का कोई निशान नहीं।
finding-mostly-bridged = गिने गए समय का आधे से ज़्यादा हिस्सा छोटे अंतरालों का है।
finding-contradicts-presence = मैनुअल बदलाव प्रमाणित उपस्थिति से कम बताता है।
finding-override-contradicts-evidence = मैनुअल बदलाव उससे ज़्यादा बताता है जितना प्रमाणों से संभव है।

boardstate-here = मौजूद
boardstate-late = मौजूद, देर से आए
boardstate-left = चले गए
boardstate-missing = नहीं पहुँचे
boardstate-expected = आना बाकी
boardstate-excused = छुट्टी मंज़ूर

risk-falling = उपस्थिति घट रही है
risk-absent-in-a-row = पिछले तीन सत्रों में अनुपस्थित
