money-add-rate = Добавить ставку
money-amount = Сумма
money-comma = ,{" "}
money-decided-by = Решает преподаватель или администратор
money-decide = Решить
money-every-session = Все занятия: { $kind }
money-everybody = Все
money-for-whom = Для кого
money-held = Удержано
money-held-missing-rate = { $count ->
    [one] { $count } строка без ставки
    [few] { $count } строки без ставки
    [many] { $count } строк без ставки
   *[other] { $count } строки без ставки
}
money-held-needs-review = { $count ->
    [one] { $count } строка на проверке
    [few] { $count } строки на проверке
    [many] { $count } строк на проверке
   *[other] { $count } строки на проверке
}
money-held-unreadable = { $count ->
    [one] { $count } строка не читается
    [few] { $count } строки не читаются
    [many] { $count } строк не читается
   *[other] { $count } строки не читаются
}
money-held-unsettled = { $count ->
    [one] { $count } строка ещё не определена
    [few] { $count } строки ещё не определены
    [many] { $count } строк ещё не определено
   *[other] { $count } строки ещё не определены
}
money-hour = час
money-hours = Время
money-line = Обоснование
money-lines-since = { $count ->
    [one] { $count } строка, начиная с { $date }
    [few] { $count } строки, начиная с { $date }
    [many] { $count } строк, начиная с { $date }
   *[other] { $count } строки, начиная с { $date }
}
money-month = Месяц
money-month-after = Следующий месяц
money-month-before = Предыдущий месяц
money-more-rates = Ставки ждут и другие: все ставки
money-open = Открыт
money-per = За
money-per-hour = { $price } в час
money-per-session = { $price } за занятие
money-price = Цена, { $currency }
money-range = { $first } – { $last }
money-rate = Ставка
money-review-what = Неясно, кто был на этих занятиях. Укажите это один раз на странице занятия, и строка посчитается.
money-rule = { $teacher } + { $learner }: { $cell }
money-session = Занятие
money-sessions = Занятия
money-settles-at = Определится само после { $time }
money-settles-soon = Скоро определится само
money-settling = { $count ->
    [one] { $count } строка определится сама.
    [few] { $count } строки определятся сами.
    [many] { $count } строк определятся сами.
   *[other] { $count } строки определятся сами.
}
money-strangers = { $count ->
    [one] { $count } неизвестный: кто это?
    [few] { $count } неизвестных: кто это?
    [many] { $count } неизвестных: кто это?
   *[other] { $count } неизвестных: кто это?
}
money-this-month = Этот месяц
money-total = Итого
money-valid-from = Действует с
money-waiting = Что ждёт решения
money-whole-session = занятие
refusal-invalid-price = Напишите цену в виде 55,00: не отрицательную, не больше шести знаков после запятой и без запятой, которую можно понять двояко.
