timeline-as-table = Таблицей
timeline-bridged = Короткий перерыв, засчитан
timeline-caption-assumed = предположительно до конца
timeline-caption-back = снова { $at }
timeline-caption-came = вход { $at }
timeline-caption-closed = комната закрыта { $at }
timeline-caption-first-seen = впервые { $at }
timeline-caption-last-seen = последний раз { $at }
timeline-caption-left = выход { $at }
timeline-caption-lost = обрыв { $at }
timeline-caption-missing = нет в списке { $at }
timeline-caption-plain = { $at }
timeline-caption-unseen = конец не замечен, { $at }
timeline-connection = { $source } · { $identity }
timeline-connections = { $count ->
    [one] { $count } подключение
    [few] { $count } подключения
    [many] { $count } подключений
   *[other] { $count } подключения
}
timeline-edge = { $at }, { $what }
timeline-edge-seen = { $at }, { $what }, источник: { $source }, { $ids }
timeline-estimated = Граница не замечена
timeline-everybody = Все
timeline-evidence = Данные
timeline-from = С
timeline-guest = Гость
timeline-length = Длительность
timeline-marked-in = { $at }, приход отмечает { $author }
timeline-marked-out = { $at }, уход отмечает { $author }
timeline-more-connections = и ещё { $count ->
    [one] { $count } подключение
    [few] { $count } подключения
    [many] { $count } подключений
   *[other] { $count } подключения
}
timeline-more-rows = и ещё { $count ->
    [one] { $count } строка
    [few] { $count } строки
    [many] { $count } строк
   *[other] { $count } строки
}
timeline-not-matched = Не опознан
timeline-note-bridged = засчитанный перерыв { $time }
timeline-note-estimated = одна граница приблизительна
timeline-nothing-known = Ничего не известно.
timeline-now = Сейчас
timeline-override = { $at }, { $outcome }, решение ({ $author }): { $reason }
timeline-possible = Возможное присутствие
timeline-proven = Замеченное присутствие
timeline-scanned-in = { $at }, код считан на входе
timeline-scanned-out = { $at }, код считан на выходе
timeline-sketch = Присутствие { $seen } из { $planned }
timeline-source-unknown = неизвестный источник
timeline-staff = сотрудник
timeline-still-there = ещё здесь
timeline-student = Ученик
timeline-summary = Кто когда был, по плану с { $from } до { $to }: { $count ->
    [one] { $count } человек
    [few] { $count } человека
    [many] { $count } человек
   *[other] { $count } человека
}.
timeline-teacher = Учитель
timeline-to = До
timeline-unwatched = Без наблюдения
timeline-what = Что
timeline-who = Кто
timeline-window = Засчитываемое время
timeline-with-reason = { $what }: { $reason }
timeline-withdrawn = { $at }, прежнее решение отзывает { $author }: { $reason }
