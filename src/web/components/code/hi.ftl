code-card-keep = यह हमेशा एक ही रहता है, इसलिए छपा हुआ कार्ड चलता रहेगा।
code-card-of = { $name } का कार्ड
code-card-what = यह कोड रिसेप्शन पर दिखाएँ: आने और जाने पर इसे वहाँ स्कैन किया जाता है।
code-picture-of = { $name } का QR कोड
code-print = प्रिंट करें
