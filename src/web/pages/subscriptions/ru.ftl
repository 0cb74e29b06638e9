subscriptions-answer = { $count ->
    [0] Действующих абонементов нет.
    [one] Действует { $count } абонемент.
    [few] Действуют { $count } абонемента.
    [many] Действует { $count } абонементов.
   *[other] Действует { $count } абонемента.
}
subscriptions-answer-low = { $count ->
    [one] У { $count } из них осталось не больше одного занятия, и продолжения нет.
    [few] У { $count } из них осталось не больше одного занятия, и продолжения нет.
    [many] У { $count } из них осталось не больше одного занятия, и продолжения нет.
   *[other] У { $count } из них осталось не больше одного занятия, и продолжения нет.
}
subscriptions-as-package = Как в пакете
subscriptions-bad-change = Напишите целое число, например 1 или -1.
subscriptions-bad-name = В названии от 1 до 200 знаков.
subscriptions-bad-number = Напишите число от 1 до { $most }.
subscriptions-bad-reason = В причине от 1 до 500 знаков.
subscriptions-change = Изменить
subscriptions-change-what = То, что уже списано, остаётся списанным. Прошедшие занятия этих дней, не списанные с другого абонемента, спишутся с этого.
subscriptions-changed = Абонемент изменён. { $count ->
    [0] Прошедшие занятия с него не списаны.
    [one] С него списано { $count } прошедшее занятие.
    [few] С него списано { $count } прошедших занятия.
    [many] С него списано { $count } прошедших занятий.
   *[other] С него списано { $count } прошедшего занятия.
}
subscriptions-correct = Исправить остаток
subscriptions-correct-change = Занятия
subscriptions-correct-confirm = Записать
subscriptions-correct-hint = 1 добавляет одно занятие, -1 отнимает одно.
subscriptions-correct-reason = Причина
subscriptions-correct-what = Исправление — отдельная строка журнала с вашим именем и причиной. Семья её видит.
subscriptions-corrected = Исправлено: { $count ->
    [one] осталось { $count } занятие.
    [few] осталось { $count } занятия.
    [many] осталось { $count } занятий.
   *[other] осталось { $count } занятия.
}
subscriptions-days = Действует
subscriptions-draw = Занятия без времени
subscriptions-draw-what = Создать сразу, без времени; время каждому назначат позже
subscriptions-empty = Здесь пусто
subscriptions-empty-what = Абонемент — это занятия, оплаченные вперёд. У кого он есть, с него занятия списываются в первую очередь.
subscriptions-ended-on = { $count ->
    [0] Закончился { $until }; ничего не осталось.
    [one] Закончился { $until }; сгорело { $count } занятие.
    [few] Закончился { $until }; сгорело { $count } занятия.
    [many] Закончился { $until }; сгорело { $count } занятий.
   *[other] Закончился { $until }; сгорело { $count } занятия.
}
subscriptions-entry = Что произошло
subscriptions-entry-change = Занятия
subscriptions-format = Формат
subscriptions-from = Первый день
subscriptions-granted = Всего
subscriptions-kind = Вид занятия
subscriptions-ledger = Журнал
subscriptions-left = Остаток
subscriptions-left-open = { $count ->
    [0] Ничего не осталось: дальше занятия оплачиваются по ставке.
    [one] Осталось { $count } занятие.
    [few] Осталось { $count } занятия.
    [many] Осталось { $count } занятий.
   *[other] Осталось { $count } занятия.
}
subscriptions-left-until = { $count ->
    [0] Ничего не осталось: дальше занятия оплачиваются по ставке.
    [one] Осталось { $count } занятие, срок — до { $until }.
    [few] Осталось { $count } занятия, срок — до { $until }.
    [many] Осталось { $count } занятий, срок — до { $until }.
   *[other] Осталось { $count } занятия, срок — до { $until }.
}
subscriptions-minutes = Занятие, мин
subscriptions-minutes-default = как обычно
subscriptions-minutes-hint = Пусто: обычная длительность.
subscriptions-no-package = Без пакета
subscriptions-no-students = Учеников ещё нет: сначала добавьте кого-нибудь.
subscriptions-package = Пакет
subscriptions-package-add = Добавить пакет
subscriptions-package-added = Пакет «{ $name }» добавлен.
subscriptions-package-change = Изменить
subscriptions-package-changed = Пакет «{ $name }» изменён. Проданное остаётся прежним.
subscriptions-package-edit = Сохранить пакет
subscriptions-package-name = Название
subscriptions-package-option = { $name } ({ $count ->
    [one] { $count } занятие
    [few] { $count } занятия
    [many] { $count } занятий
   *[other] { $count } занятия
})
subscriptions-package-what = То, что продаётся по числу занятий. Изменение касается только новых продаж.
subscriptions-packages = Пакеты
subscriptions-packages-none = Пакетов пока нет. Абонемент можно продать и без пакета.
subscriptions-person = Ученик
subscriptions-platform = Где
subscriptions-search = Имя
subscriptions-sell = Продать абонемент
subscriptions-sell-what = С первого дня засчитанные занятия списываются с него и отдельно не оплачиваются.
subscriptions-sessions = Занятия
subscriptions-sessions-hint = Пусто: как в пакете.
subscriptions-show = Показать
subscriptions-show-all = Все
subscriptions-show-ended = Закончившиеся
subscriptions-show-low = Почти использованные
subscriptions-show-running = Действующие
subscriptions-sold = Абонемент действует. { $count ->
    [0] Прошедшие занятия с него не списаны.
    [one] С него списано { $count } прошедшее занятие.
    [few] С него списано { $count } прошедших занятия.
    [many] С него списано { $count } прошедших занятий.
   *[other] С него списано { $count } прошедшего занятия.
}
subscriptions-state = Состояние
subscriptions-teacher = Преподаватель
subscriptions-title = Абонементы
subscriptions-unscheduled = { $count ->
    [one] { $count } занятие ждёт своего времени
    [few] { $count } занятия ждут своего времени
    [many] { $count } занятий ждут своего времени
   *[other] { $count } занятия ждут своего времени
}
subscriptions-unscheduled-ended = Абонемент закончился: назначенные теперь занятия оплачиваются по ставке.
subscriptions-until = Последний день
subscriptions-until-hint = Пусто: бессрочно. Что останется к последнему дню, сгорит.
subscriptions-used = Использовано
subscriptions-what = На что
subscriptions-when = Записано
