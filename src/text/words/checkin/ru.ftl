# Codes, scans of them, and visits.

checkinfinding-uploaded-after-change = Код заменили или выключили между сканированием и отправкой
checkinfinding-not-eligible = Нет абонемента, по которому пускают

codepurpose-venue = Код площадки
codepurpose-session = Код занятия
codepurpose-ticket = Билет
codepurpose-registration = Регистрация
codepurpose-member = Карточка человека

scanreason-invalid-code = Не наш код или он повреждён
scanreason-wrong-purpose = Код для другого
scanreason-wrong-organization = Код другой организации или площадки
scanreason-expired = Срок кода истёк
scanreason-revoked = Старый код, его заменили
scanreason-disabled = Отметка по QR-коду была выключена
scanreason-not-registered = Нет регистрации
scanreason-not-paid = Билет не оплачен
scanreason-already-used = Билет уже использован
scanreason-already-checked-in = Уже отмечен(а)
scanreason-membership-inactive = Нет действующего абонемента
scanreason-plan-not-eligible = План не включает отметку по QR-коду
scanreason-too-early = Отметка ещё не была открыта
scanreason-too-late = Отметка была закрыта
scanreason-rate-limited = Слишком много сканирований за минуту

sharingsign-shared-device = Незадолго до этого с этого устройства отметился другой человек
sharingsign-impossible-distance = Слишком незадолго до этого был(а) в другом месте
sharingsign-outlived-code = Отправлено много позже, чем истёк срок кода

visitsource-qr-scan = По QR-коду
visitsource-admin-manual = Вручную
visitsource-class = Из занятия

visitstatus-in = В зале
visitstatus-out = Выход отмечен
visitstatus-none = Вход не отмечен
