messages-again-said = इसका फिर प्रयास हो रहा है। क्या हुआ, यह थोड़ी देर में यहाँ दिखेगा।
messages-answer = { $count ->
    [one] { $count } संदेश।
   *[other] { $count } संदेश।
}
messages-answer-many = { $count ->
    [one] सबसे नया संदेश।
   *[other] सबसे नए { $count } संदेश।
}
messages-channel = तरीक़ा
messages-composed-anew = पत्र सहेजे नहीं जाते: यह फिर से रचा गया है, जैसा पाठक को मिलता है।
messages-dead = { $count ->
    [one] { $count } संदेश किसी तक नहीं पहुँचा और छोड़ दिया गया।
   *[other] { $count } संदेश किसी तक नहीं पहुँचे और छोड़ दिए गए।
}
messages-empty = यहाँ कोई संदेश नहीं
messages-empty-what = किसे क्या बताया जाए, यह हर कोई अपनी पसंद में चुनता है; भेजे गए संदेश यहाँ दिखते हैं। फ़िल्टर बदलें या कुछ होने की प्रतीक्षा करें।
messages-event = किस बारे में
messages-first-active = { $name } का खाता सक्रिय नहीं है: उसे कुछ नहीं भेजा जाता।
messages-first-address = { $name } का कोई ई-मेल पता नहीं है: एक जोड़ें, फिर इसे दोबारा भेजा जा सकता है।
messages-first-browser = { $name } के किसी ब्राउज़र को सूचनाएँ नहीं मिलतीं; अनुमति मिलने पर इसे दोबारा भेजा जा सकता है।
messages-first-endpoint = एंडपॉइंट बंद है: उसे चालू करें, फिर इसे दोबारा भेजा जा सकता है।
messages-first-gone = यह जिसके लिए था वह अब नहीं है, इसलिए इसे दोबारा नहीं भेजा जा सकता।
messages-first-open = { $name } खोलें
messages-first-server = इस इंस्टॉलेशन के पास इसे भेजने का साधन नहीं है: जो इसे चलाता है वह पहले उसे लगाए।
messages-first-wishes = { $name } ने चुना है कि यह इस तरह न बताया जाए; वह बदले तभी इसे दोबारा भेजा जा सकता है।
messages-happened = { $date } को हुआ
messages-id = संदेश की संख्या
messages-left-out = छोड़ा गया: { $why }
messages-made = बनाया गया
messages-no-tries = अभी कोई प्रयास नहीं हुआ।
messages-nobody = यहाँ { $name } नाम का कोई नहीं है।
messages-of = { $name } को संदेश
messages-of-all = सबके दिखाएँ
messages-one-again = यह { $name } तक अभी नहीं पहुँचा; फिर प्रयास { $date } को होगा।
messages-one-dead = यह { $name } तक नहीं पहुँचा और छोड़ दिया गया: { $why }।
messages-one-dropped = { $name } को नहीं भेजा गया: { $why }।
messages-one-sent = { $name } को { $date } पर भेजा गया।
messages-one-waiting = { $name } को { $date } पर भेजा जाएगा।
messages-person = किसे भेजा
messages-request = क्या भेजा गया
messages-response = क्या उत्तर आया
messages-says = इसमें क्या है
messages-show-dead = उन्हें दिखाएँ
messages-title = संदेश
messages-tries = सभी प्रयास
messages-try-failed = नहीं लिया गया
messages-try-millis = { $count ->
    [one] { $count } मि.से.
   *[other] { $count } मि.से.
}
messages-try-sent = ले लिया गया
messages-try-status = उत्तर { $status }
messages-unclear = { $count ->
    [one] { $count } व्यक्ति हो सकता है; चुनें।
   *[other] { $count } लोग हो सकते हैं; एक चुनें।
}
