code-card-keep = يبقى الرمز كما هو دائمًا، فتظل البطاقة المطبوعة صالحة.
code-card-of = بطاقة { $name }
code-card-what = أظهر هذا الرمز في الاستقبال ليُمسح عند الدخول والخروج.
code-picture-of = رمز QR: { $name }
code-print = طباعة
