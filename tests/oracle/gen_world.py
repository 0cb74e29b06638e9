"""Organisation, people, policies, sessions and rates of a random bundle."""
import datetime

from timeutil import parse_instant

ZONES = ("Asia/Riyadh", "Pacific/Kiritimati", "Asia/Kathmandu", "America/St_Johns", "Europe/London",
         "America/New_York", "Australia/Lord_Howe", "Pacific/Pago_Pago", "UTC", "Africa/Casablanca")
STARTS = ("2026-01-05T08:00:00Z", "2026-01-31T10:00:00Z", "2025-12-31T09:59:59Z", "2026-03-08T05:30:00Z",
          "2026-03-29T00:45:00Z", "2026-10-25T00:30:00Z", "2026-02-28T18:15:00Z", "2026-01-31T23:30:00.500Z",
          "2026-11-01T03:20:00Z", "2024-02-29T10:00:00.001Z", "2026-04-04T15:00:00Z")
CURRENCIES = ("SAR", "USD", "JPY", "KWD", "EUR", "ISK", "BHD", "INR")
PLANNED = (1800, 1800, 2700, 3600, 3600, 900, 1201, 60, 3333)
OUTCOMES = ("present", "partial", "absent", "excused")


def random_policy(w, few=False):
    """A random subset of the keys; every key turns up."""
    choices = {
        "reconnectGraceSeconds": (0, 1, 60, 120, 180), "creditBridgedGaps": (True, False, False),
        "staleAfterSeconds": (0, 60, 600, 1800, 3600), "unwatchedAfterSeconds": (0, 0, 300, 600, 900, 1200),
        "vanishSeconds": (0, 0, 5, 21, 60, 600),
        "earlyCreditSeconds": (0, 60, 300, 900), "overrunCreditSeconds": (0, 0, 60, 600, 900),
        "latenessGraceSeconds": (0, 60, 300, 600), "individualLatenessGraceSeconds": (0, 60, 300),
        "learnerPresentShare": (0.8, 0.75, 0.9, 1), "learnerPartialShare": (0.5, 0.3, 0.333),
        "teacherPresentShare": (0.9, 0.8, 1, 0.99), "teacherPartialShare": (0.5, 0.25),
        "settleAfterSeconds": (0, 60, 600, 3600), "noShowWaitSeconds": (0, 300, 600, 900),
        "venuePresenceCounts": (False,), "onsiteUntilEnd": (True, False, False), "capAtPlanned": (True, False, False)}
    share = 0.08 if few else w.pick(0, 0.1, 0.25, 0.5)
    out = {key: w.rng.choice(values) for key, values in choices.items() if w.chance(share)}
    if not few and w.focus == "still":
        out.update(staleAfterSeconds=3600, settleAfterSeconds=w.pick(0, 60, 600))
    if not few and w.focus == "made up":
        out.update(overrunCreditSeconds=900, latenessGraceSeconds=w.pick(0, 60), individualLatenessGraceSeconds=w.pick(0, 60))
    if not few and w.focus == "neighbours":
        out.update(earlyCreditSeconds=w.pick(0, 300, 900))
    if w.focus == "door" and w.chance(0.4):
        out["onsiteUntilEnd"] = w.pick(True, False)
    if not few and w.focus == "before":
        out.update(earlyCreditSeconds=900)
    return out


def random_table(w):
    table = {}
    if w.focus == "money" and w.chance(0.6):
        table = {f"{t}+{l}": {"pay": "copresence"} for t in OUTCOMES for l in OUTCOMES}
    for _ in range(w.rng.randint(2, 9)):
        cell = {kind: w.pick("own", "copresence", "planned", "none") for kind in ("pay", "charge") if w.chance(0.7)}
        table[f"{w.rng.choice(OUTCOMES)}+{w.rng.choice(OUTCOMES)}"] = cell
    return table


def organization(w):
    policy = random_policy(w)
    w.table_at = w.weighted({"none": 0.5 if w.focus in ("money", "completed") else 5, "organization": 2, "session": 2,
                             "both": 2 if w.contested else 0})
    if w.table_at in ("organization", "both"):
        policy["table"] = random_table(w)
    return {"timeZone": w.rng.choice(ZONES), "currency": w.rng.choice(CURRENCIES), "policy": policy}


def people(w):
    """Teachers t1.., learners p1.., an extra person who may turn up as a guest; identities for most of them."""
    out = []
    for i in range(w.pick(1, 1, 2)):
        out.append(_person(w, f"t{i + 1}", "teacher"))
    for i in range(w.rng.randint(1, 4)):
        out.append(_person(w, f"p{i + 1}", "student"))
    if w.chance(0.4):
        out.append(_person(w, "x1", w.pick("parent", "admin", "student", "moderator")))
    w.rng.shuffle(out)
    return out


def _person(w, person, role):
    node = {"id": person, "role": role}
    if w.chance(0.5):
        node["name"] = w.pick("Aisha", "Имя", "नाम", "أحمد")
    if w.chance(0.3):
        node["householdId"] = w.pick(None, "h1")
    identities = []
    if w.chance(0.93):
        identities.append({"source": "livekit", "value": person})
    if w.chance(0.93):
        identities.append({"source": "meet", "value": f"users/{abs(hash_of(person))}"})
    if w.chance(0.25):
        identities.append({"source": "livekit", "value": f"{person}-phone#2"})
        identities.append({"source": "meet", "value": f"users/9{abs(hash_of(person))}"})
    if identities or w.chance(0.5):
        node["identities"] = identities
    return node


def hash_of(person):
    return 100 + ord(person[0]) * 10 + int(person[1:])


