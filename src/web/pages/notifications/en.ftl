notifications-answer-children = They are about your children: { $names }.
notifications-answer-new = { $count ->
    [one] { $count } new notification.
   *[other] { $count } new notifications.
}
notifications-answer-none = Nothing new.
notifications-browser-gone = This browser gets nothing any more.
notifications-browser-since = since { $date }
notifications-browsers = Browsers
notifications-browsers-allow = Allow in this browser
notifications-browsers-blocked = Notifications from this site are blocked in the browser. Allow them in its settings, then load this page anew.
notifications-browsers-failed = The browser did not set them up, as in a private window. Use an ordinary window, or choose e-mail.
notifications-browsers-none = No browser gets notifications yet.
notifications-browsers-remove = Remove
notifications-browsers-this = This browser
notifications-browsers-ticked = You ticked Browser, but no browser of yours is allowed yet: allow one below.
notifications-browsers-unable = This browser cannot get notifications. On an iPhone or iPad, first add this page to the home screen.
notifications-browsers-what = Messages come to these browsers also while Rollcall is closed, if you tick Browser above.
notifications-channels = By e-mail or browser
notifications-choose = What you want to be told
notifications-choose-what = Tick how each should reach you. Nothing ticked: you are not told.
notifications-cancelled = { $session } on { $day }, { $time }, is cancelled.
notifications-claim-came = was there
notifications-claim-late = { $minutes ->
    [one] { $minutes } minute late
   *[other] { $minutes } minutes late
}
notifications-corrected = Corrected: { $name } in { $session } on { $day }: { $now }. It was said: { $told }.
notifications-corrected-visit = Corrected: { $name } at { $venue } on { $day }: { $edges }.
notifications-corrected-visit-none = Corrected: { $name } was not at { $venue } on { $day }.
notifications-edge-in = in { $time }
notifications-edge-out = out { $time }
notifications-email = E-mail
notifications-email-none = No address is known, so no e-mail is sent. The office can add one.
notifications-empty = You were told nothing yet
notifications-empty-what = What you are told by e-mail or browser stands here too.
notifications-event = Event
notifications-held = { $session } on { $day }: { $why }.
notifications-language = Language of messages and pages
notifications-language-any = As the browser says
notifications-left = { $left ->
    [one] { $name } has { $left } session left.
   *[other] { $name } has { $left } sessions left.
}
notifications-moved = { $session } was moved from { $before } to { $after }.
notifications-new = New
notifications-nobody = Somebody
notifications-nothing = Nothing is told to your roles so far.
notifications-of = How { $name } is told
notifications-of-browsers = { $count ->
    [0] No browser is allowed yet; only { $name } can do that.
    [one] { $count } browser is allowed.
   *[other] { $count } browsers are allowed.
}
notifications-of-saved = Saved: how { $name } is told.
notifications-of-short = Notifications
notifications-of-what = These are the wishes of { $name }. What you change here is written into the audit log.
notifications-quiet = Quiet hours
notifications-quiet-from = From
notifications-quiet-on = Send nothing in these hours; what waits comes together when they end. Only a session cancelled or moved that begins before that is told at once
notifications-quiet-to = Until
notifications-saved = Saved. This is how you will be told.
notifications-settings = Settings
notifications-silent = { $platform } does not answer any more: { $detail }
notifications-somewhere = a venue
notifications-title = My notifications
notifications-told = What you were told
notifications-told-absence = { $name } was not in { $session } on { $day }.
notifications-told-arrival = { $name } came to { $venue } at { $time }.
notifications-told-departure = { $name } left { $venue } at { $time }.
notifications-told-joined = { $name } came to { $session } at { $time }.
notifications-told-late = { $name } came late to { $session } on { $day }: { $late }.
notifications-told-left = { $name } left { $session } at { $time }.
notifications-when = When and in which language
notifications-zone = Time zone
notifications-zone-any = As the organisation: { $zone }

unsubscribe-again = To change your mind, turn them on again here, or choose under “My notifications” what you are told.
unsubscribe-again-button = Turn them on again
unsubscribe-again-done = Done. { $organization } sends { $name } these e-mails again:
unsubscribe-already = These e-mails are stopped already.
unsubscribe-button = Stop these e-mails
unsubscribe-done = Done. { $organization } sends { $name } no more e-mails about:
unsubscribe-mine = My notifications
unsubscribe-nothing = Nothing was chosen, so nothing was changed.
unsubscribe-rest = Other e-mails, and messages in your browsers, still come.
unsubscribe-title = Stop these e-mails?
unsubscribe-what = { $name }, { $organization } will send you no more e-mails about:
unsubscribe-wrong = This link does not work
unsubscribe-wrong-what = It is incomplete, or was changed on its way. Open it again from the e-mail, or log in and choose under “My notifications” what you are told.
