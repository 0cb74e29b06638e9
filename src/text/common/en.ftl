# What several pages say, and what is around every page.

common-any = Any
common-and-more = and { $count } more
common-back = Back
common-choose = Choose…
common-close = Close
common-from = From
common-live = Live
common-nameless = (no name)
common-next-page = Next page
common-not-live = Not live since {"{"}time{"}"}
common-save = Save
common-search = Search
common-strangers = { $count ->
    [one] { $count } stranger
   *[other] { $count } strangers
}
common-to = Until

error-forbidden = This page is not for you
error-forbidden-what = Your account does not open it. Whoever sent you here may have meant another page.
error-home = To my start page
error-internal = Something went wrong on our side
error-internal-what = Nothing of yours was lost. Try again; if it stays, tell us the number below.
error-not-found = There is nothing here
error-not-found-what = The address is wrong, or what was here is gone.
error-offline = You are offline
error-offline-what = This page needs the network. It comes back by itself as soon as you are online.
error-refused = That did not work
error-refused-what = Nothing was changed.
error-request-id = Number of this request:
error-try-again = Try again

layout-account = My account
layout-bell = My notifications
layout-bell-new = { $count ->
    [one] My notifications, { $count } new
   *[other] My notifications, { $count } new
}
layout-copied = Copied
layout-failed = That did not work. Nothing was changed.
layout-kept = You are logged in again. What you typed is still here.
layout-language = Language
layout-log-out = Log out
layout-menu = Pages
layout-offline = No connection. Nothing was sent.
layout-skip = Skip to the content
layout-theme = Theme

login-choose = Your password fits in several organisations. Choose one.
login-email = E-mail
login-ended = Your login has ended. Log in again: what you typed is kept.
login-ended-by-hand = You are logged out.
login-first = Log in first; then you get to where you wanted to go.
login-organization = Organisation
login-password = Password
login-refused = E-mail address or password is wrong.
login-submit = Log in
login-title = Log in

menu-analytics = Analytics
menu-audit-log = Audit log
menu-billing = Billing
menu-connections = Connections
menu-events = Events
menu-family = My children
menu-households = Households
menu-jobs = Jobs
menu-me = My attendance
menu-memberships = Memberships
menu-messages = Messages
menu-money = Money
menu-office = Office
menu-operation = Operation
menu-payroll = Payroll
menu-people = People
menu-policies = Policies
menu-rates = Rates
menu-reception = Reception
menu-registrations = My registrations
menu-scan = Scanner
menu-scans = Scans
menu-sessions = Sessions
menu-settings = Settings
menu-subscriptions = Subscriptions
menu-timetables = Timetables
menu-today = Today
menu-unmatched = Unmatched
menu-venues = Venues
menu-webhooks = Webhooks
menu-week = My week

session-needs-review = Needs review
