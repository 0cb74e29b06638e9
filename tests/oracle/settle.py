"""When a session is settled, and its status (DESIGN 4.2 and 5.1)."""
import meet
from policy import ONE_LEARNER_FORMATS
from presence import overlaps_window
from timeutil import DAY, MINUTE


def settled(session, presence, spaces, as_of):
    """Returns (settled, final_by_timeout).

    4.2: "Settled, from the later of end + `settleAfterSeconds` and the credit window's end" (the scheduled end).
    """
    if as_of < max(session.end + session.policy.millis("settleAfterSeconds"), session.window[1]):
        return False, False
    if session.platform == "livekit":
        return _livekit(session, presence), False
    if session.platform == "meet":
        return _meet(session, spaces.get(session.meet_space), as_of)
    return True, False  # "On-site and manual: at once."


def _livekit(session, presence):
    """4.2: "once every person's connection that began before the window's end is closed, or proven at or after that end (less
    `vanishSeconds`, as above)".
    """
    end = session.window[1]
    return all(not c.open or c.proven_until >= end
               for c in presence.whole if c.who[0] == "livekit" and c.start < end)


def _meet(session, space, as_of):
    end = session.window[1]
    polls = [p for p in space.polls if p.full] if space else []
    names = meet.relevant_records(space, session, as_of)
    last = polls[-1] if polls else None
    if last is None:
        return False, False
    if not names:
        # 4.2: "Meet with no record: 24 h after the end, if a full poll after the window's end said so."
        return as_of >= session.end + DAY and last.received > end, False
    # 4.2: "once the last full poll came after the window's end, shows every record ended"
    if last.received <= end or not _shows_ended(last, names):
        return False, False
    # "and agrees (records, ends, participant sessions) with a full poll at least 25 min before it and with all between"
    for poll in reversed(polls[:-1]):
        if _shown(poll, names) != _shown(last, names):
            break
        if last.received - poll.received >= 25 * MINUTE:
            return True, False
    # "or 24 h after a full poll first showed them all ended, if the last one, after the window's end, still does"
    first = min(p.received for p in polls if _shows_ended(p, names))
    if as_of >= first + DAY:
        return True, True
    return False, False


def _shows_ended(poll, names):
    return all(name in poll.records and poll.ended_at(name) is not None for name in names)


def _shown(poll, names):
    """What one full poll said about the records that matter."""
    records = {name: (record.start, poll.ended_at(name)) for name, record in poll.records.items() if name in names}
    stays = {name: (stay.start, stay.end) for name, stay in poll.stays.items() if stay.record in names}
    return records, stays


def status(session, presence, learner_outcomes, as_of):
    """5.1: "`scheduled` before the start while nobody was there in the window; `ongoing` until the credit window's end
    or `completedAt`; then `absent` (one-learner format, learner absent) or `completed`".
    """
    if as_of < session.start:
        everyone = list(presence.persons.values()) + list(presence.unmatched.values())
        if not any(overlaps_window(row, session.window) for row in everyone):
            return "scheduled"
    if as_of < session.window[1]:
        return "ongoing"
    absent = learner_outcomes and all(outcome == "absent" for outcome in learner_outcomes)
    return "absent" if session.format in ONE_LEARNER_FORMATS and absent else "completed"
