settings-all = Settings
settings-answer = { $count ->
    [0] Every setting has its default.
    [one] 1 setting is your own; the others are the defaults.
   *[other] { $count } settings are your own; the others are the defaults.
}
settings-answer-unreadable = { $count ->
    [one] 1 row of your data cannot be read and is left out.
   *[other] { $count } rows of your data cannot be read and are left out.
}
settings-change-organization = Change name, zone or currency
settings-changed = Your own
settings-currency = Currency
settings-currency-what = Three letters, as SAR. It stays once there are rates or lines.
settings-default = Without it: { $value }.
settings-empty-is-no-limit = Leave it empty for no limit.
settings-found = What stands there
settings-founded = Since
settings-longest = { $count ->
    [one] At most 1 character.
   *[other] At most { $count } characters.
}
settings-name = Name
settings-no-limit = no limit
settings-none = none
settings-nothing-changed = Everything was as you sent it: nothing was changed.
settings-organization = Organisation
settings-organization-saved = { $name } is saved.
settings-policies = How presence is judged and what is paid stands in the policies.
settings-range = From { $least } to { $most }.
settings-row = Row
settings-saved = Saved: { $what }.
settings-since = Since
settings-title = Settings
settings-undo = Undo
settings-unreadable = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
settings-unreadable-table = Rows that cannot be read
settings-unreadable-what = A newer version wrote these rows, or they are broken. Lists and sums leave them out, and what rests on them waits. Update this server to the newest version; if they are still here, send the list to whoever runs it.
settings-zone = Time zone
settings-zone-what = Days, periods and rates begin at its midnight. With another zone every line is worked out again.
