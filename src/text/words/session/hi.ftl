# What sessions are, where they are held, and where evidence comes from.

status-unscheduled = समय तय नहीं
status-scheduled = तय
status-ready = शुरू होने वाला
status-ongoing = चल रहा है
status-completed = पूरा हुआ
status-absent = विद्यार्थी अनुपस्थित
status-cancelled = रद्द

kind-quran = क़ुरआन
kind-academic = स्कूली विषय
kind-interactive-course = इंटरैक्टिव कोर्स
kind-class = कक्षा
kind-event = कार्यक्रम

format-individual = एकल
format-circle = हल्क़ा
format-trial = डेमो
format-assessment = मूल्यांकन
format-course = कोर्स
format-group = समूह

platform-livekit = LiveKit
platform-meet = Google Meet
platform-onsite = केंद्र पर

source-livekit = LiveKit
source-meet = Google Meet
source-qr = कोड स्कैन
source-manual = हाथ से दर्ज
source-import = आयात
source-email = ईमेल

edge-aborted = कनेक्शन बीच में टूट गया
edge-assumed-until-end = अंत तक रहना मान लिया गया
edge-boundary = गिने जाने वाले समय की सीमा
edge-call-ended = कॉल समाप्त हुई
edge-connection-lost = संपर्क टूट गया
edge-entry-unseen = यहाँ से आना संभव है, किसी ने देखा नहीं
edge-exit-unseen = आना दिखा, जाना नहीं दिखा
edge-first-seen = पहला संकेत
edge-joined = आना
edge-last-seen = आख़िरी संकेत
edge-left = जाना
edge-left-untimed = जाना, समय ज्ञात नहीं
edge-marked-in = आना दर्ज किया गया
edge-marked-out = जाना दर्ज किया गया
edge-missing-from-roster = कक्ष की सूची में अब नहीं
edge-reconnected = दूसरे कनेक्शन से फिर आना
edge-room-finished = कक्ष बंद हुआ
edge-scanned-in = आते समय कोड स्कैन
edge-scanned-out = जाते समय कोड स्कैन
edge-stale = आगे कोई ख़बर नहीं मिली

evidencekind-bind = किसी ने बताया कि यह नाम किसका है
evidencekind-mark = किसी ने आना या जाना दर्ज किया
evidencekind-override = किसी ने परिणाम बताया
evidencekind-poll = Google Meet ने उपस्थित लोगों की सूची दी
evidencekind-roster = LiveKit ने उपस्थित लोगों की सूची दी
evidencekind-scan = कोड पढ़ा गया
evidencekind-visit = किसी ने केंद्र आना-जाना दर्ज किया
evidencekind-webhook = LiveKit ने बताया
