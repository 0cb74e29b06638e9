audit-log-answer = { $count ->
    [0] कोई बदलाव नहीं मिला।
    [one] { $count } बदलाव।
   *[other] { $count } बदलाव, नए पहले।
}
audit-log-answer-many = सबसे नए { $count } बदलाव, और भी हैं।
audit-log-by-itself = ख़ुद Rollcall
audit-log-by-whom = किसने
audit-log-detail = विस्तार से
audit-log-empty = यहाँ कोई बदलाव नहीं
audit-log-empty-what = कोई फ़िल्टर हटाएँ या दूसरे दिन देखें।
audit-log-holiday = छुट्टियाँ
audit-log-household = परिवार
audit-log-identity = पहचान
audit-log-job = कार्य
audit-log-line = मद
audit-log-membership = मेंबरशिप
audit-log-message = संदेश
audit-log-nobody = इस नाम का कोई नहीं
audit-log-nobody-what = यहाँ के किसी व्यक्ति का ई-मेल या पूरा नाम लिखें।
audit-log-open = दिखाएँ
audit-log-organization = संस्था
audit-log-person = व्यक्ति
audit-log-rate = दर
audit-log-session = कक्षा
audit-log-subject = किसके बारे में
audit-log-timetable = समय-सारणी
audit-log-title = बदलावों का लेखा
audit-log-webhook = एंडपॉइंट
audit-log-what = क्या
audit-log-when = कब
audit-log-who = किसने
