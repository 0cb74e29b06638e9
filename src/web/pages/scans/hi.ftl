scans-accepted = स्वीकृत
scans-all = सभी
scans-answer = { $count ->
    [0] इन दिनों में कोई स्कैन नहीं।
    [one] { $count } स्कैन; अस्वीकृत: { $refused }।
   *[other] { $count } स्कैन; अस्वीकृत: { $refused }।
}
scans-by = किसने स्कैन किया
scans-by-oneself = स्वयं
scans-empty = कोई स्कैन नहीं
scans-empty-what = हर स्कैन और हाथ से की गई हर प्रविष्टि यहाँ दिखती है, अस्वीकृत अपने कारण के साथ।
scans-is-accepted = स्वीकृत
scans-is-refused = अस्वीकृत
scans-is-repeated = दोहराया गया
scans-of = { $name } के स्कैन।
scans-of-all = सबको दिखाएँ
scans-person = व्यक्ति
scans-queued = { $clock } पर भेजा गया: नेटवर्क नहीं था
scans-refused = अस्वीकृत
scans-result = नतीजा
scans-show = दिखाएँ
scans-signs = देखने लायक
scans-title = स्कैन की सूची
scans-unclear = { $count ->
    [0] इस नाम का कोई नहीं है।
    [one] इस नाम का { $count } व्यक्ति है।
   *[other] इस नाम के { $count } लोग हैं। एक चुनें।
}
scans-what = क्या
scans-when = कब
scans-who = व्यक्ति
