timetables-a-session = Занятие
timetables-all = Все расписания
timetables-answer = { $count ->
    [0] Расписаний ещё нет.
    [one] { $count } расписание.
    [few] { $count } расписания.
    [many] { $count } расписаний.
   *[other] { $count } расписания.
} { $week ->
    [0] На этой неделе ничего нет.
    [one] На этой неделе { $week } занятие.
    [few] На этой неделе { $week } занятия.
    [many] На этой неделе { $week } занятий.
   *[other] На этой неделе { $week } занятия.
}
timetables-answer-ended = Завершено { $day }.
timetables-answer-next = Следующее занятие: { $day } в { $time }.
timetables-answer-problems = { $count ->
    [one] { $count } занятие не удалось создать: время занято. Попытка повторяется каждую ночь.
    [few] { $count } занятия не удалось создать: время занято. Попытка повторяется каждую ночь.
    [many] { $count } занятий не удалось создать: время занято. Попытка повторяется каждую ночь.
   *[other] { $count } занятия не удалось создать: время занято. Попытка повторяется каждую ночь.
}
timetables-bad-except = Это не даты: пишите по одной в строке, например 2026-12-31, не больше 500.
timetables-bad-time = Такого дня или времени у расписания быть не может; выберите год от 2000 до 2199.
timetables-blocked = в этот день недели занятий нет
timetables-change = Изменить
timetables-changed = Сохранено. Изменено занятий: { $changed }, отменено: { $cancelled }, создано: { $drawn }, осталось как было: { $kept }.
timetables-changes = Занятия: изменено { $changed }, отменено { $cancelled }, новых { $drawn }, без изменений { $kept }.
timetables-check = Проверить
timetables-collide = { $count ->
    [one] { $count } из { $all } занятий провести нельзя: выберите другое время или преподавателя либо исключите эти дни.
    [few] { $count } из { $all } занятий провести нельзя: выберите другое время или преподавателя либо исключите эти дни.
    [many] { $count } из { $all } занятий провести нельзя: выберите другое время или преподавателя либо исключите эти дни.
   *[other] { $count } из { $all } занятий провести нельзя: выберите другое время или преподавателя либо исключите эти дни.
}
timetables-days = По каким дням
timetables-edit = Изменить { $title }
timetables-edit-what = Всё, что ещё не началось, изменится с выбранного дня. Занятия, которые переносили или меняли по одному, останутся как есть.
timetables-effective = Начиная с этого дня
timetables-effective-what = До него всё остаётся как было.
timetables-empty = Расписаний ещё нет
timetables-empty-what = Запланируйте занятия один раз; они создаются сами на восемь недель вперёд.
timetables-end = Завершить
timetables-end-title = Завершить это расписание?
timetables-end-what = { $count ->
    [0] Отменять нечего. Новые занятия создаваться не будут.
    [one] Будет отменено { $count } занятие, которое не началось; прошедшие останутся.
    [few] Будет отменено { $count } занятия, которые не начались; прошедшие останутся.
    [many] Будет отменено { $count } занятий, которые не начались; прошедшие останутся.
   *[other] Будет отменено { $count } занятия, которые не начались; прошедшие останутся.
}
timetables-ended = завершено
timetables-ended-done = { $count ->
    [0] Расписание завершено.
    [one] Расписание завершено, отменено { $count } занятие.
    [few] Расписание завершено, отменено { $count } занятия.
    [many] Расписание завершено, отменено { $count } занятий.
   *[other] Расписание завершено, отменено { $count } занятия.
}
timetables-every = { $weeks ->
    [one] Раз в { $weeks } неделю: { $days }
    [few] Раз в { $weeks } недели: { $days }
    [many] Раз в { $weeks } недель: { $days }
   *[other] Раз в { $weeks } недели: { $days }
}
timetables-except = Дни без занятий
timetables-except-what = По одному дню в строке, например 2026-12-31. Праздники организации указывать не нужно.
timetables-first = Первый день
timetables-free = свободно
timetables-free-all = { $count ->
    [0] На эти недели занятий не приходится.
    [one] { $count } занятие, пересечений нет.
    [few] { $count } занятия, пересечений нет.
    [many] { $count } занятий, пересечений нет.
   *[other] { $count } занятия, пересечений нет.
}
timetables-from = с { $day }
timetables-history = Кто и что изменил
timetables-holidays = Праздники
timetables-lasts = { $minutes ->
    [one] { $minutes } минута
    [few] { $minutes } минуты
    [many] { $minutes } минут
   *[other] { $minutes } минуты
}
timetables-more = Ещё: исключения, часовой пояс, другие правила
timetables-moved = по расписанию: { $day }; изменено вручную
timetables-new = Новое расписание
timetables-new-what = Опишите один раз то, что повторяется. «Проверить» покажет каждое занятие и что ему мешает; ничего не сохраняется, пока вы не сохраните.
timetables-next = Ближайшие восемь недель
timetables-none-next = В ближайшие восемь недель занятий нет.
timetables-not-drawn = ещё не создано
timetables-preview = Что будет создано
timetables-room-taken = В комнате или по ссылке уже идёт { $title }, { $from }–{ $to }
timetables-rule = Правило
timetables-rule-what = Вместо дней выше, в формате RRULE: FREQ=MONTHLY;BYDAY=1SA
timetables-saved = { $count ->
    [0] { $title }: сохранено. Первые занятия появятся за восемь недель до начала.
    [one] { $title }: сохранено, создано { $count } занятие.
    [few] { $title }: сохранено, создано { $count } занятия.
    [many] { $title }: сохранено, создано { $count } занятий.
   *[other] { $title }: сохранено, создано { $count } занятия.
}
timetables-teacher-busy = У преподавателя в это время { $title }, { $from }–{ $to }
timetables-this-week = Эта неделя
timetables-time = Время
timetables-title = Расписания
timetables-until = Последний день
timetables-until-day = до { $day }
timetables-until-what = Пусто: бессрочно.
timetables-versions = { $count ->
    [one] { $count } версия расписания
    [few] { $count } версии расписания
    [many] { $count } версий расписания
   *[other] { $count } версии расписания
}
timetables-week = Неделя
timetables-week-after = Следующая неделя
timetables-week-before = Предыдущая неделя
timetables-week-of = { $from } – { $to }
timetables-week-which = Какая неделя
timetables-weeks = Раз в сколько недель
timetables-weeks-what = Пусто: каждую неделю.
timetables-when = Дни
timetables-with-ended = Показать и завершённые
timetables-zone = Часовой пояс
