settings-all = Настройки
settings-answer = { $count ->
    [0] Все настройки — как по умолчанию.
    [one] { $count } настройка изменена вами; остальные — как по умолчанию.
    [few] { $count } настройки изменены вами; остальные — как по умолчанию.
    [many] { $count } настроек изменены вами; остальные — как по умолчанию.
   *[other] { $count } настройки изменены вами; остальные — как по умолчанию.
}
settings-answer-unreadable = { $count ->
    [one] { $count } строку ваших данных нельзя прочитать, она пропущена.
    [few] { $count } строки ваших данных нельзя прочитать, они пропущены.
    [many] { $count } строк ваших данных нельзя прочитать, они пропущены.
   *[other] { $count } строки ваших данных нельзя прочитать, они пропущены.
}
settings-change-organization = Изменить название, часовой пояс или валюту
settings-changed = Изменено
settings-currency = Валюта
settings-currency-what = Три латинские буквы, например SAR. Не меняется, когда уже есть ставки или строки счетов.
settings-default = По умолчанию: { $value }.
settings-empty-is-no-limit = Оставьте пустым, если предела нет.
settings-found = Что записано
settings-founded = С какого дня
settings-longest = { $count ->
    [one] Не больше { $count } знака.
    [few] Не больше { $count } знаков.
    [many] Не больше { $count } знаков.
   *[other] Не больше { $count } знака.
}
settings-name = Название
settings-no-limit = без предела
settings-none = нет
settings-nothing-changed = Всё уже было так: ничего не изменено.
settings-organization = Организация
settings-organization-saved = Сохранено: { $name }.
settings-policies = Как оценивается присутствие и что оплачивается — в правилах.
settings-range = От { $least } до { $most }.
settings-row = Строка
settings-saved = Сохранено: { $what }.
settings-since = С каких пор
settings-title = Настройки
settings-undo = Отменить
settings-unreadable = { $count ->
    [one] { $count } строка
    [few] { $count } строки
    [many] { $count } строк
   *[other] { $count } строки
}
settings-unreadable-table = Строки, которые нельзя прочитать
settings-unreadable-what = Эти строки записала более новая версия, или они повреждены. Списки и суммы их пропускают, а то, что на них опирается, ждёт. Обновите сервер до последней версии; если строки останутся, отправьте список тому, кто его обслуживает.
settings-zone = Часовой пояс
settings-zone-what = В его полночь начинаются дни, периоды и ставки. С другим поясом все строки счетов пересчитываются.
