# What several pages say, and what is around every page.

common-any = कोई भी
common-and-more = और { $count }
common-back = वापस
common-choose = चुनें…
common-close = बंद करें
common-from = कब से
common-live = लाइव
common-nameless = (बिना नाम)
common-next-page = अगला पन्ना
common-not-live = {"{"}time{"}"} से लाइव नहीं
common-save = सहेजें
common-search = खोजें
common-strangers = { $count ->
    [one] { $count } अनजान व्यक्ति
   *[other] { $count } अनजान व्यक्ति
}
common-to = कब तक

error-forbidden = यह पन्ना आपके लिए नहीं है
error-forbidden-what = आपका खाता इसे नहीं खोल सकता। शायद आपको किसी और पन्ने पर भेजना था।
error-home = मेरे मुख्य पन्ने पर
error-internal = हमारी ओर से कुछ गड़बड़ हुई
error-internal-what = आपका कुछ नहीं खोया। फिर कोशिश करें; न हो तो हमें नीचे का नंबर बताएँ।
error-not-found = यहाँ कुछ नहीं है
error-not-found-what = पता ग़लत है, या जो यहाँ था वह अब नहीं है।
error-offline = आप ऑफ़लाइन हैं
error-offline-what = इस पन्ने को इंटरनेट चाहिए। कनेक्शन आते ही यह अपने आप लौट आएगा।
error-refused = यह नहीं हो सका
error-refused-what = कुछ नहीं बदला।
error-request-id = इस अनुरोध का नंबर:
error-try-again = फिर कोशिश करें

layout-account = मेरा खाता
layout-bell = मेरी सूचनाएँ
layout-bell-new = { $count ->
    [one] मेरी सूचनाएँ, { $count } नई
   *[other] मेरी सूचनाएँ, { $count } नई
}
layout-copied = कॉपी हो गया
layout-failed = यह नहीं हो सका। कुछ नहीं बदला।
layout-kept = आप फिर लॉग इन हैं। आपका लिखा हुआ यहीं है।
layout-language = भाषा
layout-log-out = लॉग आउट
layout-menu = पन्ने
layout-offline = कनेक्शन नहीं है। कुछ नहीं भेजा गया।
layout-skip = सीधे सामग्री पर जाएँ
layout-theme = थीम

login-choose = आपका पासवर्ड कई संस्थाओं में चलता है। एक चुनें।
login-email = ईमेल
login-ended = आपका लॉग इन ख़त्म हो गया। फिर लॉग इन करें: आपका लिखा हुआ सुरक्षित है।
login-ended-by-hand = आप लॉग आउट हो गए।
login-first = पहले लॉग इन करें; फिर आप वहीं पहुँचेंगे जहाँ जाना था।
login-organization = संस्था
login-password = पासवर्ड
login-refused = ईमेल या पासवर्ड ग़लत है।
login-submit = लॉग इन करें
login-title = लॉग इन

menu-analytics = विश्लेषण
menu-audit-log = बदलावों का रिकॉर्ड
menu-billing = बिलिंग
menu-connections = कनेक्शन
menu-events = कार्यक्रम
menu-family = मेरे बच्चे
menu-households = परिवार
menu-jobs = कार्य
menu-me = मेरी उपस्थिति
menu-memberships = मेंबरशिप
menu-messages = संदेश
menu-money = वित्त
menu-office = कार्यालय
menu-operation = संचालन
menu-payroll = वेतन
menu-people = लोग
menu-policies = नियम
menu-rates = दरें
menu-reception = रिसेप्शन
menu-registrations = मेरे पंजीकरण
menu-scan = स्कैनर
menu-scans = स्कैन सूची
menu-sessions = सत्र
menu-settings = सेटिंग
menu-subscriptions = सदस्यताएँ
menu-timetables = समय-सारणियाँ
menu-today = आज
menu-unmatched = अनजान प्रतिभागी
menu-venues = स्थान
menu-webhooks = वेबहुक
menu-week = मेरा सप्ताह

session-needs-review = जाँच ज़रूरी
