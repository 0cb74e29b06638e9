# Lines, their rules, and rates.

linekind-pay = Pay
linekind-charge = Charge

cell-own = Their own time
cell-copresence = Time together
cell-planned = The planned time
cell-none = Nothing

rateper-hour = per hour
rateper-session = per session

ratescope-organization = Everybody
ratescope-kind = One kind of session
ratescope-person = One person

blocked-unsettled = Held back: the outcome is not settled yet
blocked-needs-review = Held back: somebody has to review the session
blocked-missing-rate = Held back: there is no rate for it
blocked-unreadable = Held back: part of the data cannot be read

ledger-absent = The student did not come
ledger-completed = The lesson took place
ledger-corrected = Correction
ledger-excused = Given back: excused
ledger-lapsed = Lapsed at its end
ledger-not-counted = Given back: it does not count
ledger-teacher-absent = Given back: the teacher did not come
