# Codes, scans of them, and visits.

checkinfinding-uploaded-after-change = استُبدل الرمز أو أُوقف بين هذا المسح وإرساله
checkinfinding-not-eligible = لا عضوية تسمح بالدخول

codepurpose-venue = رمز مكان
codepurpose-session = رمز حصة
codepurpose-ticket = تذكرة
codepurpose-registration = تسجيل
codepurpose-member = بطاقة شخص

scanreason-invalid-code = ليس من رموزنا أو أنه تالف
scanreason-wrong-purpose = رمز لغرض آخر
scanreason-wrong-organization = رمز مؤسسة أخرى أو مكان آخر
scanreason-expired = انتهت صلاحية الرمز
scanreason-revoked = رمز قديم استُبدل
scanreason-disabled = كان تسجيل الحضور برمز QR موقوفًا
scanreason-not-registered = غير مسجَّل
scanreason-not-paid = التذكرة غير مدفوعة
scanreason-already-used = سبق استعمال التذكرة
scanreason-already-checked-in = سبق تسجيل الحضور
scanreason-membership-inactive = لا توجد عضوية سارية
scanreason-plan-not-eligible = الباقة لا تشمل الحضور برمز QR
scanreason-too-early = لم يكن تسجيل الحضور قد فُتح
scanreason-too-late = كان تسجيل الحضور مغلقًا
scanreason-rate-limited = عدد كبير من عمليات المسح في دقيقة

sharingsign-shared-device = مسح شخص آخر بهذا الجهاز قبل ذلك بقليل
sharingsign-impossible-distance = كان في مكان آخر قبل ذلك بوقت قصير جدًا
sharingsign-outlived-code = أُرسل بعد انتهاء صلاحية الرمز بوقت طويل

visitsource-qr-scan = برمز QR
visitsource-admin-manual = يدويًا
visitsource-class = من حصة

visitstatus-in = في النادي
visitstatus-out = خرج
visitstatus-none = لم يسجّل الدخول
