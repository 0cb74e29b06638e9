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
policies-unset = по умолчанию
policies-value = Действует
policies-version = Версия { $version }
policies-which = Какие занятия
policies-without = Без этого: { $value }.
policies-yes = да
