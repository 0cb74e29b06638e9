# What came of a session for one person: outcomes, why, and how things stand right now.

outcome-present = Присутствие
outcome-partial = Частично
outcome-absent = Отсутствие
outcome-excused = Уважительная причина
outcome-unknown = Неясно

reason-share = Засчитанное время сравнили с запланированным.
reason-late = Опоздание к началу.
reason-left-early = Уход до конца занятия.
reason-no-presence = Присутствие на занятии не замечено.
reason-unseen-end = Неизвестно, когда был уход.
reason-unseen-start = Неизвестно, когда был приход.
reason-unmatched-participants = На занятии был неизвестный участник — возможно, это тот же человек.
reason-unwatched-time = За часть времени нет данных о занятии.
reason-unsettled = Ещё рано: итог появится вскоре после занятия.
reason-final-by-timeout = За сутки от Google не пришло ничего нового, поэтому данные считаются окончательными.
reason-assumed-until-end = Приход отмечен, уход — нет: время засчитано до конца.
reason-override = Итог изменён вручную.

finding-at-venue-not-in-session = Приход в здание есть, а на занятии присутствия нет.
finding-in-session-not-at-venue = На занятии присутствие есть, а прихода в здание нет.
finding-mostly-bridged = Больше половины засчитанного времени — короткие перерывы связи.
finding-contradicts-presence = Ручное изменение говорит о меньшем присутствии, чем подтверждено.
finding-override-contradicts-evidence = Ручное изменение говорит о большем присутствии, чем допускают подтверждения.

boardstate-here = Здесь
boardstate-late = Здесь, с опозданием
boardstate-left = Уже нет
boardstate-missing = Нет на месте
boardstate-expected = Ожидается
boardstate-excused = Уважительная причина

risk-falling = Посещаемость падает
risk-absent-in-a-row = Пропущены три последних занятия
