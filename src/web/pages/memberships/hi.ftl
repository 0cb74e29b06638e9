memberships-add = मेंबरशिप जोड़ें
memberships-added = { $name } की मेंबरशिप जोड़ी गई।
memberships-answer = { $count ->
    [0] यहाँ कोई मेंबरशिप नहीं।
    [one] { $count } मेंबरशिप।
   *[other] { $count } मेंबरशिप।
}
memberships-change = इसे बदलें
memberships-change-what = बदलाव अब से लागू होता है। पहले के स्कैन उसी से परखे जाते हैं, जैसी मेंबरशिप तब थी।
memberships-changed = मेंबरशिप बदली गई; यह अब से लागू है।
memberships-days = अवधि
memberships-empty = यहाँ कोई मेंबरशिप नहीं
memberships-empty-what = दूसरा प्लान या स्थिति चुनें, या किसी को उसके पन्ने पर मेंबर बनाएँ।
memberships-end = समाप्त करें
memberships-ended = मेंबरशिप समाप्त हुई। इससे अब प्रवेश नहीं मिलता।
memberships-log = क्या-क्या बदला
memberships-none = अभी कोई मेंबरशिप नहीं।
memberships-of = { $name } की मेंबरशिप
memberships-pause = रोकें
memberships-paused = मेंबरशिप रोकी गई। जब तक आप इसे फिर चालू न करें, इससे प्रवेश नहीं मिलता।
memberships-person = मेंबर
memberships-resume = फिर चालू करें
memberships-resumed = मेंबरशिप फिर चालू है।
memberships-status = स्थिति
memberships-title = मेंबरशिप
memberships-to-person = व्यक्ति का पन्ना
