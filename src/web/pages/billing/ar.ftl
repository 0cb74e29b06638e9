billing-answer = على العائلات { $amount }؛ { $waiting ->
    [0] لا شيء بانتظارك.
    [zero] لا شيء بانتظارك.
    [one] بند واحد من { $lines } بانتظارك.
    [two] بندان من { $lines } بانتظارك.
    [few] { $waiting } بنود من { $lines } بانتظارك.
    [many] { $waiting } بندًا من { $lines } بانتظارك.
   *[other] { $waiting } بند من { $lines } بانتظارك.
}
billing-answer-own = عليك { $amount }{ $waiting ->
    [0] .
    [zero] .
    [one] {"؛ "}بند واحد من { $lines } لم يتأكد بعد.
    [two] {"؛ "}بندان من { $lines } لم يتأكدا بعد.
    [few] {"؛ "}{ $waiting } بنود من { $lines } لم تتأكد بعد.
    [many] {"؛ "}{ $waiting } بندًا من { $lines } لم تتأكد بعد.
   *[other] {"؛ "}{ $waiting } بند من { $lines } لم تتأكد بعد.
}
billing-empty = لا فواتير لهذا الشهر
billing-empty-what = تظهر بنود الحصة بعد انتهائها. انظر شهرًا آخر.
billing-title = الفواتير
billing-who = العائلة
