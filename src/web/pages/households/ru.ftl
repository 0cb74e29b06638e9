households-add = Добавить семью
households-add-what = Те, кому выставляют общий счёт. Кто в неё входит, указывают на странице человека.
households-added = { $name }: добавлено.
households-answer = { $count ->
    [0] Ни одной семьи не найдено.
    [one] { $count } семья.
    [few] { $count } семьи.
    [many] { $count } семей.
   *[other] { $count } семьи.
}
households-bad-name = Название: от 1 до 200 знаков в одной строке.
households-bill = Счёт
households-edit = Изменить
households-edit-title = Изменить: { $name }
households-edit-what = Счета закрытых месяцев останутся прежними.
households-empty = Здесь нет семей
households-empty-what = Уберите фильтр или добавьте семью.
households-has = { $count ->
    [0] В ней никого нет.
    [one] В ней { $count } человек.
    [few] В ней { $count } человека.
    [many] В ней { $count } человек.
   *[other] В ней { $count } человека.
}
households-is-paid = Платит { $name }.
households-members = Члены семьи
households-name = Название
households-no-members = В ней пока никого нет
households-no-members-what = Откройте страницу человека и впишите там название этой семьи.
households-no-payer = Никто
households-nobody-pays = Пока никто не платит.
households-payer = Плательщик
households-payer-hint = Почта или точное имя человека отсюда.
households-people = Люди
households-saved = { $name }: сохранено.
households-search = Название или плательщик
households-several-payers = Так зовут нескольких: впишите адрес почты.
households-since = Здесь с
households-title = Семьи
households-unknown-payer = Здесь нет никого с такой почтой или именем.
