line-all-rates = Все ставки
line-as-of = По состоянию на
line-as-received = Как получено
line-because = Потому что
line-came = Приход
line-estimated = Оценка
line-from = На основании
line-from-nothing = Свидетельств нет: никого не видели, и никто ничего не указал.
line-id = Строка
line-left = Уход
line-mend-missing-rate = Её посчитает ставка, которая действует в этот день.
line-mend-needs-review = Укажите на странице занятия, кто был, и строка посчитается.
line-mend-unsettled = Делать ничего не нужно: строка определится вместе с занятием.
line-nothing = Здесь ничего не считается: правило для этих итогов времени не даёт.
line-per-hour = { $time } × { $price } в час (ставка с { $since }), округлено один раз, половина вверх.
line-per-session = { $price } за занятие (ставка с { $since }).
line-person = Кто
line-pieces = { $count ->
    [one] { $count } свидетельство
    [few] { $count } свидетельства
    [many] { $count } свидетельств
   *[other] { $count } свидетельства
}
line-policy = Правила
line-policy-patch = Чем отличаются от обычных
line-policy-version = Версия { $version }
line-print = Распечатайте страницу: она поместится на листе или двух.
line-received = Получено
line-rule = Правило:
line-says = Что говорит
line-seen = Замечено
line-seen-nobody = Никого не видели.
line-session-not-counted = Цена за занятие не считается: вместе они там не были.
line-since = с { $day }
line-source = Источник
line-stated = Указано:
line-stayed = Пробыл
line-still-there = ещё там
line-time = { $time }
line-time-own = { $time } своего времени
line-time-planned = { $time } планового времени
line-time-together = { $time } вместе
line-withdrawn = отозвано
line-covered = списано с абонемента
line-covered-ledger = Абонемент и его журнал
