"""Lines and totals (DESIGN 4.7)."""
from fractions import Fraction

from intervals import intersect, length, unite
from timeutil import HOUR, local_date

EXPONENTS = {**dict.fromkeys("JPY KRW CLP ISK VND XAF XOF XPF UGX PYG RWF GNF KMF DJF BIF VUV".split(), 0),
             **dict.fromkeys("KWD BHD OMR JOD TND IQD LYD".split(), 3)}
BEST = ("present", "partial", "absent", "excused")


def as_money(minor, currency):
    """5.2: money as {"amount": "20.17", "minor": 2017, "currency": "USD"}."""
    exponent = EXPONENTS.get(currency, 2)
    digits = str(minor).rjust(exponent + 1, "0")
    amount = digits if exponent == 0 else f"{digits[:-exponent]}.{digits[-exponent:]}"
    return {"amount": amount, "minor": minor, "currency": currency}


def round_half_away(value):
    """4.7: "each line rounds once, half away from zero" (nothing here is below zero)."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def lines(session, teacher, learners, settled, bundle):
    """4.7: "Every session with a teacher whose scheduled end has passed has its lines ... Cancelled sessions and events have no lines." """
    if teacher is None or session.cancelled or session.kind == "event" or bundle.as_of < session.end:
        return []
    out = [_line(session, "charge", teacher, [learner], learner, settled, bundle) for learner in learners]
    out.append(_line(session, "pay", teacher, learners, teacher, settled, bundle))
    return out


def _line(session, kind, teacher, learners, owner, settled, bundle):
    line = {"sessionId": session.id, "personId": owner.person, "kind": kind, "seconds": 0, "minor": 0, "rule": None, "blocked": None}
    # 4.7: "A line is blocked, zero and without rule, while a person it rests on (pay: teacher and all learners; charge:
    # teacher and that learner) is undecided: before settling anyone without stated `creditedSeconds` (`unsettled`),
    # after it anyone `unknown` (`needs_review`)."
    rests_on = [teacher] + learners
    if not settled and any(v.stated_seconds is None for v in rests_on):
        return {**line, "blocked": "unsettled"}
    if settled and any(v.outcome == "unknown" for v in rests_on):
        return {**line, "blocked": "needs_review"}
    # 4.7: "In a group the pay line takes the best learner outcome ...; with nobody on the roster, present."
    learner_outcome = min((v.outcome for v in learners), key=BEST.index, default="present")
    cell = session.policy.cell(kind, teacher.outcome, learner_outcome)
    line["rule"] = f"{teacher.outcome}+{learner_outcome}:{cell}"
    time = _time(session, cell, teacher, learners, owner)
    line["seconds"] = time // 1000
    if cell == "none":  # "`none` needs no rate"
        return line
    rate = _rate(session, kind, owner.person, bundle)
    if rate is None:  # "No rate: a zero line with `blocked: missing_rate`, never silence"
        return {**line, "blocked": "missing_rate"}
    if rate.per_hour is not None:
        line["minor"] = _minor(rate.per_hour * time / HOUR, bundle.currency)
    elif _session_counts(cell, time, kind, teacher, owner):
        line["minor"] = _minor(rate.per_session, bundle.currency)
    return line


def _session_counts(cell, time, kind, teacher, owner):
    """4.7: "A per-session rate counts once where the cell is `planned`, or where its time is not zero and the line's person
    is present or partial and, for a charge, the teacher too; else it is zero."
    """
    there = ("present", "partial")
    return cell == "planned" or (time > 0 and owner.outcome in there and (kind == "pay" or teacher.outcome in there))


def _minor(amount, currency):
    return round_half_away(Fraction(amount) * 10 ** EXPONENTS.get(currency, 2))


def _capped(session, time, planned):
    """4.7: "With `capAtPlanned` no time exceeds the planned duration." """
    return min(time, planned) if session.policy.flag("capAtPlanned") else time


def _own(session, verdict):
    """4.7: "own time is the clipped proven credited time, or the `creditedSeconds` an override states"."""
    stated = verdict.stated_seconds
    return _capped(session, verdict.figures.credited_ms if stated is None else stated * 1000, verdict.planned_ms)


def _time(session, cell, teacher, learners, owner):
    if cell == "none":
        return 0
    if cell == "planned":
        return owner.planned_ms
    if cell == "own":
        return _own(session, owner)
    # 4.7: "Copresence: charge, teacher with that learner; pay, teacher with at least one learner; where any of them has
    # stated seconds, the smaller of the teacher's own time and the learners' own times together."
    if any(v.stated_seconds is not None for v in [teacher] + learners):
        time = min(_own(session, teacher), sum(_own(session, v) for v in learners))
    else:
        together = unite([pair for v in learners for pair in v.figures.credited])
        time = length(intersect(teacher.figures.credited, together))
    return _capped(session, time, owner.planned_ms)


def _rate(session, kind, person, bundle):
    """4.7: "for a person (of a charge: the learner), a kind, or the organisation: most specific, then newest valid on the
    scheduled start's date in the organisation's zone".
    """
    day = local_date(session.start, bundle.time_zone)
    fitting = [r for r in bundle.rates if r.pays == kind and r.valid_from <= day
               and r.person in (None, person) and r.kind in (None, session.kind)]
    def rank(rate):
        return (2 if rate.person is not None else 1 if rate.kind is not None else 0, rate.valid_from)
    return max(fitting, key=rank, default=None)


def totals(all_lines, currency):
    """5.1: totals by kind and personId, over every line (blocked ones count zero)."""
    sums = {}
    for line in all_lines:
        key = (line["kind"], line["personId"])
        sums[key] = sums.get(key, 0) + line["minor"]
    return [{"personId": person, "kind": kind, "amount": as_money(minor, currency)}
            for (kind, person), minor in sorted(sums.items())]
