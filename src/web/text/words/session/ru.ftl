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
