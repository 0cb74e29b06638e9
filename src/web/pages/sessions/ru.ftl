sessions-answer-many = { $count ->
    [one] Показано { $count } занятие, есть и другие.
    [few] Показано { $count } занятия, есть и другие.
    [many] Показано { $count } занятий, есть и другие.
   *[other] Показано { $count } занятия, есть и другие.
}
sessions-answer-past = { $count ->
    [0] Занятий ещё не было.
    [one] Прошло { $count } занятие.
    [few] Прошло { $count } занятия.
    [many] Прошло { $count } занятий.
   *[other] Прошло { $count } занятия.
}
sessions-answer-review = { $count ->
    [0] Сомнительных занятий нет.
    [one] { $count } занятие под вопросом и ждёт решения.
    [few] { $count } занятия под вопросом и ждут решения.
    [many] { $count } занятий под вопросом и ждут решения.
   *[other] { $count } занятия под вопросом и ждут решения.
}
sessions-answer-unscheduled = { $count ->
    [0] У каждого занятия есть время.
    [one] { $count } занятие из абонемента ещё без времени.
    [few] { $count } занятия из абонементов ещё без времени.
    [many] { $count } занятий из абонементов ещё без времени.
   *[other] { $count } занятия из абонементов ещё без времени.
}
sessions-answer-upcoming = { $count ->
    [0] Ничего не запланировано.
    [one] { $count } занятие идёт или предстоит.
    [few] { $count } занятия идут или предстоят.
    [many] { $count } занятий идут или предстоят.
   *[other] { $count } занятия идут или предстоят.
}
sessions-drawn = Созданы
sessions-empty = Занятий здесь нет
sessions-empty-what = Под эти фильтры ничего не подходит. Уберите один из них или посмотрите другой список.
sessions-kind = Вид
sessions-no-venue = Без площадки
sessions-past = Прошедшие
sessions-plan = Запланировать занятие
sessions-plan-again = Занятие повторяется? Составьте расписание.
sessions-plan-more = Кого нет в списке
sessions-plan-what = Одно занятие в один день.
sessions-planned = Занятие запланировано: { $day }, { $time }.
sessions-review = Ждут решения
sessions-seen = Присутствие
sessions-start = День и время
sessions-status = Состояние
sessions-students = Ученики
sessions-teacher = Преподаватель
sessions-title = Занятия
sessions-unscheduled = Без времени
sessions-upcoming = Предстоящие
sessions-venue = Площадка
sessions-what = Занятие
sessions-when = Когда
sessions-which = Какие занятия
