memberships-add = Add a membership
memberships-added = { $name } is a member now.
memberships-answer = { $count ->
    [0] No membership here.
    [one] { $count } membership.
   *[other] { $count } memberships.
}
memberships-change = Change it
memberships-change-what = It holds from now on. Scans of before are judged by what it was then.
memberships-changed = The membership was changed; it holds from now on.
memberships-days = Valid
memberships-empty = No membership here
memberships-empty-what = Choose another plan or status, or make somebody a member on their page.
memberships-end = End
memberships-ended = The membership has ended. It admits nobody any more.
memberships-log = What was changed
memberships-none = No membership yet.
memberships-of = Membership of { $name }
memberships-pause = Pause
memberships-paused = The membership is paused. It admits nobody until you resume it.
memberships-person = Member
memberships-resume = Resume
memberships-resumed = The membership holds again.
memberships-status = Status
memberships-title = Memberships
memberships-to-person = Page of the person
