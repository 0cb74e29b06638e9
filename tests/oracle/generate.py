"""Random test bundles: `python3 generate.py SEED COUNT OUTDIR [--contested]` (the same seed gives the same files)."""
import json
import os
import random
import sys

import gen_human
import gen_livekit
import gen_meet
import gen_plan
import gen_world
from gen_base import World
from timeutil import format_instant


def bundle(seed, number, contested=False):
    w = World(random.Random(f"rollcall/{seed}/{number}"), contested)
    organization = gen_world.organization(w)
    w.people = gen_world.people(w)
    sessions = gen_world.sessions(w, organization["policy"])
    timings = [gen_plan.Timing(w, organization["policy"], s) for s in sessions]
    by_place = {}
    for session, timing in zip(sessions, timings):
        turned_up = _attendance(w, session, timing, by_place)
        gen_human.emit_overrides(w, session, timing)
        gen_human.emit_binds(w, turned_up, timing)
        gen_human.emit_visits(w, timing, [p["id"] for p in w.people])
    _emit_places(w, by_place)
    as_of = _as_of(w, sessions, timings)
    out = {"rollcallBundle": 1, "asOf": w.instant(as_of), "organization": organization, "people": w.people,
           "sessions": [_written(w, s) for s in sessions], "rates": gen_world.rates(w, sessions),
           "evidence": [item for _, item in w.evidence]}
    if w.chance(0.3) and out["evidence"]:
        out["evidence"] += w.rng.sample(out["evidence"], min(3, len(out["evidence"])))
    w.rng.shuffle(out["evidence"])
    return out


def _attendance(w, session, timing, by_place):
    """Plans everybody's stays; on-site ones are written at once, the others wait for their room or space."""
    occupants, turned_up = [], []
    roster = [(p, "student") for p in session["students"]] + ([(session["teacher"], "teacher")] if session["teacher"] else [])
    if any(p["id"] == "x1" for p in w.people) and w.chance(0.25):
        roster.append(("x1", "student"))
    if w.chance(0.06):
        roster.append((w.pick("t1", "p1"), "student"))
    for person, role in dict(roster).items():
        stays = gen_plan.stays(w, timing, role)
        beside = session["platform"] != "onsite" and w.chance(0.5 if w.focus == "door" else 0.08)
        if session["platform"] == "onsite" or beside:
            gen_human.emit_onsite(w, session, person, gen_plan.stays(w, timing, role) if beside and w.chance(0.7) else stays)
        if session["platform"] != "onsite" and (not beside or w.chance(0.6)):
            for identity, its in _split(w, session, person, stays):
                occupants.append((identity, its))
    if w.chance(0.15) and session["platform"] != "onsite":
        stranger = w.pick("stranger", "guest-7") if session["platform"] == "livekit" else w.pick("anonymous-1", "users/777", "phone-2")
        occupants.append((stranger, gen_plan.stays(w, timing, "student")))
    source = session["platform"]
    turned_up = [(source, value) for value, its in occupants if its and not value.startswith(("anonymous", "phone"))]
    if source != "onsite" and not (session["cancelled"] and w.chance(0.7)):
        by_place.setdefault((source, session["room"] or session["meetSpace"]), []).append((timing, occupants))
    return turned_up


def _split(w, session, person, stays):
    """Over the person's identities (a second device may have its own)."""
    known = next((p.get("identities", []) for p in w.people if p["id"] == person), [])
    values = [i["value"] for i in known if i["source"] == session["platform"]]
    if not values:
        return [(f"{person}-unknown" if session["platform"] == "livekit" else f"users/5{gen_world.hash_of(person)}", stays)]
    if len(values) > 1 and len(stays) > 1:
        return [(values[0], stays[:1]), (values[1], stays[1:])]
    return [(w.rng.choice(values), stays)]


def _emit_places(w, by_place):
    for (source, place), rows in by_place.items():
        if source == "livekit":
            for timing, occupants in rows:
                gen_livekit.emit(w, place, timing, occupants)
        elif len(rows) == 1 or w.chance(0.7):
            # lessons back to back in one space: one call through all of them, or a poll series of its own for each
            occupants = [pair for _, row in rows for pair in row]
            last = rows[-1][0]
            last.low, last.start = rows[0][0].low, rows[0][0].start
            gen_meet.emit(w, place, last, occupants)
        else:
            gen_meet.emit(w, place, rows[0][0], rows[0][1])


def _as_of(w, sessions, timings):
    """Mostly long after; else on or beside every moment that matters."""
    t = w.rng.choice(timings)
    last = max(x.settle for x in timings)
    where = w.weighted({"later": 80, "middle": 6, "before": 3, "edge": 18, "day": 8, "received": 5})
    if w.focus:
        where = {"day": w.pick("day", "day", where), "stale": w.pick("stale", where), "still": w.pick("still", "later"),
                 "before": w.pick("before", where), "door": w.pick("door", where), "money": w.pick("over", where), "completed": w.pick("completed", "later", where)}.get(w.focus, where)
    if where == "stale":
        moments = [t.end] + [moment for moment, _ in w.evidence] + ([t.completed] if t.completed else [])
        return w.rng.choice(moments) + t.stale_after + w.pick(-1, 0, 1)
    if where == "still":
        return t.settle + w.pick(0, 1, 60_000, 600_000)
    if where == "over":
        return t.end + w.pick(0, 1, 60_000)
    if where == "completed" and t.completed:
        return w.pick(t.completed - 1, t.completed, t.end, t.settle)
    if where == "door":
        return w.pick(t.start, t.end, t.settle, t.low) + w.pick(-60_000, -1, 0, 1, 60_000)
    if where == "later":
        return last + w.pick(2, 3, 21) * 86_400_000
    if where == "middle":
        return t.start + w.rng.randint(0, t.end - t.start)
    if where == "before":
        return w.pick(t.low + w.pick(-3_600_000, -1, 0, 0, 1, 30_000), t.low - w.pick(0, 1, 500, 30_000), t.start - w.pick(0, 1, 30_000))
    if where == "received" and w.evidence:
        return w.rng.choice(w.evidence)[0] + w.pick(-1, 0, 0)
    if where == "day":
        polls = getattr(w, "polls_at", None) or [t.end]
        polls = [min([p for p in polls if p > t.high], default=t.end)] * len(polls) + polls
        return w.rng.choice(polls + [t.end]) + 86_400_000 + w.pick(-1, 0, 1)
    moment = w.pick(t.low, t.start, t.end, t.high, t.settle, t.settle, t.end + t.stale_after, t.completed or t.high)
    return moment + w.pick(-1, 0, 0, 1)


def _written(w, session):
    out = dict(session)
    for key in ("start", "end", "completedAt"):
        if out[key] is not None:
            out[key] = w.instant(out[key])
    for key, default in (("room", None), ("meetSpace", None), ("venueId", None), ("teacher", None), ("cancelled", False), ("completedAt", None), ("policy", {})):
        if out[key] == default and w.chance(0.4):
            del out[key]
    return out


def main(arguments):
    contested = "--contested" in arguments
    arguments = [a for a in arguments if a != "--contested"]
    if len(arguments) != 3:
        print("usage: generate.py SEED COUNT OUTDIR [--contested]", file=sys.stderr)
        return 2
    seed, count, directory = arguments[0], int(arguments[1]), arguments[2]
    os.makedirs(directory, exist_ok=True)
    for number in range(count):
        with open(os.path.join(directory, f"{seed}-{number:05d}.json"), "w", encoding="utf-8") as file:
            json.dump(bundle(seed, number, contested), file, ensure_ascii=False, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
