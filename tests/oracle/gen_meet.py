"""Polls of a Meet space for planned stays: partial and full, lagging, withdrawn and final."""
from dataclasses import dataclass

MINUTE = 60_000
DAY = 24 * 60 * MINUTE


@dataclass
class Stay:
    name: str
    record: str
    participant: str
    identity: str
    start: int
    end: int
    never_ends: bool   # its end is never told
    withdrawn: int     # until this moment an early end is shown (0: not)


@dataclass
class Record:
    name: str
    start: int
    end: int
    never_ends: bool


def emit(w, space, timing, occupants):
    """occupants: [(identity, stays)]; identity `anonymous` or `phone` have no account."""
    pieces = [(identity, s, max(s, e)) for identity, stays in occupants for s, e in stays]
    if w.focus == "day" and w.chance(0.35):
        pieces = []
    if not pieces and w.chance(0.7):
        return _polls(w, space, timing, [], [])
    records = _records(w, timing, pieces)
    stays = []
    for identity, start, end in pieces:
        for record in records:
            low, high = max(start, record.start), min(end, record.end)
            if low < high or (low == high == start == end):
                participant = f"{record.name}/participants/{identity.split('/')[-1]}"
                withdrawn = low + (high - low) // 2 if w.chance(0.06) else 0
                stays.append(Stay(f"{participant}/participantSessions/{w.number('ps')}", record.name, participant, identity,
                                  low, high, w.chance(0.08), withdrawn))
    record_before = next((r for r in records if r.end <= timing.low), None)
    if record_before and pieces:  # somebody of the lesson was in the call before it
        participant = f"{record_before.name}/participants/{pieces[0][0].split('/')[-1]}"
        stays.append(Stay(f"{participant}/participantSessions/{w.number('ps')}", record_before.name, participant, pieces[0][0],
                          record_before.start, record_before.end, False, 0))
    _polls(w, space, timing, records, stays)


def _records(w, timing, pieces):
    """One record, or two with a break; sometimes one that never tells its end; one before or after the window."""
    first = min([p[1] for p in pieces], default=timing.start) - w.pick(0, 0, 5000)
    last = max([p[2] for p in pieces], default=timing.end) + w.pick(0, 0, 15_000)
    out = []
    if w.chance(0.15) and last - first > 4 * MINUTE:
        middle = (first + last) // 2
        out.append(Record(f"conferenceRecords/{w.number('c')}", first, middle, w.chance(0.4)))
        first = middle + w.pick(1, 1000, MINUTE)
    out.append(Record(f"conferenceRecords/{w.number('c')}", first, max(last, first + 1), w.chance(0.15)))
    if w.chance(0.12):
        out.append(Record(f"conferenceRecords/{w.number('c')}", timing.low - 3 * MINUTE * 10, min(timing.low - w.pick(0, 1, 60_000), out[0].start), w.chance(0.3)))
    if w.chance(0.08):
        start = max(timing.high, out[-1].end) + w.pick(0, 1, 60_000)
        out.append(Record(f"conferenceRecords/{w.number('c')}", start, start + 30 * MINUTE, w.chance(0.3)))
    return [r for r in out if r.start < r.end]


def _polls(w, space, timing, records, stays):
    """During the lesson a few, then a closing pair around 25 minutes apart, sometimes only one, sometimes none."""
    times = []
    for _ in range(w.pick(0, 1, 2, 3)):
        times.append((timing.start + w.rng.randint(0, timing.end - timing.start), w.chance(0.6)))
    if w.chance(0.7 if w.focus == "before" else 0.08):  # somebody is early: the call lives before its window begins
        times.append((timing.low - w.pick(0, 1, 1000, 60_000), True))
    over = max([timing.high] + [r.end for r in records if r.end < timing.high + 4 * 60 * MINUTE])
    closing = w.weighted({"pair": 1 if w.focus == "day" else 8, "three": 4, "one": 2, "none": 1, "edge": 2})
    first = over + w.pick(MINUTE, 5 * MINUTE, 10 * MINUTE)
    if closing == "edge":
        first = timing.high + w.pick(-1, 1, -25 * MINUTE, 1000)
    if closing != "none":
        times.append((first, True))
    if closing in ("pair", "three", "edge"):
        times.append((first + 25 * MINUTE + w.pick(-1, 0, 0, 1, 5 * MINUTE), True))
    if closing == "three":
        times.append((first + w.pick(5, 12) * MINUTE, w.chance(0.7)))
    if w.chance(0.2):
        times.append((first + w.pick(60, 1440) * MINUTE, w.chance(0.5)))
    withdrawing = w.chance(0.3)  # one of the closing polls tells other ends
    lag = w.pick(0, 0, 2 * MINUTE)
    chosen = {}
    for moment, full in times:
        chosen.setdefault(moment, full)
    for i, (moment, full) in enumerate(sorted(chosen.items())):
        lag = w.pick(0, 20 * MINUTE, 40 * MINUTE) if withdrawing and i else lag
        w.add("meet", moment, poll={"space": space, "records": [_shown(w, r, stays, moment, lag, full) for r in records if r.start <= moment]})
    w.polls_at = getattr(w, "polls_at", []) + list(chosen)


def _shown(w, record, stays, moment, lag, full):
    out = {"name": record.name, "startTime": w.google_instant(record.start), "expireTime": w.google_instant(record.start + 30 * DAY)}
    if w.chance(0.5):
        out["space"] = "whatever"
    if not record.never_ends and record.end <= moment - lag:
        out["endTime"] = w.google_instant(record.end)
    if not full and w.chance(0.5):
        return out
    out["participants"] = []
    mine = [s for s in stays if s.record == record.name and s.start <= moment - lag]
    for participant in sorted({s.participant for s in mine}):
        rows = [s for s in mine if s.participant == participant]
        entry = {"name": participant, "earliestStartTime": w.google_instant(min(s.start for s in rows)), **_who(rows[0].identity)}
        if full or w.chance(0.4):
            entry["participantSessions"] = [_stay(w, s, moment, lag) for s in rows]
        out["participants"].append(entry)
    return out


def _who(identity):
    if identity.startswith("anonymous"):
        return {"anonymousUser": {"displayName": "p1"}}
    if identity.startswith("phone"):
        return {"phoneUser": {"displayName": "+7 *** 11"}}
    return {"signedinUser": {"user": identity, "displayName": "Aisha"}}


def _stay(w, stay, moment, lag):
    out = {"name": stay.name, "startTime": w.google_instant(stay.start)}
    if stay.withdrawn and stay.withdrawn <= moment < stay.end:
        if w.chance(0.5):
            out["endTime"] = w.google_instant(stay.withdrawn)
    elif not stay.never_ends and stay.end <= moment - lag:
        out["endTime"] = w.google_instant(stay.end)
    return out
