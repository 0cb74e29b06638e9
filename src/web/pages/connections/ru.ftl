connections-address = Адрес сервера
connections-answer-failing = Не работает: { $name }. Что делать, написано ниже.
connections-answer-failing-many = { $count ->
    [one] Не работает { $count } подключение; что делать, написано ниже.
    [few] Не работают { $count } подключения; что делать, написано ниже.
    [many] Не работают { $count } подключений; что делать, написано ниже.
   *[other] Не работают { $count } подключения; что делать, написано ниже.
}
connections-answer-good = { $count ->
    [one] Работает { $count } подключение — всё в порядке.
    [few] Все { $count } подключения работают.
    [many] Все { $count } подключений работают.
   *[other] Все { $count } подключения работают.
}
connections-answer-none = Пока ничего не подключено. Подключите LiveKit или Google Meet ниже.
connections-answer-silent = { $count ->
    [one] { $count } сервер ещё ничего не сообщил.
    [few] { $count } сервера ещё ничего не сообщили.
    [many] { $count } серверов ещё ничего не сообщили.
   *[other] { $count } сервера ещё ничего не сообщили.
}
connections-api-key = Ключ API
connections-check-and-save = Проверить и сохранить
connections-clock = Его часы
connections-clock-ahead = { $seconds ->
    [0] идут как наши
    [one] впереди наших на { $seconds } секунду
    [few] впереди наших на { $seconds } секунды
    [many] впереди наших на { $seconds } секунд
   *[other] впереди наших на { $seconds } секунды
}
connections-clock-behind = { $seconds ->
    [one] отстают от наших на { $seconds } секунду
    [few] отстают от наших на { $seconds } секунды
    [many] отстают от наших на { $seconds } секунд
   *[other] отстают от наших на { $seconds } секунды
}
connections-consent = Перейти к Google
connections-consent-what = Организатор разрешает читать свои встречи. Откройте это в браузере организатора, выберите его учётную запись и оставьте отмеченным пункт о встречах. Это займёт минуту и должно закончиться за полчаса.
connections-copy = Копировать
connections-forget = Удалить
connections-forget-key = Удалить ключ { $name }?
connections-forget-key-what = Вебхуки, подписанные им, с этого момента отклоняются. Полученное остаётся.
connections-forget-organizer = Удалить { $name }?
connections-forget-organizer-what = Его встречи больше не читаются. Прочитанное остаётся.
connections-forget-server = Удалить { $name }?
connections-forget-server-what = Сервер и его ключи забываются, его вебхуки с этого момента отклоняются. Присланное остаётся.
connections-forgot-key = Ключ { $name } удалён.
connections-forgot-organizer = Удалено: { $name }.
connections-forgot-server = Сервер удалён.
connections-key-file = Файл ключа сервисного аккаунта
connections-key-file-what = JSON, который выдал Google, целиком, от первой до последней скобки.
connections-key-since = с { $date }
connections-key-until = до { $date }
connections-kind = Способ
connections-last-failure = Последний раз без ответа
connections-last-read = Последнее чтение
connections-last-refused = Последний отклонённый вебхук
connections-last-roster = Последний список комнаты
connections-last-webhook = Последний вебхук
connections-never = никогда
connections-new-key = Дать новый ключ
connections-new-key-what = Сначала сервер спрашивают, принимает ли он ключ. Затем действуют оба ключа, пока вы не удалите старый или он не истечёт.
connections-new-server = Подключить сервер LiveKit
connections-new-server-what = Сначала сервер спрашивают, верны ли адрес, ключ и секрет. Только потом что-то сохраняется.
connections-next-account = Google отклоняет сервисный аккаунт. Проверьте в консоли администратора Google, что он может действовать за этого организатора, и подключите его снова ниже.
connections-next-consent = Google больше не даёт читать. Организатору нужно снова дать согласие: нажмите «Подключить снова» в его браузере.
connections-next-google-stuck = Больше часа ничего не удалось прочитать. Причина ниже; если исправить её вам нечем, сообщите тому, кто обслуживает сервер.
connections-next-google-wait = Последнее чтение не удалось. Попытка повторится сама; пока делать ничего не нужно.
connections-next-no-key = У него нет действующего ключа. Дайте его ниже, иначе вебхуки отклоняются.
connections-next-no-webhook = Он отвечает, но вебхуков не было. Впишите адрес выше в его настройки как адрес вебхуков.
connections-next-nothing = Работает. Делать ничего не нужно.
connections-next-nothing-google = Работает. Делать ничего не нужно.
connections-next-refused = Его вебхуки отклоняются. Вероятно, его ключ или часы не те, что у нас: прочтите причину ниже и дайте новый ключ, если он был сменён.
connections-next-silent = Он ещё ничего не сообщил. Впишите адрес выше в его настройки, начните встречу и посмотрите сюда снова.
connections-next-unreachable = Он не отвечает. Проверьте, работает ли сервер и доступен ли он отсюда; пропущенное будет прочитано, когда он вернётся.
connections-no-client = Организаторы смогут давать согласие, когда у этой установки будет клиент Google. Тот, кто обслуживает сервер, задаёт
connections-no-organizer = Ни один организатор не подключён
connections-no-organizer-what = Встречи Google Meet читаются через их организатора. Без него присутствие на них остаётся неизвестным.
connections-organizer = E-mail организатора
connections-others-retire = Другие ключи действуют до
connections-others-retire-what = Пусто: действуют, пока вы их не удалите.
connections-reason = Причина
connections-reconnect = Подключить снова
connections-saved = { $name } — подключено, вебхуки приходят.
connections-saved-organizer = { $name } — подключено. Встречи читаются с этого момента.
connections-saved-unverified = { $name } — сохранено без проверки. Посмотрите сюда снова после следующей встречи.
connections-saved-waiting = { $name } — подключено. Сервер только что попросили прислать вебхук: через несколько секунд он появится ниже, если адрес вписан.
connections-secret = Секрет
connections-secret-what = Хранится зашифрованным и больше не показывается.
connections-service-account = Подключить организатора через сервисный аккаунт
connections-service-account-what = Для Google Workspace, администратор которого разрешил сервисному аккаунту действовать за сотрудников. Сначала спрашивают Google, потом сохраняют.
connections-title = Подключения
connections-unverified = Сохранить, не спрашивая сервер
connections-verified = Проверен и верен
connections-webhook-what = Впишите этот адрес в LiveKit как адрес вебхуков. Он один для всех серверов.
