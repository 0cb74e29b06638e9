plans-add = Добавить тариф
plans-add-what = За что платят члены. По коду входят только те, чей тариф это разрешает.
plans-added = Тариф «{ $name }» добавлен.
plans-answer = { $count ->
    [0] Тарифов пока нет.
    [one] { $count } тариф, со входом по коду: { $codes }.
    [few] { $count } тарифа, со входом по коду: { $codes }.
    [many] { $count } тарифов, со входом по коду: { $codes }.
   *[other] { $count } тарифа, со входом по коду: { $codes }.
}
plans-bad-name = Название: от 1 до 200 знаков в одной строке.
plans-change = Изменить
plans-changed = Тариф «{ $name }» изменён. Это действует для всех его членов с этой минуты.
plans-codes = Коды
plans-codes-no = Только через стойку
plans-codes-yes = Вход по коду
plans-edit = Изменить тариф «{ $name }»
plans-edit-what = Это действует для всех его членов с этой минуты. Прежние сканирования оцениваются по тому, каким он был тогда.
plans-empty = Тарифов пока нет
plans-empty-what = Добавьте, за что платят ваши члены, а затем оформите членство на страницах людей.
plans-members = Члены
plans-name = Название
plans-show-members = Показать членов
plans-takes-codes = Члены входят, сканируя код
plans-title = Тарифы
