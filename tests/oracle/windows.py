"""Credit windows, and the parting of neighbours (DESIGN 4.1, all sources)."""
import math


def assign(sessions):
    """Sets `window` and `parts` (the range to which every connection is cut) on each session."""
    live = [s for s in sessions if not s.cancelled]
    low = {s.id: s.start - s.policy.millis("earlyCreditSeconds") for s in live}
    high = {s.id: s.end + s.policy.millis("overrunCreditSeconds") for s in live}
    parts = {s.id: (-math.inf, math.inf) for s in live}
    for before, after in _neighbours(live):
        # 4.1: "Neighbours in one room or space whose windows would touch or overlap are parted at one moment,
        # the earlier one's end + overrun but not after the next one's start"
        overrun_end = before.end + before.policy.millis("overrunCreditSeconds")
        if overrun_end >= after.start - after.policy.millis("earlyCreditSeconds"):
            moment = min(overrun_end, after.start)
            parts[before.id] = (parts[before.id][0], min(parts[before.id][1], moment))
            parts[after.id] = (max(parts[after.id][0], moment), parts[after.id][1])
    for session in live:
        session.parts = parts[session.id]
        end = min(high[session.id], session.parts[1])
        # 4.1: "[start − earlyCredit, end + overrunCredit), cut at `completedAt`"
        if session.completed_at is not None:
            end = min(end, session.completed_at)
        session.window = (max(low[session.id], session.parts[0]), end)


def _neighbours(live):
    pairs = set()
    for key in ("room", "meet_space"):
        by_place = {}
        for session in sorted(live, key=lambda s: (s.start, s.id)):
            place = getattr(session, key)
            if place is not None:
                by_place.setdefault(place, []).append(session)
        for row in by_place.values():
            pairs.update((a.id, b.id) for a, b in zip(row, row[1:]))
    by_id = {s.id: s for s in live}
    return [(by_id[a], by_id[b]) for a, b in sorted(pairs)]
