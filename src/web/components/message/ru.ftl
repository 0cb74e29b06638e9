# A message in a list and on its page.

message-again = Отправить снова
message-recipient-gone = (удалено)
message-several = { $count ->
    [one] { $count } событие
    [few] { $count } события
    [many] { $count } событий
   *[other] { $count } события
}
message-state = Состояние
message-to = Кому
message-tried-again = снова { $date }
message-tries = { $count ->
    [one] { $count } попытка
    [few] { $count } попытки
    [many] { $count } попыток
   *[other] { $count } попытки
}
message-unreadable = Что-то, чего эта версия не читает
message-what = Что
message-when = Когда
