policies-all = Все занятия
policies-all-what = Действуют для всех видов занятий, у которых нет своих правил.
policies-answer = Версия { $version } действует с { $since }. { $own }
policies-began = Начало: правила по умолчанию.
policies-change = Изменить эти правила
policies-changed = (изменено вами)
policies-charge = Начисляется
policies-corner = Учитель ↓ Ученик
policies-from = Откуда
policies-from-default = По умолчанию
policies-from-kind = Этот вид
policies-from-organization = Организация
policies-has-own = есть свои правила
policies-history = История
policies-history-answer = Сейчас действует версия { $version }.
policies-history-what = Занятие сохраняет версию, по которой оно было запланировано, и каждая денежная строка её называет. Поэтому смена правил не меняет прошлого.
policies-in-percent = В процентах запланированного времени.
policies-in-seconds = В секундах.
policies-kind-what = Действуют только для этого вида. Что здесь не задано, берётся из правил всех занятий.
policies-learner = Ученик: { $outcome }
policies-money = Что оплачивается и начисляется
policies-money-table = Оплачиваемое и начисляемое время по итогам учителя и ученика
policies-money-what = Для каждой пары итогов: какое время оплачивается учителю и какое начисляется семье. Изменённое вами выделено жирным.
policies-new-version = Сохранение создаст версию { $version }. Она действует для занятий, запланированных с этого момента; существующие сохраняют свои правила. Пустое поле берётся с уровня выше.
policies-no = нет
policies-no-difference = Различий нет.
policies-nothing-changed = Всё уже было так: новой версии нет.
policies-own = { $count ->
    [0] Все правила здесь — по умолчанию.
    [one] { $count } значение здесь задано вами.
    [few] { $count } значения здесь заданы вами.
    [many] { $count } значений здесь задано вами.
   *[other] { $count } значения здесь заданы вами.
}
policies-pay = Оплачивается
policies-rule = Правило
policies-rules = Правила
policies-saved = Версия { $version } действует для занятий, запланированных с этого момента.
policies-teacher = Учитель: { $outcome }
policies-title = Правила
policies-try = Примерить на прошлый месяц
policies-try-after = Стало бы
policies-try-answer = { $count ->
    [one] { $count } результат участника занятия был бы другим.
    [few] { $count } результата участников занятий были бы другими.
    [many] { $count } результатов участников занятий были бы другими.
   *[other] { $count } результата участников занятий были бы другими.
}
policies-try-before = Есть
policies-try-charge = должны бы семьи
policies-try-empty = За это время нет ни одного решённого занятия
policies-try-empty-what = Правила можно примерить, как только будет на чём.
policies-try-held = удержано
policies-try-left-out = { $count ->
    [one] { $count } занятие ещё не решено и не учтено.
    [few] { $count } занятия ещё не решены и не учтены.
    [many] { $count } занятий ещё не решены и не учтены.
   *[other] { $count } занятия ещё не решены и не учтены.
}
policies-try-more = { $count ->
    [one] И ещё { $count }.
    [few] И ещё { $count }.
    [many] И ещё { $count }.
   *[other] И ещё { $count }.
}
policies-try-of = из { $count }
policies-try-outcomes = других итогов
policies-try-pay = заработали бы учителя
policies-try-person = Кто
policies-try-refused = Одно из этих правил невозможно: исправьте его ниже и попробуйте снова.
policies-try-same = Ничего не изменилось бы.
policies-try-session = Занятие
policies-try-sessions = занятий примерено
policies-try-span = Занятия с { $from } по { $to } по этим правилам.
policies-try-title = Примерить правила на прошлый месяц
policies-try-what = Ничего не изменено: занятия живут по правилам, при которых были запланированы.
policies-unset = по умолчанию
policies-value = Действует
policies-version = Версия { $version }
policies-which = Какие занятия
policies-without = Без этого: { $value }.
policies-yes = да
