"""Scans, marks, overrides and binds."""
from gen_plan import second


def emit_onsite(w, session, person, stays):
    """Scans or marks for planned stays: lost outs, lost ins, nonces sent twice."""
    lossy = 0.4 if w.focus == "door" else 0.25
    for start, end in stays:
        if w.focus == "door" and w.chance(0.3):
            start, end = second(start), second(end)
        for direction, moment in (("in", start), ("out", max(end, start))):
            if w.chance(0.2) or (direction == "out" and w.chance(lossy)):
                continue
            _send(w, session, person, direction, moment)
            if w.chance(0.25 if w.focus == "door" else 0.1):  # more at one instant, in any order of receipt
                for more in w.pick(("in",), ("out",), ("out", "in"), ("in", "out"), ("in", "in"), ("out", "out")):
                    _send(w, session, person, more, moment)
            if w.chance(0.1):  # once more, some time later
                _send(w, session, person, direction, moment + w.pick(1, 1000, 600_000))
    if w.chance(0.06):  # before or after everything
        moment = w.pick(session["start"], session["end"]) + w.pick(-3_600_000, -1, 0, 1, 60_000)
        _send(w, session, person, w.pick("in", "out"), moment)


def _send(w, session, person, direction, moment):
    if w.chance(0.25):
        w.add("manual", moment + w.pick(0, 0, 60_000), mark={"sessionId": session["id"], "personId": person, "direction": direction,
                                                         "at": w.instant(moment), "author": "t1"})
        return
    scan = {"purpose": w.pick("session", "session", "member", "ticket", "registration"), "sessionId": session["id"], "venueId": None,
            "personId": person, "direction": direction, "scannedAt": w.instant(moment), "nonce": w.number("n")}
    received = moment + w.pick(0, 0, 800, 3_600_000)
    w.add("qr", received, scan=scan)
    if w.chance(0.1):
        w.add("qr", received + w.pick(0, 300, 60_000), scan=scan)
    if w.contested and w.chance(0.05):
        w.add("qr", received + 5, scan={**scan, "scannedAt": w.instant(moment + 4000)})


def emit_visits(w, timing, people):
    """Visits at a venue: only ever a finding."""
    if w.chance(0.08):
        person = w.rng.choice(people)
        w.add("qr", timing.start, scan={"purpose": "venue", "sessionId": None, "venueId": "v1", "personId": person, "direction": "in",
                                        "scannedAt": w.instant(timing.start - 60_000), "nonce": w.number("n")})
    if w.chance(0.08):
        moment = timing.start + w.pick(-86_400_000, -60_000, 0, 600_000)
        w.add("manual", moment + w.pick(0, 60_000), visit={
            "venueId": w.pick("v1", "v2"), "personId": w.rng.choice(people), "direction": w.pick("in", "out"), "at": w.instant(moment),
            "author": "t1", "reason": w.pick(None, "forgot the phone")})


def emit_overrides(w, session, timing):
    roster = session["students"] + ([session["teacher"]] if session["teacher"] else [])
    if not roster or not w.chance(0.9 if w.focus == "money" else 0.6 if w.focus == "completed" else 0.25):
        return
    for _ in range(w.pick(1, 2, 3, 5) if w.focus == "money" else w.pick(1, 1, 2, 3)):
        person = w.rng.choice(roster)
        received = second(timing.start + w.rng.randint(-3600, 7200) * 1000)
        for copy in range(w.pick(1, 1, 1, 2)):
            w.add("manual", received if copy == 0 or w.chance(0.6) else received + w.pick(1, 60_000), override={
                "sessionId": session["id"], "personId": person,
                "outcome": w.weighted({"present": 3, "partial": 2, "absent": 3, "excused": 4, None: 1.5}),
                "creditedSeconds": w.weighted({None: 4, 0: 1, 600: 3, 1800: 2, 1234: 1, 7200: 1, 864_000: 0.3, 4_000_000_000: 0.4,
                                                4_294_967_295: 0.2}),
                "reason": w.pick("ill", "technical", "صوت"), "author": w.pick("t1", "boss")})


def emit_binds(w, identities, timing):
    """identities: those that turned up; some become somebody's, some nobody's."""
    for source, value in identities:
        if not w.chance(0.06):
            continue
        for copy in range(w.pick(1, 1, 2)):
            received = timing.end + w.pick(-600_000, 0, 600_000, 86_400_000)
            w.add("manual", received, bind={"source": source, "value": value, "author": w.pick("boss", "t1"),
                                            "personId": w.rng.choice([p["id"] for p in w.people] + [None])})
