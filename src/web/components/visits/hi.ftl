visits-card = मेरा कार्ड
visits-card-what = इसे रिसेप्शन पर दिखाएँ
visits-count = { $count ->
    [0] इस अवधि में कोई विज़िट नहीं।
    [one] इस अवधि में { $count } विज़िट।
   *[other] { $count } विज़िट, { $days } अलग-अलग दिनों में।
}
visits-estimated = अनुमानित
visits-estimated-what = यह समय किसी ने नहीं देखा: चेक-आउट करना भूल गए।
visits-inside = आप { $clock } से { $venue } में हैं।
visits-last-in = पिछला चेक-इन
visits-last-out = पिछला चेक-आउट
visits-left = आपने { $clock } पर { $venue } से चेक-आउट किया।
visits-not-come = आपने आज चेक-इन नहीं किया है।
visits-title = विज़िट
visits-today = आज की स्थिति
