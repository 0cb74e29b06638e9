unmatched-answer = { $count ->
    [zero] لا مزيد في هذه الصفحة.
    [one] اسم واحد ينتظر من يقول لمن هو.
    [two] اسمان ينتظران من يقول لمن هما.
    [few] { $count } أسماء تنتظر من يقول لمن هي.
    [many] { $count } اسمًا تنتظر من يقول لمن هي.
   *[other] { $count } اسم تنتظر من يقول لمن هي.
}
unmatched-answer-many = { $count } من أسماء أكثر تنتظر من يقول لمن هي.
unmatched-answer-none = كل من شوهد معروف.
unmatched-bound = رُبط الاسم بـ{ $name }. { $count ->
    [zero] لا حصص يُعاد حسابها.
    [one] يُعاد حساب حصة واحدة.
    [two] يُعاد حساب حصتين.
    [few] يُعاد حساب { $count } حصص.
    [many] يُعاد حساب { $count } حصة.
   *[other] يُعاد حساب { $count } حصة.
}
unmatched-empty = لا أسماء غير معروفة
unmatched-empty-what = ما إن يُرى في حصة من لا يعرفه Rollcall حتى يظهر اسمه هنا.
unmatched-nobody-called = لا أحد بهذا الاسم: { $who }.
unmatched-nobody-done = ليس منا. { $count ->
    [zero] لا حصص يُعاد حسابها.
    [one] يُعاد حساب حصة واحدة.
    [two] يُعاد حساب حصتين.
    [few] يُعاد حساب { $count } حصص.
    [many] يُعاد حساب { $count } حصة.
   *[other] يُعاد حساب { $count } حصة.
}
unmatched-same-email = البريد الإلكتروني نفسه
unmatched-same-name = { $all ->
    [zero] الاسم نفسه، في قوائم هذه الحصص: { $expected } من { $all }
    [one] الاسم نفسه، من قائمة هذه الحصة
    [two] الاسم نفسه، في قوائم هذه الحصص: { $expected } من { $all }
    [few] الاسم نفسه، في قوائم هذه الحصص: { $expected } من { $all }
    [many] الاسم نفسه، في قوائم هذه الحصص: { $expected } من { $all }
   *[other] الاسم نفسه، في قوائم هذه الحصص: { $expected } من { $all }
}
unmatched-seen = { $count ->
    [zero] لم يُرَ في أي حصة.
    [one] شوهد في حصة واحدة:
    [two] شوهد في حصتين:
    [few] شوهد في { $count } حصص:
    [many] شوهد في { $count } حصة:
   *[other] شوهد في { $count } حصة:
}
unmatched-sessions = الحصص الماضية
unmatched-several = المطابقون { $count }: { $names }. اكتب المزيد من الاسم أو البريد الإلكتروني.
unmatched-similar-name = { $all ->
    [zero] اسم مشابه، في قوائم هذه الحصص: { $expected } من { $all }
    [one] اسم مشابه، من قائمة هذه الحصة
    [two] اسم مشابه، في قوائم هذه الحصص: { $expected } من { $all }
    [few] اسم مشابه، في قوائم هذه الحصص: { $expected } من { $all }
    [many] اسم مشابه، في قوائم هذه الحصص: { $expected } من { $all }
   *[other] اسم مشابه، في قوائم هذه الحصص: { $expected } من { $all }
}
unmatched-title = أسماء غير معروفة
unmatched-what = شوهد هؤلاء في حصص باسم من منصتهم. لا يُحسب مال على أحد بالتخمين: قل من هو، فتُحسب الحصص الماضية أيضًا.
