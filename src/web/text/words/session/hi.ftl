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
