jobs-all = Every organisation of this installation is shown, and a run by hand is a run for all of them.
jobs-and = {" and "}
jobs-answer-failed = { $count ->
    [one] 1 job failed: { $names }.
   *[other] { $count } jobs failed: { $names }.
}
jobs-answer-failed-since = 1 job failed: { $name }, since { $at }.
jobs-answer-good = Everything runs.
jobs-answer-none = No job has run yet.
jobs-answer-overdue = { $count ->
    [one] 1 job is overdue: { $names }. Is the server running that does the jobs?
   *[other] { $count } jobs are overdue: { $names }. Is the server running that does the jobs?
}
jobs-asked = { $name } was asked to run. It begins within a few seconds.
jobs-began = Began
jobs-by-hand = by hand
jobs-did = Did
jobs-empty = No job is known
jobs-empty-what = The server enters its jobs when it starts. Start it without the setting that turns its jobs off.
jobs-error = { $lines ->
    [one] What went wrong
   *[other] What went wrong ({ $lines } lines)
}
jobs-fails = It has failed since { $since } and tries again by itself at { $next }. Nothing is lost: what was missed is caught up with.
jobs-history = All runs
jobs-interval = Every
jobs-lag = Late by
jobs-last = Last run
jobs-last-failed = The last run failed. It tries again by itself at { $at }.
jobs-last-good = Nothing is wrong here. It runs next at { $at }.
jobs-never = Never
jobs-next = Next run
jobs-no-runs = No run yet
jobs-no-runs-what = Runs are kept for a while and then forgotten. Press “Run now” to see one.
jobs-nothing = nothing to do
jobs-outcome = Outcome
jobs-overdue = Overdue
jobs-own = What the jobs did for your organisation is shown, and a run by hand is a run for it alone.
jobs-refresh = Refresh
jobs-run-now = Run now
jobs-runs-now = It runs now. This page comes again by itself until it has ended.
jobs-title = Jobs
jobs-took = Took
jobs-under-a-second = under a second
jobs-waiting = Asked for
