events-admit = Сколько раз впускать
events-admit-daily = Каждого раз в день
events-admit-done = { $name }: вход отмечен.
events-admit-once = Каждого один раз
events-admit-person = Отметить вручную
events-admit-title = Отметить вход вручную: { $name }?
events-admit-what = С этого момента человек считается пришедшим, рядом будет ваше имя. Его билет или код больше никого не впустит.
events-amount = Сумма в { $currency }
events-answer = { $count ->
    [one] Впереди { $count } мероприятие. Ближайшее: { $title }, { $when }.
    [few] Впереди { $count } мероприятия. Ближайшее: { $title }, { $when }.
    [many] Впереди { $count } мероприятий. Ближайшее: { $title }, { $when }.
   *[other] Впереди { $count } мероприятия. Ближайшее: { $title }, { $when }.
}
events-answer-came = Пришли: { $here } из { $registered }.
events-answer-cancelled = Мероприятие отменено.
events-answer-here = На месте { $here } из { $registered }.
events-answer-many = Ближайшие мероприятия: { $count }.
events-answer-none = Предстоящих мероприятий нет.
events-answer-now = Сейчас идёт { $title }.
events-answer-past = Прошедшие мероприятия на этой странице: { $count }, сначала последние.
events-answer-registered = { $registered ->
    [one] Зарегистрирован { $registered } человек.
    [few] Зарегистрировано { $registered } человека.
    [many] Зарегистрировано { $registered } человек.
   *[other] Зарегистрировано { $registered } человека.
}
events-answer-taken = Занято мест: { $registered } из { $capacity }.
events-answer-waiting = { $count ->
    [one] { $count } человек ждёт места.
    [few] { $count } человека ждут места.
    [many] { $count } человек ждут места.
   *[other] { $count } человека ждут места.
}
events-bad-amount = Напишите сумму, например 25.00.
events-bad-capacity = Мест может быть от 1 до 1000000.
events-bad-name = Название: от 1 до 200 знаков в одной строке.
events-bad-reference = Напишите, как оплата называется там, где она сделана, не длиннее 200 знаков.
events-bad-type = Выберите один из типов.
events-badge-code = Код: { $name }
events-badges = Бейджи
events-badges-answer = { $count ->
    [one] { $count } бейдж, по десять на листе A4.
    [few] { $count } бейджа, по десять на листе A4.
    [many] { $count } бейджей, по десять на листе A4.
   *[other] { $count } бейджа, по десять на листе A4.
}
events-badges-none-what = Бейджи появятся, как только кто-нибудь зарегистрируется.
events-badges-of = Бейджи: { $title }
events-badges-without = { $count ->
    [one] { $count } ещё без кода: билет не оплачен.
    [few] { $count } ещё без кода: билеты не оплачены.
    [many] { $count } ещё без кода: билеты не оплачены.
   *[other] { $count } ещё без кода: билеты не оплачены.
}
events-cancel = Отменить мероприятие
events-cancel-done = Мероприятие отменено.
events-cancel-title = Отменить «{ $title }»?
events-cancel-what = Больше никого нельзя впустить или зарегистрировать. Регистрации и оплаты остаются: верните то, что оплачено. Вернуть назад нельзя.
events-cancelled-ones = Отменили
events-capacity = Мест
events-capacity-hint = Пусто: без ограничения. Остальные ждут места.
events-changed = Мероприятие изменено.
events-closes = Вход закрывается
events-code-back = К мероприятию
events-code-picture = Код мероприятия «{ $title }» для сканирования
events-code-printed = Код действует до { $time }.
events-code-until = Действует до { $time }. Пока страница открыта, новый код появится сам.
events-code-what = Отсканируйте этот код, чтобы отметиться
events-door-free = студенты сканируют код мероприятия
events-door-free-external = каждый показывает код своей регистрации
events-door-paid = каждый показывает билет
events-edit = Изменить
events-edit-of = Изменить «{ $title }»
events-edit-what = После первой регистрации тип не меняется. Новые места сразу получают те, кто ждёт дольше всех.
events-end = Конец
events-found-nobody = Никто не найден
events-found-nobody-what = Введите часть имени или полный адрес почты.
events-free = Бесплатно.
events-here = На месте
events-here-since = На месте с
events-import = Список участников
events-import-again = Отправить ещё один список
events-import-answer = Все из списка будут зарегистрированы. Новый адрес становится студентом без пароля.
events-import-bad-email = Это не адрес почты.
events-import-bad-name = Имя: от 1 до 200 знаков.
events-import-created = { $count ->
    [one] Зарегистрирован { $count } человек.
    [few] Зарегистрировано { $count } человека.
    [many] Зарегистрировано { $count } человек.
   *[other] Зарегистрировано { $count } человека.
}
events-import-existing = { $count ->
    [one] { $count } уже был зарегистрирован.
    [few] { $count } уже были зарегистрированы.
    [many] { $count } уже были зарегистрированы.
   *[other] { $count } уже были зарегистрированы.
}
events-import-file = Выберите файл
events-import-hint = По человеку в строке; первая строка:
events-import-inactive = Это адрес человека, который больше не активен.
events-import-left-out = Пропущено
events-import-line = Строка
events-import-list = Список
events-import-refused = { $count ->
    [one] Пропущена { $count } строка.
    [few] Пропущены { $count } строки.
    [many] Пропущено { $count } строк.
   *[other] Пропущено { $count } строки.
}
events-import-send = Зарегистрировать
events-import-to-event = К мероприятию
events-import-waiting = { $count ->
    [one] Из них { $count } ждёт места.
    [few] Из них { $count } ждут места.
    [many] Из них { $count } ждут места.
   *[other] Из них { $count } ждут места.
}
events-import-why = Почему
events-mode = На входе
events-more = Время входа, другие организаторы
events-name = Название
events-no-partner = Мероприятию с партнёром нужен партнёр: введите адрес или имя.
events-no-person = Никого с именем { $said } нет. Введите адрес почты или полное имя.
events-nobody = Пока никого
events-nobody-else-what = Сейчас здесь никого нет.
events-nobody-here-what = Кто отметится на входе, сразу появится здесь.
events-nobody-what = Найдите человека выше и зарегистрируйте его или отправьте список участников.
events-none = Предстоящих мероприятий нет
events-none-past = Прошедших мероприятий нет
events-none-past-what = Мероприятия появятся здесь, когда завершатся.
events-none-what = Здесь появятся мероприятия, которые планируете вы или которыми с вами поделились.
events-not-registered = Нет регистрации
events-of = { $part } из { $whole }
events-open = Доступно для регистрации
events-open-none-what = Новые мероприятия появятся здесь, как только их запланируют.
events-opens = Вход открывается
events-organizers = Организаторы
events-organizers-hint = Кроме вас: адрес почты или имя в каждой строке.
events-paid = Платно.
events-paid-tickets = Оплаченные билеты
events-partner = Партнёр
events-partner-hint = Для типов с партнёром: адрес почты или имя.
events-past = Прошедшие
events-pay = Записать оплату
events-pay-done = { $name }: оплачено { $amount }, билет выдан.
events-pay-expected = { $name }: ожидается оплата { $amount }; до неё билет не впускает.
events-pay-later = Ещё не оплачено: билет ждёт денег
events-pay-title = Записать оплату: { $name }
events-pay-what = Деньги приняты в другом месте; здесь это записывается, и выдаётся билет с кодом.
events-people = Люди
events-person = Имя
events-places = { $count ->
    [one] Осталось { $count } место.
    [few] Осталось { $count } места.
    [many] Осталось { $count } мест.
   *[other] Осталось { $count } места.
}
events-plan = Запланировать мероприятие
events-plan-of = План
events-plan-what = Кто планирует мероприятие, тот и его организатор. Тип определяет, что показывают на входе.
events-planned = Мероприятие «{ $title }» запланировано.
events-print = Печать
events-rate = пришли из зарегистрированных
events-rate-paid = пришли по оплаченным билетам
events-reason = Причина
events-reason-optional = Причина (необязательно)
events-reference = Номер оплаты
events-reference-hint = Как оплата называется там, где сделана, например номер счёта.
events-refund = Вернуть оплату
events-refund-done = Билет больше не действует: { $name }.
events-refund-title = Вернуть оплату: { $name }?
events-refund-what = Билет сразу перестаёт действовать. Кто уже вошёл, остаётся. Деньги верните там, где их приняли.
events-register = Зарегистрироваться
events-register-done = { $name }: регистрация есть.
events-register-somebody = Зарегистрировать
events-register-title = Зарегистрировать: { $name }?
events-register-waiting = Встать в лист ожидания
events-register-waits = Все места заняты: { $name } в листе ожидания.
events-register-what = Человек получит место, а если мест нет, встанет в лист ожидания.
events-registered = Зарегистрированы
events-revoke = Отозвать коды
events-revoke-done = Все выданные коды отозваны.
events-revoke-title = Отозвать все коды мероприятия?
events-revoke-what = Показанные, напечатанные и сфотографированные коды больше не впускают. Экран с кодом получит новый в течение минуты. Кто на месте, остаётся.
events-scan = Открыть сканер
events-search = Кто-то из зарегистрированных
events-search-anybody = Человек: зарегистрированный или новый
events-several-people = Несколько человек с именем { $said }. Введите адрес почты.
events-show-code = Показать код
events-standing = Регистрация
events-start = Начало
events-ticket = Билет
events-ticket-none = Билета нет
events-ticket-paid = Оплачен
events-ticket-pending = Ещё не оплачен
events-title = Мероприятия
events-to-own = Мои регистрации
events-to-session = Что известно о нём как о занятии
events-type = Тип
events-undo = Отменить отметку
events-undo-done = Отметка отменена: { $name }.
events-undo-title = Отменить отметку: { $name }?
events-undo-what = Человек больше не считается пришедшим, его билет или код снова впускает. Кто и почему это сделал, остаётся в журнале.
events-unregister = Отменить регистрацию
events-unregister-done = Регистрация отменена: { $name }.
events-unregister-title = Отменить регистрацию: { $name }?
events-unregister-what = Место сразу получит тот, кто ждёт дольше всех. Оплаченное остаётся оплаченным, пока вы его не вернёте.
events-upcoming = Предстоящие
events-waiting = Ждут места
events-waiting-count = ждут: { $count }
events-walk-in = на входе
events-walk-ins = Впускать без регистрации, пока есть места
events-walk-ins-no = Только по регистрации
events-walk-ins-of = Без регистрации
events-walk-ins-yes = Впускаются, пока есть места
events-when = Когда
events-window-hint = Пусто: в любое время.
events-zone = По времени { $zone }
