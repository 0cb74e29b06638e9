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
