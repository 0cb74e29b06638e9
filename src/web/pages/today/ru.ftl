today-all-sessions = Все занятия
today-empty = В этот день занятий нет
today-empty-what = Как только на этот день запланируют занятие, оно появится здесь.
today-figure-coverage = идущих занятий на связи
today-figure-here = на месте
today-figure-late = опоздали
today-figure-missing = нет
today-heading = Сегодня · { $day }
today-here = { $expected ->
    [one] На месте { $here } из { $expected }.
    [few] На месте { $here } из { $expected }.
    [many] На месте { $here } из { $expected }.
   *[other] На месте { $here } из { $expected }.
}
today-look = Посмотреть
today-minutes-late = опоздание { $minutes } мин
today-minutes-missing = нет уже { $minutes } мин
today-missing = { $count ->
    [one] Отсутствует { $count } человек.
    [few] Отсутствуют { $count } человека.
    [many] Отсутствуют { $count } человек.
   *[other] Отсутствуют { $count } человека.
}
today-missing-one = { $name } отсутствует на занятии «{ $session }».
today-next = Сейчас занятий нет. Следующее начнётся в { $time }.
today-nothing-more = Сейчас занятий нет, и до конца дня больше не запланировано.
today-of = { $there } из { $expected }
today-over = { $count ->
    [one] Завершено { $count } занятие
    [few] Завершено { $count } занятия
    [many] Завершено { $count } занятий
   *[other] Завершено { $count } занятия
}
today-running = Сейчас
today-soon = Далее
today-teacher = Преподаватель
today-title = Сегодня
today-waits = Ждёт вас
today-waits-jobs = { $count ->
    [one] { $count } задача завершилась с ошибкой
    [few] { $count } задачи завершились с ошибкой
    [many] { $count } задач завершились с ошибкой
   *[other] { $count } задачи завершились с ошибкой
}
today-waits-platforms = { $count ->
    [one] { $count } подключение не отвечает
    [few] { $count } подключения не отвечают
    [many] { $count } подключений не отвечают
   *[other] { $count } подключения не отвечают
}
today-waits-rates = { $count ->
    [one] { $count } строка этого месяца без ставки
    [few] { $count } строки этого месяца без ставки
    [many] { $count } строк этого месяца без ставки
   *[other] { $count } строки этого месяца без ставки
}
today-waits-review = { $count ->
    [one] { $count } занятие под вопросом и ждёт решения
    [few] { $count } занятия под вопросом и ждут решения
    [many] { $count } занятий под вопросом и ждут решения
   *[other] { $count } занятия под вопросом и ждут решения
}
today-waits-unmatched = { $count ->
    [one] { $count } неизвестный был на занятии
    [few] { $count } неизвестных были на занятиях
    [many] { $count } неизвестных были на занятиях
   *[other] { $count } неизвестных были на занятиях
}
today-waits-subscriptions = { $count ->
    [one] { $count } абонемент почти использован
    [few] { $count } абонемента почти использованы
    [many] { $count } абонементов почти использованы
   *[other] { $count } абонемента почти использованы
}
