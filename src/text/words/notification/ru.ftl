# What people are told, and by which way.

channel-email = Почта
channel-push = Браузер
channel-webhook = Вебхук

notification-arrival = Приход
notification-arrival-what = Сразу, когда код отсканирован на входе.
notification-departure = Уход
notification-departure-what = Сразу, когда код отсканирован на выходе. Об уходе, которого никто не видел, не сообщается.
notification-session-arrival = Вход на занятие
notification-session-arrival-what = Как только человек на занятии, на месте или онлайн.
notification-session-departure = Уход с занятия
notification-session-departure-what = После занятия, когда посещение подтверждено.
notification-absence = Отсутствие
notification-absence-what = После занятия, когда это точно известно.
notification-late = Опоздание
notification-late-what = После занятия, с числом минут.
notification-correction = Исправление
notification-correction-what = Если сказанное раньше было неверно: что было сказано, как на самом деле и почему. Без этого неверное сообщение останется неисправленным.
notification-session-cancelled = Занятие отменено
notification-session-cancelled-what = Сразу.
notification-session-moved = Занятие перенесено
notification-session-moved-what = Сразу, со старым и новым временем.
notification-low-balance = Мало занятий осталось
notification-low-balance-what = Когда абонемент почти израсходован.
notification-money-held = Деньги задержаны
notification-money-held-what = Когда занятие не начисляется и не оплачивается, пока его не проверят.
notification-platform-silent = Платформа молчит
notification-platform-silent-what = Когда LiveKit или Google Meet перестаёт отвечать.
