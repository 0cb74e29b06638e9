connections-address = Address of the server
connections-answer-failing = { $name } does not work; below stands what to do.
connections-answer-failing-many = { $count ->
    [one] 1 connection does not work; below stands what to do.
   *[other] { $count } connections do not work; below stands what to do.
}
connections-answer-good = { $count ->
    [one] The connection works.
   *[other] All { $count } connections work.
}
connections-answer-none = Nothing is connected yet. Connect LiveKit or Google Meet below.
connections-answer-silent = { $count ->
    [one] 1 server has not said anything yet.
   *[other] { $count } servers have not said anything yet.
}
connections-api-key = API key
connections-check-and-save = Check and save
connections-clock = Its clock
connections-clock-ahead = { $seconds ->
    [0] the same as ours
    [one] 1 second ahead of ours
   *[other] { $seconds } seconds ahead of ours
}
connections-clock-behind = { $seconds ->
    [one] 1 second behind ours
   *[other] { $seconds } seconds behind ours
}
connections-consent = Continue to Google
connections-consent-what = An organiser lets their meetings be read. Open this in the organiser’s browser, choose their account, and leave the box for meetings ticked. It takes a minute and must end within half an hour.
connections-copy = Copy
connections-forget = Remove
connections-forget-key = Remove the key { $name }?
connections-forget-key-what = Webhooks signed with it are refused from now on. What it brought stays.
connections-forget-organizer = Remove { $name }?
connections-forget-organizer-what = Their meetings are no longer read. What was read stays.
connections-forget-server = Remove { $name }?
connections-forget-server-what = The server and its keys are forgotten, and its webhooks are refused from now on. What it sent stays.
connections-forgot-key = The key { $name } is removed.
connections-forgot-organizer = { $name } is removed.
connections-forgot-server = The server is removed.
connections-key-file = Key file of the service account
connections-key-file-what = The JSON that Google gave, whole, from the first to the last brace.
connections-key-since = since { $date }
connections-key-until = until { $date }
connections-kind = By
connections-last-failure = Last gave no answer
connections-last-read = Last read
connections-last-refused = Last webhook refused
connections-last-roster = Last said who is in a room
connections-last-webhook = Last webhook
connections-never = never
connections-new-key = Give it a new key
connections-new-key-what = The server is asked first whether it takes the key. Then both keys hold, until you remove the old one or it ends by itself.
connections-new-server = Connect a LiveKit server
connections-new-server-what = The server is asked first whether address, key and secret are right. Only then is anything saved.
connections-next-account = Google refuses the service account. Check in the Google admin console that it may act for this organiser, then connect it again below.
connections-next-consent = Google no longer lets us read. The organiser must consent again: press “Reconnect”, in their browser.
connections-next-google-stuck = Nothing could be read for more than an hour. The reason stands below; if it names nothing you can mend, tell whoever runs this server.
connections-next-google-wait = The last reading failed. It is tried again by itself; there is nothing to do yet.
connections-next-no-key = It has no key that holds. Give it one below, or its webhooks are refused.
connections-next-no-webhook = It answers, and no webhook has come. Enter the address above in its settings as the address of webhooks.
connections-next-nothing = It works. There is nothing to do.
connections-next-nothing-google = It works. There is nothing to do.
connections-next-refused = Its webhooks are refused. Its key or its clock is probably another one than ours thinks: read the reason below, and give it a new key if it was changed.
connections-next-silent = It has not said anything yet. Enter the address above in its settings, then start a meeting and look here again.
connections-next-unreachable = It gives no answer. Look whether the server runs and can be reached from here; what was missed is read when it is back.
connections-no-client = Organisers can consent once this installation has a Google client. Whoever runs this server sets
connections-no-organizer = No organiser is connected
connections-no-organizer-what = Meetings on Google Meet are read by way of their organiser. Without one their presence stays unknown.
connections-organizer = E-mail of the organiser
connections-others-retire = Other keys end at
connections-others-retire-what = Empty: they stay until you remove them.
connections-reason = Reason
connections-reconnect = Reconnect
connections-saved = { $name } is connected, and its webhooks arrive.
connections-saved-organizer = { $name } is connected. Their meetings are read from now on.
connections-saved-unverified = { $name } is saved and was not asked. Look here again after the next meeting.
connections-saved-waiting = { $name } is connected. It was just made to send a webhook: in a few seconds it stands below, if the address is entered there.
connections-secret = Secret
connections-secret-what = It is kept encrypted and never shown again.
connections-service-account = Connect an organiser by a service account
connections-service-account-what = For a Google Workspace whose administrator lets a service account act for its people. Google is asked first; only then is it saved.
connections-title = Connections
connections-unverified = Save without asking the server
connections-verified = Asked and found right
connections-webhook-what = Enter this address in LiveKit as the address of webhooks. The same one is for every server.
