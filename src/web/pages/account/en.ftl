account-answer = { $count ->
    [0] You are { $name }.
    [one] You are { $name }, logged in with 1 browser.
   *[other] You are { $name }, logged in with { $count } browsers.
}
account-calendar = Calendar
account-calendar-apple = On a Mac: File, New Calendar Subscription. On an iPhone: Settings, Apps, Calendar, Calendar Accounts, Add Account, Other, Add Subscribed Calendar. Paste the address.
account-calendar-google = On a computer: the plus sign beside “Other calendars”, From URL. Paste the address. It then shows on the phone too, sometimes only after some hours.
account-calendar-how = How to add it to a calendar program
account-calendar-made = The address of your calendar is made.
account-calendar-make = Make an address for my calendar
account-calendar-outlook = Add calendar, Subscribe from web. Paste the address.
account-calendar-rotate = New address
account-calendar-rotate-sure = Make a new address?
account-calendar-rotate-what = The present address ends at once. Every calendar program that uses it shows nothing new until you give it the new one.
account-calendar-rotated = Your calendar has a new address. The old one has ended.
account-calendar-secret = Whoever has this address sees your sessions without logging in. If it got into wrong hands, make a new one.
account-calendar-thunderbird = New Calendar, On the Network. Paste the address; no user name is needed.
account-calendar-what = Your sessions in the calendar program you use anyway, kept up to date by itself.
account-copy = Copy
account-email = E-mail
account-end = End
account-end-this = Log out here
account-everywhere = Log out everywhere
account-everywhere-done = { $count ->
    [one] 1 login was ended.
   *[other] { $count } logins were ended.
}
account-everywhere-sure = Log out everywhere?
account-everywhere-what = Every browser is logged out at once, this one too. API tokens stay; a new password ends those as well.
account-language = Language
account-last-used = last used
account-login-ended = The login is ended.
account-login-since = since { $date }
account-logins = Logins
account-logins-what = The browsers you are logged in with. End one you do not know, and then change your password.
account-look = Language and theme
account-name = Name
account-name-what = Name, e-mail and roles are changed by your office.
account-no-logins = You are logged in with no browser.
account-no-password = You have no password.
account-no-tokens = No API token yet
account-organization = Organisation
account-password = Password
account-password-again = The new password once more
account-password-change = Change password
account-password-changed = Your password is changed. Everywhere else you are logged out, and your API tokens have ended.
account-password-current = Present password
account-password-new = New password
account-password-rule = At least 8 characters. A few words that only you would put together are best.
account-password-what = Every browser but this one is logged out, and every API token of yours ends.
account-roles = Roles
account-theme = Theme
account-this-browser = This browser
account-title = My account
account-token-alive = Works
account-token-all-roles = All of mine
account-token-expired = Ended
account-token-expires = Last day
account-token-expires-what = Empty: 90 days. At most a year.
account-token-made = The token { $name } is made.
account-token-make = Make token
account-token-name = What it is for
account-token-name-what = As “payroll export”: you will know by it which one to end.
account-token-new = New token
account-token-once = Copy it now: it is shown this once, and nobody can look it up later.
account-token-read-only = It may only read, and change nothing
account-token-reads = reads only
account-token-revoke = Revoke
account-token-revoke-sure = Revoke { $name }?
account-token-revoke-what = Whatever uses it is refused from now on. It cannot be taken back.
account-token-revoked = Revoked
account-token-revoked-now = { $name } is revoked.
account-token-role = Acts in
account-token-since = since { $date }
account-token-unused = never used
account-token-until = until { $date }
account-token-what = Whoever has it may do what you may. Give each program its own, and no more than it needs.
account-tokens = API tokens
account-tokens-answer = { $count ->
    [0] No token of yours works.
    [one] 1 token of yours works.
   *[other] { $count } tokens of yours work.
}
account-tokens-open = My API tokens
account-tokens-what = With a token a program or a script acts as you, without your password.
account-zone = Time here
