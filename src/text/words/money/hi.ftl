# Lines, their rules, and rates.

linekind-pay = वेतन
linekind-charge = शुल्क

cell-own = उनका अपना समय
cell-copresence = साथ बिताया समय
cell-planned = तय समय
cell-none = कुछ नहीं

rateper-hour = प्रति घंटा
rateper-session = प्रति सत्र

ratescope-organization = सभी के लिए
ratescope-kind = एक तरह के सत्र
ratescope-person = एक व्यक्ति

blocked-unsettled = रुका हुआ: नतीजा अभी अंतिम नहीं
blocked-needs-review = रुका हुआ: सत्र की जाँच ज़रूरी है
blocked-missing-rate = रुका हुआ: दर तय नहीं है
blocked-unreadable = रुका हुआ: कुछ डेटा पढ़ा नहीं जा सका

ledger-absent = विद्यार्थी नहीं आया
ledger-completed = पाठ हुआ
ledger-corrected = सुधार
ledger-excused = लौटाया गया: छुट्टी मंज़ूर
ledger-lapsed = अवधि के साथ समाप्त
ledger-not-counted = लौटाया गया: गिना नहीं जाता
ledger-teacher-absent = लौटाया गया: शिक्षक नहीं आए
