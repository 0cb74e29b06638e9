memberships-add = Оформить членство
memberships-added = Членство оформлено: { $name }.
memberships-answer = { $count ->
    [0] Членств здесь нет.
    [one] { $count } членство.
    [few] { $count } членства.
    [many] { $count } членств.
   *[other] { $count } членства.
}
memberships-change = Изменить
memberships-change-what = Изменение действует с этой минуты. Прежние сканирования оцениваются по тому, каким членство было тогда.
memberships-changed = Членство изменено; это действует с этой минуты.
memberships-days = Срок
memberships-empty = Членств здесь нет
memberships-empty-what = Выберите другой тариф или статус либо оформите членство на странице человека.
memberships-end = Закончить
memberships-ended = Членство закончено. По нему больше нельзя войти.
memberships-log = Что менялось
memberships-none = Членства пока нет.
memberships-of = Членство: { $name }
memberships-pause = Приостановить
memberships-paused = Членство приостановлено. По нему нельзя войти, пока вы его не возобновите.
memberships-person = Член
memberships-resume = Возобновить
memberships-resumed = Членство снова действует.
memberships-status = Статус
memberships-title = Членства
memberships-to-person = Страница человека
