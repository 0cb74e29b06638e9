# What people are told, and by which way.

channel-email = E-mail
channel-push = Browser
channel-webhook = Webhook

notification-arrival = Arrival
notification-arrival-what = At once, when the code is scanned on the way in.
notification-departure = Departure
notification-departure-what = At once, when it is scanned on the way out. A departure that nobody saw is not told.
notification-session-arrival = Joined a session
notification-session-arrival-what = As soon as somebody is in the lesson, on site or online.
notification-session-departure = Left a session
notification-session-departure-what = After the lesson, once its attendance is certain.
notification-absence = Absence
notification-absence-what = After the lesson, once it is certain.
notification-late = Late
notification-late-what = After the lesson, with the minutes.
notification-correction = Correction
notification-correction-what = When something told before was wrong: what was said, what is right, and why. Without it, a wrong message stays as it was.
notification-session-cancelled = Session cancelled
notification-session-cancelled-what = At once.
notification-session-moved = Session moved
notification-session-moved-what = At once, with the old and the new time.
notification-low-balance = Few sessions left
notification-low-balance-what = When a subscription is nearly used up.
notification-money-held = Money held back
notification-money-held-what = When a session is neither charged nor paid before somebody has looked.
notification-platform-silent = A platform is silent
notification-platform-silent-what = When LiveKit or Google Meet stops answering.
