session-all = Занятия
session-answer-absent = { $name }: отсутствие на занятии.
session-answer-cancelled = Занятие отменено: никто за него не платит и не получает.
session-answer-excused = { $name }: уважительная причина, { $reason }
session-answer-gone = { $name }: пока { $seen } из { $planned } мин, сейчас не в комнате.
session-answer-group = Присутствие: { $there } из { $all }.
session-answer-group-doubt = Присутствие: { $there } из { $all }. О { $name } точно не известно: { $doubt }.
session-answer-group-doubts = Присутствие: { $there } из { $all }. Точно не известно: { $unknown }.
session-answer-group-here = Сейчас здесь { $here } из { $all }.
session-answer-group-open = Замечено { $seen } из { $all }. Пока это не окончательно.
session-answer-here = { $name } здесь: пока { $seen } из { $planned } мин.
session-answer-late = { $name }: присутствие с опозданием на { $late } мин, { $seen } из { $planned } мин.
session-answer-nobody = В списке никого нет.
session-answer-not-yet = { $name }: входа ещё не было.
session-answer-open = { $name }: замечено { $seen } из { $planned } мин. Пока это не окончательно.
session-answer-partial = { $name }: присутствие частичное, { $seen } из { $planned } мин.
session-answer-planned = Начало { $day } в { $time }.
session-answer-present = { $name }: присутствие { $seen } из { $planned } мин.
session-answer-unknown = Неизвестно точно, есть ли присутствие ({ $name }): { $doubt }.
session-at-most = Не более
session-bridged = Зачтённый перерыв
session-cancel = Отменить занятие
session-cancel-done = Занятие отменено. Никто за него не платит и не получает.
session-cancel-title = Отменить { $title }?
session-cancel-what = Никто за него не платит и не получает, из абонемента оно не списывается, комната закрывается. Вернуть его нельзя.
session-code = Показать код
session-code-back = К занятию
session-code-fullscreen = На весь экран
session-code-hint = Отсканируйте этот код телефоном, чтобы отметиться.
session-code-of = QR-код: { $title }
session-code-over = Занятие закончилось: отметиться уже нельзя.
session-code-stale = Срок этого кода истёк. Ждём сеть.
session-code-until = Действует до { $clock }
session-complete = Завершить занятие
session-complete-done = Занятие завершено. Оно списано с абонемента.
session-complete-title = Завершить { $title } сейчас?
session-complete-what = Оно закончится в эту минуту: что будет в комнате потом, не засчитывается. Комната закрывается.
session-credited = Зачтено
session-credited-hint = Оставьте оба поля пустыми, чтобы осталось измеренное время. Измеренное видно в любом случае.
session-credited-minutes = Зачесть минут
session-credited-seconds = и секунд
session-evidence = { $count ->
    [one] { $count } свидетельство
    [few] { $count } свидетельства
    [many] { $count } свидетельств
   *[other] { $count } свидетельства
}
session-evidence-count = { $count ->
    [one] { $count } свидетельство
    [few] { $count } свидетельства
    [many] { $count } свидетельств
   *[other] { $count } свидетельства
}
session-evidence-more = и ещё { $count }, они есть в исходных данных.
session-evidence-raw = Всё, что получено, в исходном виде
session-expected = Кого ждут
session-guest-what = присутствие вне списка
session-guests = Гости
session-history = Что было сделано ({ $count })
session-history-rollcall = Rollcall
session-in-zone = Местное время, { $zone }. Длительность не меняется.
session-kind = Вид
session-late = Опоздание
session-left-early = Уход раньше
session-lines = Строки расчёта
session-mark-absent = Отметить отсутствие
session-mark-absent-done = Отсутствие отмечено. Что было замечено, остаётся видно.
session-mark-absent-title = Отметить отсутствие: { $name }?
session-mark-absent-what = { $seen ->
    [0] { $name }: семье начисляется как за отсутствие, занятие завершается.
    [one] { $name }: { $seen } минута присутствия останется видна. Семье начисляется как за отсутствие, занятие завершается.
    [few] { $name }: { $seen } минуты присутствия останутся видны. Семье начисляется как за отсутствие, занятие завершается.
    [many] { $name }: { $seen } минут присутствия останутся видны. Семье начисляется как за отсутствие, занятие завершается.
   *[other] { $name }: { $seen } минуты присутствия останутся видны. Семье начисляется как за отсутствие, занятие завершается.
}
session-new-start = Новое начало
session-more = Ещё
session-outcome = Итог
session-override = Изменить итог
session-override-done = { $name }: { $outcome }. Измеренное остаётся видно.
session-override-title = Изменить то, что измерено: { $name }?
session-override-what = Ваше слово решает итог и расчёты. Измеренное остаётся видно рядом, решение можно отозвать.
session-people = Кто был
session-piece-aborted = соединение сорвалось:
session-piece-alive = признак активности:
session-piece-bind = указано, чьё это имя
session-piece-joined = вход:
session-piece-left = выход:
session-piece-mark-in = { $name }: приход в { $time } отмечает { $author }
session-piece-mark-out = { $name }: уход в { $time } отмечает { $author }
session-piece-visit-in = { $name }: приход в здание в { $time } отмечает { $author }
session-piece-visit-out = { $name }: уход из здания в { $time } отмечает { $author }
session-piece-override-of = { $name }: { $outcome }, решение ({ $author }): { $reason }
session-piece-poll-of = { $count ->
    [0] о звонке ничего не известно
    [one] запись об { $count } звонке
    [few] записи о { $count } звонках
    [many] записи о { $count } звонках
   *[other] записи о { $count } звонках
}
session-piece-room-finished = комната закрыта
session-piece-roster-of = { $count ->
    [0] в комнате никого
    [one] в комнате { $count } человек
    [few] в комнате { $count } человека
    [many] в комнате { $count } человек
   *[other] в комнате { $count } человека
}
session-piece-scan-in = { $name }: код считан на входе в { $time }
session-piece-scan-out = { $name }: код считан на выходе в { $time }
session-piece-withdrawn = { $author } отзывает решение, { $name }: { $reason }
session-planned = По плану
session-reason = Причина
session-reason-optional = Причина (по желанию)
session-reschedule = Перенести
session-reschedule-done = Теперь начало { $day } в { $time }.
session-reschedule-title = Другое время для { $title }?
session-reschedule-what = { $minutes ->
    [one] Все остаются в списке. Длительность прежняя: { $minutes } минута.
    [few] Все остаются в списке. Длительность прежняя: { $minutes } минуты.
    [many] Все остаются в списке. Длительность прежняя: { $minutes } минут.
   *[other] Все остаются в списке. Длительность прежняя: { $minutes } минуты.
}
session-resync = Запросить снова
session-resync-change = { $name }: { $before } → { $after }.
session-resync-done = Новых свидетельств: { $evidence }, замечено людей: { $people }.
session-resync-more = { $count ->
    [one] Изменился ещё { $count } итог.
    [few] Изменились ещё { $count } итога.
    [many] Изменились ещё { $count } итогов.
   *[other] Изменились ещё { $count } итога.
}
session-resync-no-record = Платформа не знает о встрече в это время. Ничего не изменилось.
session-resync-title = Запросить { $platform } снова?
session-resync-unchanged = Ни один итог не изменился.
session-resync-what = { $platform }: запрашиваем, кто был. Ничто не считается дважды; вы увидите, что изменилось.
session-said-before = Прежние решения ({ $count })
session-same-name = То же имя, из списка
session-settled = Окончательно
session-settles = Может измениться до { $time }
session-similar-name = Похожее имя, из списка
session-stated = Решение ({ $author }): { $outcome }. { $reason } ({ $time })
session-stated-time = Зачтено этим: { $time }
session-status = Состояние
session-strangers = Не опознаны
session-strangers-ask = Кто это, может указать администратор.
session-strangers-what = { $count ->
    [one] В комнате было { $count } имя, которого Rollcall не знает. Пока никто не скажет, чьё оно, ни одно отсутствие здесь не точно.
    [few] В комнате было { $count } имени, которых Rollcall не знает. Пока никто не скажет, чьи они, ни одно отсутствие здесь не точно.
    [many] В комнате было { $count } имён, которых Rollcall не знает. Пока никто не скажет, чьи они, ни одно отсутствие здесь не точно.
   *[other] В комнате было { $count } имени, которых Rollcall не знает. Пока никто не скажет, чьи они, ни одно отсутствие здесь не точно.
}
session-teacher = Учитель
session-timeline = Ход занятия
session-timetable = Расписание
session-timetable-all = Создано по расписанию
session-undo = Отменить
session-undo-reason = Сразу отозвано
session-verdicts = Итоги
session-waits = Ждём ответа: { $platform }
session-when = Когда
session-withdraw = Отозвать
session-withdraw-done = Отозвано: снова решает измеренное, { $name }.
session-withdraw-title = Отозвать решение: { $name }?
session-withdraw-what = Снова решает измеренное, и для итога, и для расчётов. Сказанное остаётся в истории.
session-unscheduled = Этому занятию ещё не назначено время. Оно из абонемента: { $name }.
session-unscheduled-ledger = Абонемент
session-unscheduled-what = Назначьте время, и оно будет запланировано, как любое другое: комната откроется перед началом.
session-room = Комната
session-room-missing = Пока не удалось открыть
session-room-making = Открывается
session-room-open = Открыта с { $time }
session-room-closing = Закрывается
session-room-closed = Закрыта с { $time }
session-room-retry = Следующая попытка в { $time }.
session-room-reopened = { $count ->
    [one] Кто-то открывал её снова { $count } раз; её сразу закрыли.
    [few] Кто-то открывал её снова { $count } раза; её каждый раз закрывали.
    [many] Кто-то открывал её снова { $count } раз; её каждый раз закрывали.
   *[other] Кто-то открывал её снова { $count } раза; её каждый раз закрывали.
  }
session-substitute = Замена
session-substitute-title = Другой преподаватель на занятие { $title }?
session-substitute-what = Оплату получит тот, кто проведёт занятие. { $teacher } больше не сможет войти в комнату.
session-substitute-teacher = Кто проведёт
session-substitute-done = Занятие проводит { $name }.
