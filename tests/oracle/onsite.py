"""Scans and marks to stays (DESIGN 4.2, on-site presence)."""
from connection import build


def connections(evidence, session, as_of, online):
    """`online`: who has a LiveKit or Meet connection in the session's window. Visits at a venue (scans without a session)
    are findings only.
    """
    facts = [f for f in list(evidence.scans.values()) + list(evidence.marks.values()) if f["sessionId"] == session.id]
    for person in sorted({f["personId"] for f in facts}):
        by_moment = {}
        for fact in facts:
            if fact["personId"] == person:
                by_moment.setdefault(fact["at"], {}).setdefault(fact["direction"], []).append(fact["evidence"])
        yield from _of_one(person, sorted(by_moment.items()), session, as_of, person in online)


def _of_one(person, moments, session, as_of, is_online):
    who, inside, last_out = ("person", person), [], None
    for at, said in moments:
        # 4.2: "Of scans at one instant, somebody who is inside goes out first, somebody who is not comes in first"
        for direction in ("out", "in") if inside else ("in", "out"):
            if direction not in said:
                continue
            ids = tuple(said[direction])
            if direction == "in":
                inside.append((at, ids))
            elif inside:
                # 4.2: "from a scan (or a mark) in, to the scan out"
                yield build(who, inside[0][0], at, at, evidence=inside[0][1] + ids)
                inside, last_out = [], at
            else:
                # 4.2: "A scan out by somebody not inside proves that moment alone; possible from the last out before it, else
                # from the session's start, reason `unseen_start`."
                yield build(who, at, at, at, session.start if last_out is None else last_out, evidence=ids)
                last_out = at
    for at, ids in inside:
        if is_online:
            # 4.2: "a scan or mark in without an out proves its moment alone and adds no time"
            yield build(who, at, at, at, evidence=ids)
        elif as_of < session.end:
            yield build(who, at, as_of, as_of, open=True, evidence=ids)
        elif session.policy.flag("onsiteUntilEnd"):
            # 4.2: "else to the session's end with reason `assumed_until_end`"
            yield build(who, at, session.end, session.end, assumed=True, evidence=ids)
        else:
            # 4.2: "false: the end is unseen, proven at the scan alone, possible until the end"
            yield build(who, at, at, session.end, end_estimated=True, evidence=ids)
