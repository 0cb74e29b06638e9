people-account = Account
people-activate = Activate
people-activate-title = Activate { $name }?
people-activate-what = They can log in again. Logins and API tokens that ended stay ended.
people-activated = { $name } can log in again.
people-active = Active
people-add = Add a person
people-add-what = They can log in once they have an e-mail address and a password.
people-added = { $name } was added.
people-answer = { $count ->
    [0] Nobody is found.
    [one] { $count } person.
   *[other] { $count } people.
}
people-answer-active = { $name } can log in.
people-answer-inactive = { $name } is deactivated: no login, and the history stays.
people-answer-no-email = { $name } cannot log in: there is no e-mail address.
people-answer-no-password = { $name } cannot log in yet: no password is set.
people-bad-amount = This is no amount: write it like 30.00, at most six decimals.
people-bad-email = This is no e-mail address.
people-bad-identity = An identity is 1 to 512 bytes of text on one line.
people-bad-name = A name has 1 to 200 characters on one line.
people-bad-password = A password has at least 8 characters.
people-bad-rate-kind = Choose whether it is pay or a charge.
people-bad-role = There is no such role.
people-bad-source = Choose where the identity is from.
people-card = Card to print
people-changes = What was changed
people-charge-lines = Charges
people-comma = ,{" "}
people-deactivate = Deactivate
people-deactivate-title = Deactivate { $name }?
people-deactivate-what = All their logins and API tokens end now, for good. Their sessions, reports and money stay as they are.
people-deactivated = { $name } can no longer log in.
people-edit = Edit
people-edit-title = Edit { $name }
people-edit-what = Past sessions and bills keep what they say.
people-email = E-mail
people-email-hint = They log in with it. Nobody else here may have it.
people-empty = Nobody is found
people-empty-what = Take a filter away, add somebody, or bring a whole list.
people-household = Household
people-household-hint = People billed together. A new name makes a new household.
people-id = Number
people-identities = Identities
people-identities-own = Nobody changes their own identities: they decide about one's own attendance.
people-identities-what = What the platforms call this person. Past sessions are evaluated again when it changes.
people-identity-add = Add
people-identity-added = { $value } is theirs now. Past sessions are evaluated again.
people-identity-remove = Remove
people-identity-removed = { $value } is nobody’s now. Past sessions are evaluated again.
people-identity-source = From
people-identity-value = Identity
people-import-add = Added
people-import-adds = { $count ->
    [0] Nobody will be added.
    [one] { $count } person will be added.
   *[other] { $count } people will be added.
}
people-import-again = Change the list
people-import-ambiguous = Several households are called so.
people-import-answer = Paste a list or choose a file. You see line by line what will happen before anything does.
people-import-changed = Something changed since the preview. Look at it again: nobody was added.
people-import-confirm = { $count ->
    [one] Add { $count } person
   *[other] Add { $count } people
}
people-import-done = { $count ->
    [one] { $count } person was added.
   *[other] { $count } people were added.
}
people-import-empty = The list is empty.
people-import-exists = Here already
people-import-fate = What happens
people-import-file = File (CSV)
people-import-hint = Commas, semicolons or tabs; at most 2,000 people; several roles in one cell with a space between them. The first line is
people-import-households = { $count ->
    [one] { $count } new household
   *[other] { $count } new households
}
people-import-ignored = These columns are not used:
people-import-in-use = { $name } has this e-mail address.
people-import-keeps = { $count ->
    [one] { $count } is here already and stays as it is.
   *[other] { $count } are here already and stay as they are.
}
people-import-left-out = Left out
people-import-line = Line
people-import-lines = Line by line
people-import-list = List
people-import-no-header = The first line must name the columns, with “name” among them: name,email,roles,household
people-import-no-name = There is no name.
people-import-no-role = There is no role.
people-import-open = Open
people-import-preview = Show what will happen
people-import-refused = Left out
people-import-refuses = { $count ->
    [one] { $count } line is left out.
   *[other] { $count } lines are left out.
}
people-import-role-not-yours = Only a superadmin may add this role: { $role }.
people-import-title = Import a list
people-import-too-long = The list has more than 2,000 people. Bring it in parts.
people-import-twice = The same person stands on line { $line }.
people-import-twice-in-header = The first line names the column “{ $column }” twice.
people-import-unchanged = Nothing was changed.
people-import-unknown-role = There is no role “{ $role }”.
people-import-what = All of them are added at once, or none. Nobody gets a password or a message by it.
people-inactive = Deactivated
people-language = Language
people-language-browser = As their browser says
people-name = Name
people-no-login = No login yet
people-notifications = Notifications
people-password = Set a password
people-password-hint = At least 8 characters.
people-password-new = New password
people-password-set = { $name } has a new password. All their logins ended.
people-password-title = A new password for { $name }
people-password-what = All their logins and API tokens end. Tell them the password in person.
people-pay-lines = Pay
people-pays-for = Pays for
people-rate-add = Add a rate
people-rate-added = { $name } has a new rate. Open months follow.
people-rate-amount = Amount
people-rate-for = For
people-rate-from = From
people-rate-no-day = Say from which day on.
people-rate-per = Per
people-rate-what = It goes before the rates of a kind and of the organisation. Closed months stay as they are.
people-rates = Own rates
people-rates-all = All rates
people-rates-none = No rate of their own: the rates of the kind or of the organisation hold.
people-role = Role
people-roles = Roles
people-saved = { $name } was saved.
people-search = Name or e-mail
people-session = Session
people-session-attends = Student
people-session-late = { $minutes ->
    [0] Present, a little late
    [one] Present, { $minutes } min late
   *[other] Present, { $minutes } min late
}
people-session-part = As
people-session-status = Status
people-session-teaches = Teacher
people-session-verdict = Attendance
people-session-when = When
people-sessions = Last sessions
people-sessions-none = No session has begun yet.
people-since = Here since
people-title = People
people-subscriptions-none = None yet.
people-subscriptions-sell = Sell a subscription
people-visits-month = Visits of the last 30 days
