registrations-answer = { $count ->
    [one] Вы участвуете в { $count } мероприятии: { $title }, { $when }.
    [few] Вы участвуете в { $count } мероприятиях. Ближайшее: { $title }, { $when }.
    [many] Вы участвуете в { $count } мероприятиях. Ближайшее: { $title }, { $when }.
   *[other] Вы участвуете в { $count } мероприятиях. Ближайшее: { $title }, { $when }.
}
registrations-answer-none = У вас нет регистраций на предстоящие мероприятия.
registrations-cancel = Отменить регистрацию
registrations-cancel-title = Отменить вашу регистрацию на «{ $title }»?
registrations-cancel-what = Ваше место получит тот, кто ждёт дольше всех. Пока есть места, можно зарегистрироваться снова.
registrations-cancelled = Ваша регистрация отменена.
registrations-check-in = Check-in на мероприятии
registrations-check-in-what = Отсканируйте QR-код организатора на мероприятии для check-in
registrations-checked-in = Вы отмечены
registrations-code = QR-код для регистрации
registrations-done = Вы зарегистрированы.
registrations-no-code = Вашего кода пока нет. Обратитесь к организатору на входе.
registrations-none = Регистраций пока нет
registrations-none-what = Посмотрите предстоящие мероприятия и зарегистрируйтесь.
registrations-not-paid = Билет появится здесь, как только оплата будет записана.
registrations-past = Прошедшие и отменённые
registrations-picture = Registration QR Code
registrations-place = Вы в листе ожидания под номером { $place }. Освободившееся место достанется вам само.
registrations-scan = Сканировать QR-код
registrations-show = Покажите этот QR-код организатору на входе
registrations-ticket = Ваш билет
registrations-title = Мои регистрации
registrations-to-events = Мероприятия для регистрации
registrations-waiting = Вы в листе ожидания. Освободившееся место достанется вам само.
registrations-waits = Все места заняты: вы в листе ожидания.
registrations-was-there = Был(а) на месте
