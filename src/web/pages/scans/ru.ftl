scans-accepted = Принятые
scans-all = Все
scans-answer = { $count ->
    [0] В эти дни сканирований не было.
    [one] { $count } сканирование; отказов: { $refused }.
    [few] { $count } сканирования; отказов: { $refused }.
    [many] { $count } сканирований; отказов: { $refused }.
   *[other] { $count } сканирования; отказов: { $refused }.
}
scans-by = Кто сканировал
scans-by-oneself = Сам(а)
scans-empty = Сканирований нет
scans-empty-what = Здесь видно каждое сканирование и каждую отметку вручную, отказы — с причиной.
scans-is-accepted = Принято
scans-is-refused = Отказ
scans-is-repeated = Повтор
scans-of = Сканирования: { $name }.
scans-of-all = Показать всех
scans-person = Человек
scans-queued = Отправлено в { $clock }: не было сети
scans-refused = Отклонённые
scans-result = Итог
scans-show = Показать
scans-signs = Стоит посмотреть
scans-title = Сканирования
scans-unclear = { $count ->
    [0] Так никого не зовут.
    [one] Так зовут { $count } человека.
    [few] Так зовут { $count } человек. Выберите одного.
    [many] Так зовут { $count } человек. Выберите одного.
   *[other] Так зовут { $count } человека. Выберите одного.
}
scans-what = Что
scans-when = Когда
scans-who = Человек
