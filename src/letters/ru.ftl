# What is written to people. A sentence that ends in -you is told to whom it is about.

# Instants, spans and lists.
letter-at-clock = в { $clock }
letter-at-day = { $day } в { $clock }
letter-moment = { $day }, { $clock }
letter-span = { $day }, { $from }–{ $to }
letter-comma = ,
letter-stay = { $from }–{ $to }
letter-stay-estimated = { $from }–{ $to } (приблизительно)
letter-stay-none = присутствие не замечено
letter-stay-open = с { $from }

# What has no name.
letter-some-subscription = абонемент
letter-some-venue = здание
letter-you = Вы
letter-you-too = вы

# Each event in one sentence.
letter-arrival = { $name }: приход в «{ $venue }» { $when }
letter-arrival-you = Ваш приход в «{ $venue }» { $when }
letter-departure = { $name }: уход из «{ $venue }» { $when }
letter-departure-you = Ваш уход из «{ $venue }» { $when }
letter-session-arrival = { $name }: приход на занятие «{ $title }» { $when }
letter-session-arrival-you = Ваш приход на занятие «{ $title }» { $when }
letter-session-departure = { $name }: уход с занятия «{ $title }» { $when }
letter-session-departure-you = Ваш уход с занятия «{ $title }» { $when }
letter-absence = { $name }: отсутствие на занятии «{ $title }», { $start }
letter-absence-you = Ваше отсутствие на занятии «{ $title }», { $start }
letter-late = { $minutes ->
    [0] { $name }: опоздание на занятие «{ $title }», { $start }
    [one] { $name }: опоздание на { $minutes } минуту, занятие «{ $title }», { $start }
    [few] { $name }: опоздание на { $minutes } минуты, занятие «{ $title }», { $start }
    [many] { $name }: опоздание на { $minutes } минут, занятие «{ $title }», { $start }
   *[other] { $name }: опоздание на { $minutes } минуты, занятие «{ $title }», { $start }
}
letter-late-you = { $minutes ->
    [0] Ваше опоздание на занятие «{ $title }», { $start }
    [one] Ваше опоздание на { $minutes } минуту, занятие «{ $title }», { $start }
    [few] Ваше опоздание на { $minutes } минуты, занятие «{ $title }», { $start }
    [many] Ваше опоздание на { $minutes } минут, занятие «{ $title }», { $start }
   *[other] Ваше опоздание на { $minutes } минуты, занятие «{ $title }», { $start }
}
letter-cancelled = Отменено: «{ $title }», { $start }
letter-moved = Перенесено: «{ $title }», { $start } вместо { $previous }
letter-low-balance = { $left ->
    [0] { $name }: занятий не осталось, «{ $subscription }»
    [one] { $name }: осталось { $left } занятие, «{ $subscription }»
    [few] { $name }: осталось { $left } занятия, «{ $subscription }»
    [many] { $name }: осталось { $left } занятий, «{ $subscription }»
   *[other] { $name }: осталось { $left } занятия, «{ $subscription }»
}
letter-low-balance-you = { $left ->
    [0] У вас не осталось занятий: «{ $subscription }»
    [one] У вас осталось { $left } занятие: «{ $subscription }»
    [few] У вас осталось { $left } занятия: «{ $subscription }»
    [many] У вас осталось { $left } занятий: «{ $subscription }»
   *[other] У вас осталось { $left } занятия: «{ $subscription }»
}
letter-money-held = Начисление ждёт: «{ $title }», { $start }
letter-endpoint = Ваш адрес для вебхуков
letter-silent = { $platform } не отвечает: { $name }

# Corrections of what came of a session.
letter-corrected = Исправление: { $name } — { $now }, а не { $told }: «{ $title }», { $start }
letter-corrected-you = Исправление о вас: { $now }, а не { $told }: «{ $title }», { $start }
letter-certain = Теперь известно: { $name } — { $now }: «{ $title }», { $start }
letter-certain-you = Теперь известно о вас: { $now }: «{ $title }», { $start }
letter-uncertain = Исправление: присутствие ({ $name }) не подтверждено: «{ $title }», { $start }
letter-uncertain-you = Исправление: ваше присутствие не подтверждено: «{ $title }», { $start }
letter-claim-absent = отсутствие
letter-claim-both = { $outcome }, { $late }
letter-claim-excused = уважительная причина
letter-claim-late = { $minutes ->
    [0] опоздание
    [one] опоздание на { $minutes } минуту
    [few] опоздание на { $minutes } минуты
    [many] опоздание на { $minutes } минут
   *[other] опоздание на { $minutes } минуты
}
letter-claim-on-time = приход вовремя
letter-claim-partial = присутствие часть времени
letter-claim-present = присутствие
letter-claim-unknown = неясно

