analytics-absent = Отсутствие
analytics-answer = Посещаемость { $rate }: { $attended } из { $counted }, { $from } – { $to }.
analytics-answer-nothing = За { $from } – { $to } итогов нет.
analytics-answer-risk = { $count ->
    [one] { $count } ученик в зоне риска.
    [few] { $count } ученика в зоне риска.
    [many] { $count } учеников в зоне риска.
   *[other] { $count } ученика в зоне риска.
}
analytics-attendance = Посещаемость
analytics-coverage = Полнота наблюдений
analytics-coverage-nothing = Показывать пока нечего.
analytics-coverage-sentence = { $count ->
    [one] От начала до конца видно { $seen } из { $count } отчёта.
    [few] От начала до конца видно { $seen } из { $count } отчётов.
    [many] От начала до конца видно { $seen } из { $count } отчётов.
   *[other] От начала до конца видно { $seen } из { $count } отчёта.
}
analytics-empty = Здесь нет итогов
analytics-empty-what = Под эти фильтры не подходит ни одно завершённое занятие. Уберите фильтр или выберите другие дни.
analytics-estimated = Начало или конец оценены
analytics-event-rate = Пришли
analytics-event-type = Тип мероприятия
analytics-events = Мероприятия
analytics-events-count = { $count ->
    [one] Началось { $count } мероприятие.
    [few] Началось { $count } мероприятия.
    [many] Началось { $count } мероприятий.
   *[other] Началось { $count } мероприятия.
}
analytics-everything = Показать всё
analytics-excused = По уваж. причине
analytics-hours = Часы
analytics-hours-sentence = Ученики присутствовали { $total } ч., учителя — { $teachers } ч.
analytics-hours-teachers = Часы учителей
analytics-hours-title = Часы по неделям
analytics-kind = Вид
analytics-kinds = По видам
analytics-needs-review = Требуют проверки
analytics-no-range = «От» должно быть раньше «до», не более { $count } дней.
analytics-open = Ещё не подведены
analytics-outside = Вне расчёта: по уважительной причине — { $excused }, неизвестно — { $unknown }.
analytics-own-attendance = Присутствие учителя
analytics-own-hours = Часы учителя
analytics-present = Присутствие
analytics-punctuality = Вовремя
analytics-reports = Отчёты
analytics-rest = { $count ->
    [one] Ещё { $count } не показан. Выберите фильтр выше.
    [few] Ещё { $count } не показаны. Выберите фильтр выше.
    [many] Ещё { $count } не показаны. Выберите фильтр выше.
   *[other] Ещё { $count } не показаны. Выберите фильтр выше.
}
analytics-risk = В зоне риска
analytics-risk-absent-in-a-row = Пропущены три последних занятия
analytics-risk-falling = { $recent } за последние четыре недели, { $before } за восемь недель до этого
analytics-risk-what = Чья посещаемость падает или кто перестал приходить — по последним двенадцати неделям.
analytics-scans = Сканирования на мероприятиях
analytics-scans-refused = Отклонено
analytics-scans-sentence = Принято { $rate } сканирований: { $taken } из { $count }.
analytics-scans-taken = Принято
analytics-scans-what = Чем закончилось
analytics-seen = Видно
analytics-sessions = Занятия
analytics-share = Доля
analytics-student = Ученик
analytics-students = По ученикам, сначала самая низкая посещаемость
analytics-teacher = Учитель
analytics-teachers = По учителям
analytics-title = Аналитика
analytics-unknown = Неизвестно
analytics-unwatched = Частично без наблюдения
analytics-week = Неделя с
analytics-weeks = Посещаемость по неделям
analytics-weeks-even = Каждую неделю { $rate }.
analytics-weeks-nothing = Ни за одну неделю итогов пока нет.
analytics-weeks-sentence = От { $low } (неделя с { $low_week }) до { $high } (неделя с { $high_week }).
analytics-when = Когда проходят занятия
analytics-when-cell = { $count ->
    [0] { $place }: занятий нет
    [one] { $place }: { $count } занятие, посещаемость { $rate }
    [few] { $place }: { $count } занятия, посещаемость { $rate }
    [many] { $place }: { $count } занятий, посещаемость { $rate }
   *[other] { $place }: { $count } занятия, посещаемость { $rate }
}
analytics-when-place = День и час
analytics-when-sentence = { $count ->
    [one] Чаще всего — { $place }: { $count } занятие.
    [few] Чаще всего — { $place }: { $count } занятия.
    [many] Чаще всего — { $place }: { $count } занятий.
   *[other] Чаще всего — { $place }: { $count } занятия.
}
