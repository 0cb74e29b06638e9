# Lines, their rules, and rates.

linekind-pay = Оплата преподавателю
linekind-charge = Плата за обучение

cell-own = Своё время
cell-copresence = Совместное время
cell-planned = Запланированное время
cell-none = Ничего

rateper-hour = за час
rateper-session = за занятие

ratescope-organization = Для всех
ratescope-kind = Для одного вида занятий
ratescope-person = Для одного человека

blocked-unsettled = Отложено: итог ещё не подведён
blocked-needs-review = Отложено: занятие нужно проверить
blocked-missing-rate = Отложено: нет ставки
blocked-unreadable = Отложено: часть данных не читается

ledger-absent = Ученик не пришёл
ledger-completed = Занятие состоялось
ledger-corrected = Исправление
ledger-excused = Возвращено: уважительная причина
ledger-lapsed = Сгорело по окончании срока
ledger-not-counted = Возвращено: не засчитывается
ledger-teacher-absent = Возвращено: преподаватель не пришёл