# Corrections of visits.
letter-arrival-moved = Исправление: { $name } — приход в «{ $venue }» { $now }, а не { $told }
letter-arrival-moved-you = Исправление: ваш приход в «{ $venue }» { $now }, а не { $told }
letter-departure-moved = Исправление: { $name } — уход из «{ $venue }» { $now }, а не { $told }
letter-departure-moved-you = Исправление: ваш уход из «{ $venue }» { $now }, а не { $told }
letter-no-visit = Исправление: { $name } — посещения «{ $venue }» не было, { $day }
letter-no-visit-you = Исправление: вашего посещения «{ $venue }» не было, { $day }
letter-visit-changed = Исправление: { $name } — время в «{ $venue }», { $day }
letter-visit-changed-you = Исправление: ваше время в «{ $venue }», { $day }
letter-edge-in = приход { $clock }
letter-edge-none = посещения не было
letter-edge-out = уход { $clock }

# Labels.
letter-before = Раньше
letter-detail = Что пришло в ответ
letter-for = Для кого
letter-planned = По плану
letter-reason = Причина
letter-since = С
letter-statement = Почему изменено вручную
letter-there = На занятии
letter-told = Мы сообщили
letter-true = На самом деле
letter-why = Почему
letter-why-late-record = Отметка со входа дошла до нас с опозданием.
letter-why-unknown = После нашего сообщения появились новые данные.

# What it rests on, or what to do.
letter-note-absence = Занятие закончилось, итог окончательный: признаков присутствия нет.
letter-note-cancelled = Приходить не нужно.
letter-note-correction = Наше прежнее сообщение было неверным. Приносим извинения.
letter-note-excused = Прежнее сообщение было верным на тот момент, причина признана уважительной позже.
letter-note-late = Занятие закончилось, итог окончательный.
letter-note-low-balance = Чтобы заниматься без перерыва, заранее обратитесь за следующими занятиями: { $organization }.
letter-note-missing-rate = Укажите ставку, которая подходит к этому занятию, — начисление завершится само.
letter-note-moved = Если новое время не подходит, сообщите об этом: { $organization }.
letter-note-needs-review = Откройте занятие и решите, что остаётся неясным.
letter-note-session-arrival = Достаточно ли было времени, станет известно только после занятия.
letter-note-session-departure = Об этом сообщается после занятия, когда ясно, что возвращения не было.
letter-note-silent = Занятия продолжаются, но присутствие в это время не видно. Откройте подключения и проверьте это.
letter-note-unsettled = Делать ничего не нужно: всё завершится, как только появится итог занятия.
letter-note-visit = Это отмечено на входе.
letter-mistake = Это ошибка? Ответьте на это письмо, его получит { $organization }.

# Links.
letter-open-connections = Открыть подключения
letter-open-family = Открыть «Мои дети»
letter-open-me = Открыть «Моя посещаемость»
letter-open-session = Открыть занятие
letter-open-subscription = Открыть абонемент

# Several facts in one letter.
letter-bundle = { $count ->
    [one] { $count } сообщение: { $topics }
    [few] { $count } сообщения: { $topics }
    [many] { $count } сообщений: { $topics }
   *[other] { $count } сообщения: { $topics }
}
letter-bundle-many = { $count ->
    [one] { $count } сообщение: { $name }, { $other } и ещё { $more }
    [few] { $count } сообщения: { $name }, { $other } и ещё { $more }
    [many] { $count } сообщений: { $name }, { $other } и ещё { $more }
   *[other] { $count } сообщения: { $name }, { $other } и ещё { $more }
}
letter-bundle-one = { $count ->
    [one] { $count } сообщение: { $name }
    [few] { $count } сообщения: { $name }
    [many] { $count } сообщений: { $name }
   *[other] { $count } сообщения: { $name }
}
letter-bundle-two = { $count ->
    [one] { $count } сообщение: { $name } и { $other }
    [few] { $count } сообщения: { $name } и { $other }
    [many] { $count } сообщений: { $name } и { $other }
   *[other] { $count } сообщения: { $name } и { $other }
}
letter-bundle-why = Эти сообщения ждали, пока закончатся ваши тихие часы.
letter-bundle-you = { $count ->
    [one] { $count } сообщение о вас
    [few] { $count } сообщения о вас
    [many] { $count } сообщений о вас
   *[other] { $count } сообщения о вас
}

# Below everything.
letter-foot-from = Кому: { $reader }. От кого: { $organization }.
letter-foot-preferences = Изменить, о чём мне сообщать
letter-foot-unsubscribe = Отписаться
letter-foot-why = Вы получили это письмо, потому что у вас включены сообщения:
