plans-add = Add a plan
plans-add-what = What members pay for. Only members of a plan with codes enter by scanning one.
plans-added = { $name } was added.
plans-answer = { $count ->
    [0] No plan yet.
    [one] { $count } plan; with entry by code: { $codes }.
   *[other] { $count } plans; with entry by code: { $codes }.
}
plans-bad-name = A name has 1 to 200 characters on one line.
plans-change = Change
plans-changed = { $name } was changed. It holds for all its members from now on.
plans-codes = Codes
plans-codes-no = At the desk only
plans-codes-yes = Enter by code
plans-edit = Change { $name }
plans-edit-what = It holds for all its members from now on. Scans of before are judged by what it was then.
plans-empty = No plan yet
plans-empty-what = Add what your members pay for; then make people members on their pages.
plans-members = Members
plans-name = Name
plans-show-members = Show members
plans-takes-codes = Members enter by scanning a code
plans-title = Plans
