venues-add = Добавить площадку
venues-add-what = Место, где люди отмечают приход. У него будет свой код, сразу включённый.
venues-added = Площадка «{ $name }» добавлена; её код включён.
venues-answer = { $count ->
    [0] Площадок пока нет.
    [one] { $count } площадка, только для членов: { $members }.
    [few] { $count } площадки, только для членов: { $members }.
    [many] { $count } площадок, только для членов: { $members }.
   *[other] { $count } площадки, только для членов: { $members }.
}
venues-bad-name = Название: от 1 до 200 знаков в одной строке.
venues-bad-time = Напишите часы и минуты, например 04:00.
venues-change = Изменить
venues-changed = Площадка «{ $name }» изменена.
venues-day-start = Начало дня
venues-day-start-hint = Кто уходит после полуночи, тот уходит, а не приходит снова: день площадки начинается в это время.
venues-edit = Изменить площадку «{ $name }»
venues-edit-what = Её код остаётся прежним: напечатанные продолжают действовать.
venues-empty = Площадок пока нет
venues-empty-what = Добавьте место, где отмечаются ваши посетители или ученики.
venues-everybody = Все
venues-members = Кто может войти
venues-members-only = Только члены
venues-name = Название
venues-requires = По коду входят только члены
venues-title = Площадки
venues-zone = Часовой пояс
