reception-all-today = Все за сегодня
reception-bad-reason = Причина: не больше 2000 знаков.
reception-came = { $count ->
    [0] Сегодня никто не приходил.
    [one] Сегодня пришёл { $count } человек.
    [few] Сегодня пришли { $count } человека.
    [many] Сегодня пришли { $count } человек.
   *[other] Сегодня пришли { $count } человека.
}
reception-check-in = Отметка посетителей
reception-check-in-now = Отметить вход
reception-check-ins = Входов сегодня
reception-check-out = Отметить выход
reception-choose = Показать
reception-code = Отметка по QR-коду
reception-code-of = QR-код: { $venue }
reception-code-what = Напечатайте этот QR-код и повесьте его у входа в зал. Посетители сканируют его в приложении, и вход и выход отмечаются сами.
reception-currently-in = Сейчас в зале
reception-disabled = Отметка по QR-коду: выключена
reception-download = Скачать QR
reception-empty = Площадок пока нет
reception-empty-add = Добавить площадку
reception-empty-ask = Попросите администратора вашей организации добавить место, где люди отмечают приход.
reception-empty-what = Площадка — это место, где люди отмечают приход. Добавьте свою: у неё сразу будет QR-код.
reception-enabled = Отметка по QR-коду: включена
reception-entered-in = Вход отмечен: { $name }, { $clock }.
reception-entered-not-eligible = Вход отмечен: { $name }, { $clock }. Но действующего абонемента нет: пожалуйста, решите это с посетителем.
reception-entered-out = Выход отмечен: { $name }, { $clock }.
reception-found-more = Показано первых: { $count }. Введите больше букв имени, чтобы увидеть других.
reception-found-nobody = Никого не зовут { $name }.
reception-fullscreen = На весь экран
reception-in-at = Время входа
reception-inside = { $count ->
    [0] Внутри никого нет.
    [one] Внутри { $count } человек.
    [few] Внутри { $count } человека.
    [many] Внутри { $count } человек.
   *[other] Внутри { $count } человека.
}
reception-is-off = Отметка по QR-коду выключена.
reception-look = Стоит посмотреть
reception-look-all = Показать все
reception-member = Посетитель
reception-members = Разных посетителей
reception-name = Имя
reception-nobody = Пока никого
reception-nobody-what = Кто отсканирует код у входа, сразу появится здесь. Кто пришёл без телефона, найдётся по имени выше.
reception-odd = Общие коды и другие сомнения
reception-odd-none = За последние семь дней ничего необычного.
reception-out-at = Время выхода
reception-reason = Причина
reception-reason-open = С причиной
reception-refused = Отклонённые сканирования
reception-refused-none = За последние семь дней отказов не было.
reception-regenerate = Новый QR-код
reception-regenerate-what = После этого все напечатанные коды перестанут работать. Продолжить?
reception-regenerated = Код заменён. Напечатайте новый и снимите старые.
reception-rotated = Этот код действует с
reception-scan-card = Сканировать карточку
reception-screen = Показать на экране
reception-screen-hint = Отсканируйте этот код телефоном, чтобы отметить вход или выход.
reception-screen-off = Отметка по коду выключена. Обратитесь, пожалуйста, на стойку.
reception-search-end = Закончить поиск
reception-sheet = Печать
reception-sheet-what = Одна страница, чтобы напечатать и повесить у входа.
reception-source = Как
reception-stale = Срок этого кода истёк. Ждём сеть.
reception-status = Статус
reception-switched-off = Отметка по QR-коду выключена: коды этой площадки не принимаются. Напечатанные заработают, когда вы её включите.
reception-switched-on = Отметка по QR-коду включена: напечатанный код работает.
reception-table = Входы за сегодня
reception-title = Стойка
reception-venue = Площадка
