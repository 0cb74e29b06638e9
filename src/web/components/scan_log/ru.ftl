scanlog-unknown = Неизвестный человек
