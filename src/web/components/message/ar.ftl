# A message in a list and on its page.

message-again = أرسل من جديد
message-recipient-gone = (غير موجود)
message-several = { $count ->
    [zero] لا شيء
    [one] أمر واحد
    [two] أمران
    [few] { $count } أمور
    [many] { $count } أمرًا
   *[other] { $count } أمر
}
message-state = الحالة
message-to = إلى
message-tried-again = من جديد { $date }
message-tries = { $count ->
    [zero] بلا محاولة
    [one] محاولة واحدة
    [two] محاولتان
    [few] { $count } محاولات
    [many] { $count } محاولة
   *[other] { $count } محاولة
}
message-unreadable = شيء لا تقرؤه هذه النسخة
message-what = ماذا
message-when = متى
