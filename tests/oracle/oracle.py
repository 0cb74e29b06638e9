"""Rollcall's rules, read from DESIGN.md: `python3 oracle.py FILE` prints the result of one bundle (DESIGN 5.1, Output)."""
import json
import sys

import bundle as bundle_module
import livekit
import meet
import money
import presence as presence_module
import settle
import verdict as verdict_module
import windows
from node import BadBundle
from timeutil import format_instant

SHARE_DIGITS = 10_000


def evaluate(bundle):
    """The whole result of one bundle, as plain values ready for JSON."""
    windows.assign(bundle.sessions)
    rooms, spaces = livekit.rooms(bundle.evidence), meet.spaces(bundle.evidence)
    sessions, lines = [], []
    for session in sorted(bundle.sessions, key=lambda s: s.id):
        shown, session_lines = _session(session, rooms, spaces, bundle)
        sessions.append(shown)
        lines += session_lines
    lines.sort(key=lambda line: (line["sessionId"], line["kind"], line["personId"]))
    return {
        "sessions": sessions,
        "lines": [{"sessionId": l["sessionId"], "personId": l["personId"], "kind": l["kind"], "seconds": l["seconds"],
                   "amount": money.as_money(l["minor"], bundle.currency), "rule": l["rule"], "blocked": l["blocked"]} for l in lines],
        "totals": money.totals(lines, bundle.currency),
    }


def _session(session, rooms, spaces, bundle):
    if session.cancelled:
        # 5.1: "A cancelled session has no reports and is settled."
        return {"id": session.id, "status": "cancelled", "settled": True, "needsReview": False,
                "unmatched": [], "guests": [], "reports": []}, []
    presence = presence_module.find(session, rooms, spaces, bundle)
    settled, by_timeout = settle.settled(session, presence, spaces, bundle.as_of)
    teacher, learners = _verdicts(session, presence, settled, by_timeout, bundle)
    everyone = learners + ([teacher] if teacher else [])
    on_roster = {v.person for v in everyone}
    shown = {
        "id": session.id,
        "status": settle.status(session, presence, [v.outcome for v in learners], bundle.as_of),
        "settled": settled,
        # 4.2: "... and the session is `needsReview`": settled, and somebody's verdict is still unknown
        "needsReview": settled and any(v.outcome == "unknown" for v in everyone),
        # 4.2: "`unmatched` lists identities bound to no person whose presence overlaps the credit window."
        "unmatched": [{"source": source, "value": value} for (source, value), row in sorted(presence.unmatched.items())
                      if presence_module.overlaps_window(row, session.window)],
        # 4.2: "People of ours who are not on the session's roster are its `guests`: shown, no report, no line."
        "guests": sorted(person for person, row in presence.persons.items()
                         if person not in on_roster and presence_module.overlaps_window(row, session.window)),
        "reports": [_report(session, v) for v in sorted(everyone, key=lambda v: (v.person, v.role))],
    }
    return shown, money.lines(session, teacher, learners, settled, bundle)


def _verdicts(session, presence, settled, by_timeout, bundle):
    def figures(person):
        return presence_module.Figures(session, presence.persons.get(person, []), presence)

    def judged(person, role, its_figures, planned_end):
        override = bundle.evidence.overrides.get((session.id, person))
        if override is not None and override["outcome"] is None:  # 4.2: "`outcome: null` withdraws it"
            override = None
        return verdict_module.judge(session, person, role, its_figures, planned_end, override, settled, by_timeout)

    learner_figures = {person: figures(person) for person in session.students}
    learner_end = verdict_module.planned_end_of_learners(session)
    learners = [judged(person, "student", f, learner_end) for person, f in learner_figures.items()]
    if session.teacher is None:
        return None, learners
    teacher_end = verdict_module.planned_end_of_teacher(session, learner_figures.values())
    return judged(session.teacher, "teacher", figures(session.teacher), teacher_end), learners


def _seconds(millis):
    """4.1: "Seconds are whole, rounded down"."""
    return None if millis is None else millis // 1000


def _report(session, v):
    figures = v.figures
    intervals = [{"from": format_instant(i["from"]), "to": format_instant(i["to"]), "estimated": i["estimated"]}
                 for i in figures.shown_intervals()]
    override = None
    if v.override is not None:
        override = {key: v.override[key] for key in ("outcome", "creditedSeconds", "reason", "author")}
        override["receivedAt"] = format_instant(v.override["receivedAt"])
    return {
        "personId": v.person, "sessionId": session.id, "role": v.role, "outcome": v.outcome, "isLate": v.is_late,
        "lateSeconds": _seconds(v.late_ms), "leftEarlySeconds": _seconds(v.left_early_ms),
        "firstJoinAt": format_instant(figures.first_join), "lastLeaveAt": format_instant(figures.last_leave),
        "creditedSeconds": _seconds(figures.credited_ms), "possibleSeconds": _seconds(figures.possible_ms),
        "bridgedSeconds": _seconds(figures.bridged_ms),
        "estimated": any(i["estimated"] for i in intervals),  # 4.1: "a report when any interval is"
        "share": (v.share.numerator * SHARE_DIGITS // v.share.denominator) / SHARE_DIGITS,  # "shown cut to 4 decimals"
        "settled": v.settled, "intervals": intervals,
        "reasons": [{"code": code, "evidence": _evidence_of(code, v)} for code in v.reasons],
        "override": override, "policyVersion": 1,
    }


def _evidence_of(code, v):
    if code == "override":
        return [v.override["evidence"]]
    if code in ("share", "late", "left_early", "unseen_end", "unseen_start", "assumed_until_end"):
        return sorted({one for c in v.figures.connections for one in c.evidence})
    return []


def main(arguments):
    if len(arguments) != 1:
        print("usage: oracle.py FILE", file=sys.stderr)
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            bundle = bundle_module.load(file.read())
    except (OSError, UnicodeDecodeError) as error:
        print(f"{arguments[0]}: {error}", file=sys.stderr)
        return 2
    except BadBundle as error:
        print(f"{arguments[0]}: {error}", file=sys.stderr)
        return 2
    print(json.dumps(evaluate(bundle), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
