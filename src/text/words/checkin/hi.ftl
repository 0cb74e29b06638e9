# Codes, scans of them, and visits.

checkinfinding-uploaded-after-change = स्कैन और उसके भेजे जाने के बीच कोड बदला या बंद किया गया
checkinfinding-not-eligible = प्रवेश देने वाली कोई सदस्यता नहीं

codepurpose-venue = स्थान का कोड
codepurpose-session = पाठ का कोड
codepurpose-ticket = टिकट
codepurpose-registration = पंजीकरण
codepurpose-member = व्यक्ति का कार्ड

scanreason-invalid-code = हमारा कोड नहीं, या ख़राब है
scanreason-wrong-purpose = किसी और काम का कोड
scanreason-wrong-organization = किसी दूसरे संगठन या स्थान का कोड
scanreason-expired = कोड की अवधि समाप्त हो चुकी थी
scanreason-revoked = पुराना कोड, जो बदला जा चुका है
scanreason-disabled = QR उपस्थिति बंद थी
scanreason-not-registered = पंजीकृत नहीं
scanreason-not-paid = टिकट का भुगतान नहीं हुआ
scanreason-already-used = टिकट पहले ही इस्तेमाल हो चुका
scanreason-already-checked-in = पहले ही चेक-इन हो चुका
scanreason-membership-inactive = कोई सदस्यता मान्य नहीं
scanreason-plan-not-eligible = प्लान में QR उपस्थिति नहीं है
scanreason-too-early = चेक-इन अभी खुला नहीं था
scanreason-too-late = चेक-इन बंद हो चुका था
scanreason-rate-limited = एक मिनट में बहुत सारे स्कैन

sharingsign-shared-device = थोड़ी देर पहले इसी डिवाइस से किसी और ने स्कैन किया
sharingsign-impossible-distance = बहुत थोड़ी देर पहले किसी दूसरी जगह थे
sharingsign-outlived-code = कोड की अवधि समाप्त होने के बहुत बाद भेजा गया

visitsource-qr-scan = QR कोड से
visitsource-admin-manual = हाथ से
visitsource-class = पाठ से

visitstatus-in = जिम में
visitstatus-out = चेक-आउट हो चुका
visitstatus-none = चेक-इन नहीं हुआ
