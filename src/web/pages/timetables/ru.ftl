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
    [one] { $count } занятие не удалось запланировать: что-то мешает. Попытка повторяется каждую ночь.
    [few] { $count } занятия не удалось запланировать: что-то мешает. Попытка повторяется каждую ночь.
    [many] { $count } занятий не удалось запланировать: что-то мешает. Попытка повторяется каждую ночь.
   *[other] { $count } занятия не удалось запланировать: что-то мешает. Попытка повторяется каждую ночь.
}
timetables-bad-except = Это не дни: пишите по одному в строке, например 2026-12-31, не больше 500.
timetables-bad-name = Название: от 1 до 200 знаков в одной строке.
timetables-bad-time = Это не день или время расписания; выберите с 2000 по 2199 год.
timetables-blocked = в этот день недели занятий нет
timetables-change = Изменить
timetables-changed = Сохранено. Изменено занятий: { $changed }, отменено: { $cancelled }, создано: { $drawn }, осталось как было: { $kept }.
timetables-changes = Занятия: изменено { $changed }, отменено { $cancelled }, новых { $drawn }, без изменений { $kept }.
timetables-check = Проверить
timetables-choose = Выберите…
timetables-collide = { $count ->
    [one] { $count } из { $all } занятий провести нельзя: выберите другое время или преподавателя либо исключите эти дни.
    [few] { $count } из { $all } занятий провести нельзя: выберите другое время или преподавателя либо исключите эти дни.
    [many] { $count } из { $all } занятий провести нельзя: выберите другое время или преподавателя либо исключите эти дни.
   *[other] { $count } из { $all } занятий провести нельзя: выберите другое время или преподавателя либо исключите эти дни.
}
timetables-days = По этим дням
timetables-edit = Изменить { $title }
timetables-edit-what = То, что не началось, меняется с выбранного дня. Занятия, изменённые по одному, остаются как есть.
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
timetables-every = Раз в { $weeks } нед.: { $days }
timetables-except = Дни без занятия
timetables-except-what = По одному дню в строке, например 2026-12-31. Праздники организации указывать не нужно.
timetables-first = Первый день
timetables-format = Формат
timetables-free = свободно
timetables-free-all = { $count ->
    [0] В эти недели занятий нет.
    [one] { $count } занятие, ничто не мешает.
    [few] { $count } занятия, ничто не мешает.
    [many] { $count } занятий, ничто не мешает.
   *[other] { $count } занятия, ничто не мешает.
}
timetables-history = Что и кем изменено
timetables-holidays = Праздники
timetables-kind = Вид
timetables-lasts = { $minutes ->
    [one] { $minutes } минута
    [few] { $minutes } минуты
    [many] { $minutes } минут
   *[other] { $minutes } минуты
}
timetables-link = Ссылка Meet
timetables-link-what = Только для Google Meet: одна ссылка на все занятия.
timetables-minutes = Минуты
timetables-minutes-what = Пусто: обычная длительность.
timetables-more = Ещё: исключения, часовой пояс, другие правила
timetables-moved = вместо { $day }, изменено вручную
timetables-name = Название
timetables-new = Новое расписание
timetables-new-what = Опишите один раз то, что повторяется. «Проверить» покажет каждое занятие и что ему мешает; до сохранения ничего не меняется.
timetables-next = Ближайшие восемь недель
timetables-no-students = Пока ни у кого нет роли ученика.
timetables-none-next = В ближайшие восемь недель занятий нет.
timetables-not-drawn = ещё не запланировано
timetables-others = Другие люди
timetables-others-what = По одному в строке: адрес почты или точное имя.
timetables-platform = Где
timetables-preview = Что будет создано
timetables-room-taken = Комната или ссылка занята: { $title }, { $from }–{ $to }
timetables-rule = Правило
timetables-rule-what = Вместо дней выше, в виде RRULE: FREQ=MONTHLY;BYDAY=1SA
timetables-saved = { $count ->
    [0] { $title }: сохранено. Первые занятия появятся за восемь недель до начала.
    [one] { $title }: сохранено, создано { $count } занятие.
    [few] { $title }: сохранено, создано { $count } занятия.
    [many] { $title }: сохранено, создано { $count } занятий.
   *[other] { $title }: сохранено, создано { $count } занятия.
}
timetables-students = Ученики
timetables-teacher = Преподаватель
timetables-teacher-busy = У преподавателя { $title }, { $from }–{ $to }
timetables-this-week = Эта неделя
timetables-time = Время
timetables-title = Расписания
timetables-unknown-person = Здесь никого с таким именем или их несколько: напишите адрес почты.
timetables-until = Последний день
timetables-until-day = до { $day }
timetables-until-what = Пусто: без конца.
timetables-versions = { $count ->
    [one] { $count } план за всё время
    [few] { $count } плана за всё время
    [many] { $count } планов за всё время
   *[other] { $count } плана за всё время
}
timetables-week = Неделя
timetables-week-after = Следующая неделя
timetables-week-before = Предыдущая неделя
timetables-week-of = { $from } – { $to }
timetables-week-which = Какая неделя
timetables-weeks = Каждые … недели
timetables-weeks-what = Пусто: каждую неделю.
timetables-when = Дни
timetables-with-ended = Показать и завершённые
timetables-zone = Часовой пояс