def sessions(w, organization_policy):
    base = parse_instant(w.rng.choice(STARTS)) + w.pick(0, 0, 0, 1, 250, 60_000)
    count = w.weighted({1: 6, 2: 3, 3: 1})
    if w.focus == "neighbours":
        count = w.pick(2, 2, 3)
    elif w.focus in ("completed", "day", "stale", "still", "vanished"):
        count = 1
    chained = count > 1 and (w.focus == "neighbours" or w.chance(0.5))
    platform = w.weighted({"livekit": 6, "meet": 3, "onsite": 2})
    if w.focus in ("still", "together", "stale"):
        platform = "livekit" if w.chance(0.85) else "meet"
    elif w.focus == "day":
        platform = "meet"
    elif w.focus == "before":
        platform = w.pick("livekit", "meet", "onsite")
    elif w.focus == "vanished":
        platform = "livekit"
    elif w.focus == "door":
        platform = w.weighted({"onsite": 5, "livekit": 3, "meet": 2})
    teachers = [p["id"] for p in w.people if p["role"] == "teacher"]
    learners = [p["id"] for p in w.people if p["role"] == "student" and p["id"] != "x1"]
    out, start = [], base
    for i in range(count):
        if not chained and i:
            platform = w.weighted({"livekit": 5, "meet": 3, "onsite": 2})
        shape = w.weighted({"one": 0 if w.focus == "money" else 6, "group": 5, "empty": 0.7})
        students = {"one": [w.rng.choice(learners)], "group": w.rng.sample(learners, w.rng.randint(1, len(learners))), "empty": []}[shape]
        planned = w.rng.choice(PLANNED) * 1000
        session = {
            "id": f"s{w.pick(1, 2, 9) * 10 + i}",
            "kind": w.weighted({"quran": 3, "academic": 3, "class": 2, "interactive_course": 1, "event": 1}),
            "format": w.pick("individual", "trial", "assessment") if shape == "one" and w.chance(0.75) else w.pick("circle", "course", "group"),
            "platform": platform, "start": start, "end": start + planned, "students": students,
            "teacher": None if w.chance(0.07) else w.rng.choice(teachers), "cancelled": w.chance(0.05), "completedAt": None,
            "room": None, "meetSpace": None, "venueId": w.pick(None, None, "v1", "v2"), "policy": random_policy(w, few=True) if w.chance(0.5) else {}}
        if w.table_at in ("session", "both") and w.chance(0.7):
            session["policy"]["table"] = random_table(w)
        place = "shared" if chained else f"place{i}"
        if platform == "livekit":
            session["room"] = f"room_{place}"
        elif platform == "meet":
            session["meetSpace"] = f"spaces/{place}"
        if not chained and w.chance(0.9 if w.focus == "completed" else 0.3 if w.focus in ("money", "stale", "door") else 0.12):
            early = w.pick(0.1, 0.3, 0.5, 0.5, 0.9, 1, 1.05)
            session["completedAt"] = start + max(1, int(planned * early)) + w.nudge() // 1000
            if w.chance(0.4):
                session["completedAt"] = start + 1000 * effective(w, organization_policy, session, "noShowWaitSeconds", 900) + w.pick(-1, 0, 1)
            session["completedAt"] = max(session["completedAt"], start + 1)
        out.append(session)
        gap = _gap(w, organization_policy, session) if chained else w.pick(0, 1_800_000, -planned)
        start = max(start + (1 if not chained else planned), start + planned + gap)
    return out


def _gap(w, organization_policy, session):
    """Between neighbours: touching, inside the overrun, exactly where the windows touch, one millisecond further."""
    overrun = 1000 * effective(w, organization_policy, session, "overrunCreditSeconds", 600)
    early = 1000 * effective(w, organization_policy, session, "earlyCreditSeconds", 0)
    far = (overrun + early + 1,) if w.contested else ()
    return w.pick(0, 0, 0, overrun, overrun // 2, overrun + early // 2, *far)


def effective(w, organization_policy, session, key, default):
    return session["policy"].get(key, organization_policy.get(key, default))


def rates(w, all_sessions):
    """Rates of every scope, dated around the sessions' dates; no two of one scope and date."""
    out, seen = [], set()
    if w.chance(0.06):
        return out
    for pays in ("pay", "charge"):
        if w.chance(0.7):
            seen.add((pays, None, None, "2020-01-01"))
            out.append({"for": pays, w.pick("perHour", "perHour", "perSession"): w.pick("25", "17.99", "0.01"), "validFrom": "2020-01-01"})
        for _ in range(w.rng.randint(1, 4)):
            session = w.rng.choice(all_sessions)
            day = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=session["start"])
            valid_from = (day + datetime.timedelta(days=w.pick(-400, -30, -1, -1, 0, 0, 1))).date().isoformat()
            scope = w.weighted({"organization": 4, "kind": 3, "person": 3})
            rate = {"for": pays, "validFrom": valid_from}
            if scope == "kind":
                rate["kind"] = session["kind"]
            elif scope == "person":
                rate["personId"] = session["teacher"] or "t1" if pays == "pay" else w.rng.choice(session["students"] or ["p1"])
            rate[w.pick("perHour", "perHour", "perSession")] = w.pick("20.00", "30", "10.005", "0.335", "33.333", "7.77", "100", "0", "12.5",
                                                                "999999999999.999999" if w.focus == "money" else "19.99")
            key = (pays, rate.get("kind"), rate.get("personId"), valid_from)
            if key not in seen:
                seen.add(key)
                out.append(rate)
    w.rng.shuffle(out)
    return out
