history-in = الدخول
history-lesson = الدرس
history-minutes = الدقائق
history-of = { $own } من { $planned }
history-out = الخروج
history-since = { $word } منذ { $clock }
history-title = الدروس السابقة
history-verdict = الحضور
