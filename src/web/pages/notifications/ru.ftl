notifications-answer-children = О ваших детях: { $names }.
notifications-answer-new = { $count ->
    [one] { $count } новое уведомление.
    [few] { $count } новых уведомления.
    [many] { $count } новых уведомлений.
   *[other] { $count } нового уведомления.
}
notifications-answer-none = Ничего нового.
notifications-browser-gone = В этот браузер больше ничего не приходит.
notifications-browser-since = с { $date }
notifications-browsers = Браузеры
notifications-browsers-allow = Разрешить в этом браузере
notifications-browsers-blocked = Уведомления этого сайта запрещены в браузере. Разрешите их в его настройках и загрузите страницу заново.
notifications-browsers-failed = Браузер не смог их включить, как бывает в приватном окне. Откройте обычное окно или выберите почту.
notifications-browsers-none = Ни один браузер пока не получает уведомлений.
notifications-browsers-remove = Удалить
notifications-browsers-this = Этот браузер
notifications-browsers-ticked = Вы отметили «Браузер», но ни один ваш браузер ещё не разрешён: разрешите его ниже.
notifications-browsers-unable = Этот браузер не умеет получать уведомления. На iPhone или iPad сначала добавьте эту страницу на экран «Домой».
notifications-browsers-what = Сообщения приходят в эти браузеры, даже когда Rollcall закрыт, если выше отмечен «Браузер».
notifications-channels = По почте или в браузере
notifications-choose = О чём вам сообщать
notifications-choose-what = Отметьте, как сообщать о каждом. Если ничего не отмечено, сообщений не будет.
notifications-cancelled = Занятие «{ $session }», { $day }, { $time }, отменено.
notifications-claim-came = присутствие
notifications-claim-late = { $minutes ->
    [one] опоздание на { $minutes } минуту
    [few] опоздание на { $minutes } минуты
    [many] опоздание на { $minutes } минут
   *[other] опоздание на { $minutes } минуты
}
notifications-corrected = Исправление: { $name }, «{ $session }», { $day }: { $now }. Было сказано: { $told }.
notifications-corrected-visit = Исправление: { $name }, { $venue }, { $day }: { $edges }.
notifications-corrected-visit-none = Исправление: { $name }, { $venue }, { $day }: посещения не было.
notifications-edge-in = вход { $time }
notifications-edge-out = выход { $time }
notifications-email = Почта
notifications-email-none = Адрес неизвестен, поэтому писем не будет. Его может добавить администрация.
notifications-empty = Вам пока ни о чём не сообщали
notifications-empty-what = Здесь будет и то, о чём вам сообщают по почте или в браузере.
notifications-event = Событие
notifications-held = Занятие «{ $session }», { $day }: { $why }.
notifications-language = Язык сообщений и страниц
notifications-language-any = Как в браузере
notifications-left = { $left ->
    [one] { $name }: осталось { $left } занятие.
    [few] { $name }: осталось { $left } занятия.
    [many] { $name }: осталось { $left } занятий.
   *[other] { $name }: осталось { $left } занятия.
}
notifications-moved = Занятие «{ $session }» перенесено: было { $before }, будет { $after }.
notifications-new = Новое
notifications-nobody = Кто-то
notifications-nothing = Для ваших ролей пока нет уведомлений.
notifications-of = О чём сообщать: { $name }
notifications-of-browsers = { $count ->
    [0] Ни один браузер ещё не разрешён; это может сделать только { $name }.
    [one] Разрешён { $count } браузер.
    [few] Разрешены { $count } браузера.
    [many] Разрешено { $count } браузеров.
   *[other] Разрешено { $count } браузера.
}
notifications-of-saved = Уведомления сохранены: { $name }.
notifications-of-short = Уведомления
notifications-of-what = Так хочет получать сообщения { $name }. Ваши изменения попадут в журнал.
notifications-quiet = Тихие часы
notifications-quiet-from = С
notifications-quiet-on = В эти часы ничего не присылать; накопившееся придёт вместе, когда они кончатся. Сразу сообщается только об отмене или переносе занятия, которое начнётся раньше
notifications-quiet-to = До
notifications-saved = Сохранено. Так вам будут сообщать.
notifications-settings = Настройки
notifications-silent = { $platform } больше не отвечает: { $detail }
notifications-somewhere = место
notifications-title = Мои уведомления
notifications-told = О чём вам сообщали
notifications-told-absence = { $name }: отсутствие на занятии «{ $session }», { $day }.
notifications-told-arrival = { $name }: приход, { $venue }, { $time }.
notifications-told-departure = { $name }: уход, { $venue }, { $time }.
notifications-told-joined = { $name }: вход на занятие «{ $session }», { $time }.
notifications-told-late = { $name }: «{ $session }», { $day }: { $late }.
notifications-told-left = { $name }: уход с занятия «{ $session }», { $time }.
notifications-when = Когда и на каком языке
notifications-zone = Часовой пояс
notifications-zone-any = Как в организации: { $zone }

unsubscribe-again = Если передумаете, включите их здесь снова или выберите в «Моих уведомлениях», о чём вам сообщать.
unsubscribe-again-button = Включить снова
unsubscribe-again-done = Готово. «{ $organization }» снова присылает письма ({ $name }) о следующем:
unsubscribe-already = Эти письма уже отключены.
unsubscribe-button = Не присылать эти письма
unsubscribe-done = Готово. «{ $organization }» больше не присылает письма ({ $name }) о следующем:
unsubscribe-mine = Мои уведомления
unsubscribe-nothing = Ничего не выбрано, поэтому ничего не изменилось.
unsubscribe-rest = Другие письма и сообщения в браузерах по-прежнему будут приходить.
unsubscribe-title = Больше не присылать эти письма?
unsubscribe-what = { $name }, «{ $organization }» больше не будет присылать вам письма о следующем:
unsubscribe-wrong = Ссылка не работает
unsubscribe-wrong-what = Она неполная или изменилась по дороге. Откройте её из письма ещё раз или войдите и выберите в «Моих уведомлениях», о чём вам сообщать.
