# What sessions are, where they are held, and where evidence comes from.

status-unscheduled = Без времени
status-scheduled = Запланировано
status-ready = Скоро начнётся
status-ongoing = Идёт
status-completed = Завершено
status-absent = Ученика не было
status-cancelled = Отменено

kind-quran = Коран
kind-academic = Школьный предмет
kind-interactive-course = Интерактивный курс
kind-class = Урок
kind-event = Мероприятие

format-individual = Индивидуально
format-circle = Кружок
format-trial = Пробное
format-assessment = Проверка знаний
format-course = Курс
format-group = Группа

platform-livekit = LiveKit
platform-meet = Google Meet
platform-onsite = Очно

source-livekit = LiveKit
source-meet = Google Meet
source-qr = Сканирование кода
source-manual = Внесено вручную
source-import = Импорт
source-email = Эл. почта

edge-aborted = соединение сорвалось
edge-assumed-until-end = считается, что до конца
edge-boundary = граница засчитываемого времени
edge-call-ended = звонок завершился
edge-connection-lost = связь оборвалась
edge-entry-unseen = возможный приход, его никто не видел
edge-exit-unseen = вход есть, выхода никто не видел
edge-first-seen = первый признак
edge-joined = вход
edge-last-seen = последний признак
edge-left = выход
edge-left-untimed = выход, время неизвестно
edge-marked-in = отмечен приход
edge-marked-out = отмечен уход
edge-missing-from-roster = больше нет в списке комнаты
edge-reconnected = новое подключение
edge-room-finished = комната закрыта
edge-scanned-in = код считан на входе
edge-scanned-out = код считан на выходе
edge-stale = сведений больше не было

evidencekind-bind = Кто-то указал, чьё это имя
evidencekind-mark = Кто-то отметил приход или уход
evidencekind-override = Кто-то указал итог
evidencekind-poll = Google Meet перечислил присутствующих
evidencekind-roster = LiveKit перечислил присутствующих
evidencekind-scan = Считан код
evidencekind-visit = Кто-то отметил визит
evidencekind-webhook = LiveKit сообщил
