# Codes, scans of them, and visits.

checkinfinding-uploaded-after-change = The code was replaced or switched off between this scan and its upload
checkinfinding-not-eligible = No membership that admits them

codepurpose-venue = Code of a place
codepurpose-session = Code of a lesson
codepurpose-ticket = Ticket
codepurpose-registration = Registration
codepurpose-member = Card of a person

scanreason-invalid-code = No code of ours, or a damaged one
scanreason-wrong-purpose = A code for something else
scanreason-wrong-organization = Code of another organisation or place
scanreason-expired = The code had expired
scanreason-revoked = An old code that was replaced
scanreason-disabled = QR attendance was switched off
scanreason-not-registered = Not registered
scanreason-not-paid = The ticket is not paid
scanreason-already-used = The ticket was used before
scanreason-already-checked-in = Checked in already
scanreason-membership-inactive = No membership is valid
scanreason-plan-not-eligible = The plan does not include QR attendance
scanreason-too-early = Check-in was not open yet
scanreason-too-late = Check-in was closed
scanreason-rate-limited = Too many scans in a minute

sharingsign-shared-device = Somebody else scanned with this device shortly before
sharingsign-impossible-distance = Was at another place too shortly before
sharingsign-outlived-code = Sent long after the code had expired

visitsource-qr-scan = By QR code
visitsource-admin-manual = By hand
visitsource-class = From a class

visitstatus-in = In Gym
visitstatus-out = Checked Out
visitstatus-none = Not Checked In
