visits-card = Моя карточка
visits-card-what = Покажите её на стойке
visits-count = { $count ->
    [0] За это время посещений не было.
    [one] { $count } посещение; разных дней: { $days }.
    [few] { $count } посещения; разных дней: { $days }.
    [many] { $count } посещений; разных дней: { $days }.
   *[other] { $count } посещения; разных дней: { $days }.
}
visits-estimated = Оценка
visits-estimated-what = Этого выхода никто не видел: отметиться забыли.
visits-inside = Вы в «{ $venue }» с { $clock }.
visits-last-in = Последний вход
visits-last-out = Последний выход
visits-left = Вы отметили выход из «{ $venue }» в { $clock }.
visits-not-come = Сегодня вы ещё не отмечались.
visits-title = Посещения
visits-today = Статус сегодня
