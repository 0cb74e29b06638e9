history-in = Вход
history-lesson = Занятие
history-minutes = Минуты
history-of = { $own } из { $planned }
history-out = Выход
history-since = { $word } с { $clock }
history-title = Прошедшие занятия
history-verdict = Посещение
