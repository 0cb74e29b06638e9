venues-add = Add a venue
venues-add-what = A place where people check in. It gets a code of its own, which is switched on.
venues-added = { $name } was added; its code is switched on.
venues-answer = { $count ->
    [0] No venue yet.
    [one] { $count } venue; for members only: { $members }.
   *[other] { $count } venues; for members only: { $members }.
}
venues-bad-name = A name has 1 to 200 characters on one line.
venues-bad-time = Write hours and minutes, as 04:00.
venues-change = Change
venues-changed = { $name } was changed.
venues-day-start = Day begins
venues-day-start-hint = Who leaves after midnight leaves, and does not come again: the venue’s day begins at this time.
venues-edit = Change { $name }
venues-edit-what = Its code stays as it is: printed ones go on working.
venues-empty = No venue yet
venues-empty-what = Add the place where your members or students check in.
venues-everybody = Everybody
venues-members = Who may enter
venues-members-only = Members only
venues-name = Name
venues-requires = Only members enter by its code
venues-title = Venues
venues-zone = Time zone
