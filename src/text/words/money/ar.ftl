# Lines, their rules, and rates.

linekind-pay = أجر
linekind-charge = رسوم

cell-own = وقته الخاص
cell-copresence = الوقت المشترك
cell-planned = الوقت المقرر
cell-none = لا شيء

rateper-hour = للساعة
rateper-session = للحصة

ratescope-organization = الجميع
ratescope-kind = نوع واحد من الحصص
ratescope-person = شخص واحد

blocked-unsettled = معلّق: لم تُحسم النتيجة بعد
blocked-needs-review = معلّق: الحصة بحاجة إلى مراجعة
blocked-missing-rate = معلّق: لا يوجد سعر له
blocked-unreadable = معلّق: تعذّرت قراءة بعض البيانات

ledger-absent = لم يحضر الطالب
ledger-completed = عُقد الدرس
ledger-corrected = تصحيح
ledger-excused = أُعيد الدرس: غياب بعذر
ledger-lapsed = انتهت صلاحيته
ledger-not-counted = أُعيد الدرس: لا يُحسب
ledger-teacher-absent = أُعيد الدرس: لم يحضر المعلم
