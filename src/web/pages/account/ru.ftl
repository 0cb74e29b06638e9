account-answer = { $count ->
    [0] Вы — { $name }.
    [one] Вы — { $name }, вход выполнен в { $count } браузере.
    [few] Вы — { $name }, вход выполнен в { $count } браузерах.
    [many] Вы — { $name }, вход выполнен в { $count } браузерах.
   *[other] Вы — { $name }, вход выполнен в { $count } браузерах.
}
account-calendar = Календарь
account-calendar-apple = На Mac: «Файл», «Новая подписка на календарь». На iPhone: «Настройки», «Приложения», «Календарь», «Учётные записи календаря», «Добавить учётную запись», «Другое», «Подписной календарь». Вставьте адрес.
account-calendar-google = На компьютере: плюс рядом с «Другие календари», «Добавить по URL». Вставьте адрес. Потом календарь появится и на телефоне, иногда лишь через несколько часов.
account-calendar-how = Как добавить его в приложение календаря
account-calendar-made = Адрес вашего календаря создан.
account-calendar-make = Создать адрес моего календаря
account-calendar-outlook = «Добавить календарь», «Подписаться из Интернета». Вставьте адрес.
account-calendar-rotate = Новый адрес
account-calendar-rotate-sure = Создать новый адрес?
account-calendar-rotate-what = Нынешний адрес сразу перестаёт действовать. Приложения, которые им пользуются, не покажут ничего нового, пока вы не укажете в них новый адрес.
account-calendar-rotated = У вашего календаря новый адрес. Старый больше не действует.
account-calendar-secret = Каждый, у кого есть этот адрес, видит ваши занятия без входа. Если он попал в чужие руки, создайте новый.
account-calendar-thunderbird = «Новый календарь», «В сети». Вставьте адрес; имя пользователя не нужно.
account-calendar-what = Ваши занятия в календаре, которым вы и так пользуетесь; они обновляются сами.
account-copy = Копировать
account-email = E-mail
account-end = Завершить
account-end-this = Выйти здесь
account-everywhere = Выйти везде
account-everywhere-done = { $count ->
    [one] Завершён { $count } вход.
    [few] Завершены { $count } входа.
    [many] Завершено { $count } входов.
   *[other] Завершено { $count } входа.
}
account-everywhere-sure = Выйти везде?
account-everywhere-what = Все браузеры сразу выйдут, и этот тоже. Токены API остаются; новый пароль завершает и их.
account-language = Язык
account-last-used = последний раз
account-login-ended = Вход завершён.
account-login-since = с { $date }
account-logins = Входы
account-logins-what = Браузеры, в которых вы вошли. Завершите незнакомый и смените пароль.
account-look = Язык и тема
account-name = Имя
account-name-what = Имя, e-mail и роли меняет ваш офис.
account-no-logins = Вы не вошли ни в одном браузере.
account-no-password = У вас нет пароля.
account-no-tokens = Токенов API ещё нет
account-organization = Организация
account-password = Пароль
account-password-again = Новый пароль ещё раз
account-password-change = Сменить пароль
account-password-changed = Пароль изменён. Во всех других местах вы вышли, ваши токены API завершены.
account-password-current = Нынешний пароль
account-password-new = Новый пароль
account-password-rule = Не менее 8 символов. Лучше всего несколько слов, которые вместе поставите только вы.
account-password-what = Все другие браузеры выйдут, все ваши токены API завершатся. В этом браузере вы останетесь.
account-roles = Роли
account-theme = Тема
account-this-browser = Этот браузер
account-title = Моя учётная запись
account-token-alive = Действует
account-token-all-roles = Все мои
account-token-expired = Истёк
account-token-expires = Последний день
account-token-expires-what = Пусто: 90 дней. Не больше года.
account-token-made = Токен создан: { $name }.
account-token-make = Создать токен
account-token-name = Для чего он
account-token-name-what = Например, «выгрузка зарплат»: по названию вы узнаете, какой отозвать.
account-token-new = Новый токен
account-token-once = Скопируйте его сейчас: он показан один раз, позже его никто не узнает.
account-token-read-only = Только читает и ничего не меняет
account-token-reads = только чтение
account-token-revoke = Отозвать
account-token-revoke-sure = Отозвать { $name }?
account-token-revoke-what = Всё, что им пользуется, с этого момента получит отказ. Вернуть его нельзя.
account-token-revoked = Отозван
account-token-revoked-now = Отозвано: { $name }.
account-token-role = Действует в роли
account-token-since = с { $date }
account-token-unused = не использовался
account-token-until = до { $date }
account-token-what = У кого он есть, тот может всё, что можете вы. Каждой программе — свой токен и не больше прав, чем ей нужно.
account-tokens = Токены API
account-tokens-answer = { $count ->
    [0] Действующих токенов у вас нет.
    [one] У вас { $count } действующий токен.
    [few] У вас { $count } действующих токена.
    [many] У вас { $count } действующих токенов.
   *[other] У вас { $count } действующего токена.
}
account-tokens-open = Мои токены API
account-tokens-what = С токеном программа или скрипт действует от вашего имени без вашего пароля.
account-zone = Время здесь
