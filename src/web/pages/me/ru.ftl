me-answer = { $counted ->
    [0] За последние 30 дней итогов пока нет.
    [one] Вы были на { $attended } из { $counted } занятия за последние 30 дней.
    [few] Вы были на { $attended } из { $counted } занятий за последние 30 дней.
    [many] Вы были на { $attended } из { $counted } занятий за последние 30 дней.
   *[other] Вы были на { $attended } из { $counted } занятия за последние 30 дней.
}
me-empty = Занятий пока не было
me-empty-what = После первого занятия здесь будет видно, были ли вы на нём и как долго.
me-here = Вы на занятии «{ $title }», с { $clock }.
me-history = Все занятия
me-hours = Часов за 30 дней
me-last = Последний вход и выход
me-last-in = Вход
me-last-lesson = Занятие
me-last-out = Выход
me-missing = Занятие «{ $title }» идёт без вас с { $clock }.
me-next = Следующее занятие
me-next-nothing = Ничего не запланировано.
me-not-left = Ещё нет
me-of = из { $count }
me-on-time = Вовремя, 30 дней
me-scan = Отметиться по QR-коду
me-seven-days = Последние 7 дней
me-thirty-days = Последние 30 дней
me-title = Моя посещаемость
me-today = Сегодня
me-today-nothing = Сегодня занятий нет.
me-visits = Мои посещения
