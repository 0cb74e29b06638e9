"""Who is where and when: stays of one person in one session, with edges on every threshold."""
from gen_world import effective

SHARES = {"teacher": (("teacherPresentShare", 0.9), ("teacherPartialShare", 0.5)),
          "student": (("learnerPresentShare", 0.8), ("learnerPartialShare", 0.5))}


class Timing:
    """The policy moments of one session."""

    def __init__(self, w, policy, session):
        def millis(key, default):
            return 1000 * effective(w, policy, session, key, default)
        self.w, self.policy, self.session = w, policy, session
        self.start, self.end = session["start"], session["end"]
        self.completed = session["completedAt"]
        self.low = self.start - millis("earlyCreditSeconds", 0)
        self.high = self.end + millis("overrunCreditSeconds", 600)
        if self.completed is not None:
            self.high = min(self.high, self.completed)
        self.settle = max(self.end + millis("settleAfterSeconds", 600), self.high)
        self.stale_after = millis("staleAfterSeconds", 1800)
        self.grace = millis("reconnectGraceSeconds", 120)
        self.unwatched = millis("unwatchedAfterSeconds", 900)
        self.vanish = millis("vanishSeconds", 21)
        individual = session["format"] in ("individual", "trial", "assessment")
        self.late = millis("individualLatenessGraceSeconds", 300) if individual else millis("latenessGraceSeconds", 600)

    def planned(self, role):
        early = self.completed is not None and self.completed < self.end and (role == "student" or self.w.chance(0.5))
        return (self.completed if early else self.end) - self.start

    def share(self, role):
        key, default = self.w.rng.choice(SHARES[role])
        return effective(self.w, self.policy, self.session, key, default)


def stays(w, timing, role):
    """Pairs (from, to) in ms; `to` is on a whole second wherever exactness matters (a leave knows only seconds)."""
    t, planned = timing, timing.planned(role)
    stop = t.start + planned
    shape = w.weighted({"full": 7, "share": 6, "late": 3, "gap": 4, "none": 3, "zero": 1, "guestlike": 1,
                        "early": 1, "after": 0.7, "devices": 2, "overrun": 2, "beyond": 1.2, "whole": 1.5, "late full": 0.5})
    if w.chance(0.6):
        shape = {"still": w.pick("beyond", "beyond", "after", "after", shape), "made up": "late full", "together": "together",
                 "neighbours": w.pick("beyond", "through", shape), "before": w.pick("early", "none", shape),
                 "completed": w.pick("none", "share", "guestlike", shape) if role == "student" else w.pick("full", "whole"),
                 }.get(w.focus, shape)
    if t.completed is not None and w.chance(0.35):
        return _back_again(w, t, role)
    if shape == "none":
        return []
    if shape == "full":
        return [(t.start + w.rng.randint(-20, 40) * 1000 + w.pick(0, 456), second(stop - w.rng.randint(-10, 20) * 1000))]
    if shape == "whole":
        return [(t.start + w.pick(-1, 0, 1), stop if stop % 1000 == 0 else second(stop) + 1000)]
    if shape == "share":
        length = exact(t.share(role), planned) + w.pick(-1, 0, 0, 1)
        end = second(stop) if w.chance(0.6) else second(min(stop, t.start + length + w.rng.randint(0, 600) * 1000))
        return [(end - length, end)]
    if shape == "late":
        return [(t.start + t.late + w.pick(-1, 0, 1, 60_000), second(stop) + w.pick(0, 5000))]
    if shape == "gap":
        return _with_gap(w, t, planned)
    if shape == "zero":
        moment = second(t.start + w.rng.randint(0, max(1, planned)))
        return [(moment + w.pick(0, 300), moment)] if w.chance(0.5) else [(moment, moment)]
    if shape == "guestlike":
        moment = second(t.start + w.rng.randint(0, planned))
        return [(moment, moment + 3000)]
    if shape == "early":
        return [(t.low - w.rng.randint(60, 900) * 1000, second(t.low) + w.pick(-1000, 0, 1000, 60_000, planned // 2000 * 1000))]
    if shape == "after":
        moment = second(t.high) + w.pick(-1000, 0, 1000, 60_000)
        return [(moment, moment + w.rng.randint(1, 300) * 1000)]
    if shape == "devices":
        first = (t.start + w.rng.randint(0, 200) * 1000, second(t.start + planned * w.rng.randint(40, 80) // 100))
        second_stay = (t.start + planned * w.rng.randint(10, 40) // 100, second(stop))
        return [first, second_stay]
    if shape == "late full":  # late, and made up for by staying on: a share of 1 or a millisecond beside it
        late = t.late + w.rng.randint(1, 200) * 1000
        end = second(stop + late)
        return [(end - planned + w.pick(-1, 0, 0, 1), end)]
    if shape == "through":  # from before to long after: lessons back to back
        return [(t.low - w.rng.randint(0, 100) * 1000, second(t.end) + w.rng.randint(0, 7200) * 1000)]
    if shape == "together":  # devices that start or end in one moment
        middle, start = second(t.start + planned // 2), second(t.start) + w.pick(0, 30_000)
        return w.rng.choice([[(start, second(stop)), (start, middle)], [(start, second(stop)), (middle, second(stop))],
                             [(start, second(stop)), (start, second(stop))], [(start, middle), (middle, second(stop)), (middle, middle)]])
    if shape == "beyond":  # still there after everything
        return [(t.start + w.rng.randint(0, 100) * 1000, second(t.high) + w.rng.randint(1, 3000) * 1000)]
    return [(t.start + w.rng.randint(-5, 30) * 1000, second(t.high) + w.pick(-1000, 0, 1000))]


def _back_again(w, t, role):
    """In the lesson until about its completion, and once more at it, a moment beside it, or some seconds after."""
    went = second(t.completed) - w.pick(0, 0, 30_000, 120_000)
    again = t.completed + w.pick(-1, 0, 0, 1, 15_000, 60_000)
    first = [] if w.chance(0.3) else [(t.start + w.rng.randint(0, 60) * 1000, went)]
    return first + [(again, second(again) + w.rng.randint(1, 600) * 1000)]


def _with_gap(w, t, planned):
    """Two or three stays; each gap is the reconnect grace or a millisecond off (the join carries milliseconds)."""
    out, at = [], t.start + w.rng.randint(-30, 60) * 1000 + w.pick(0, 1, 999)
    pieces = w.pick(2, 2, 3)
    for i in range(pieces):
        end = max(second(at + planned // pieces), second(at) + 1000)
        out.append((at, end))
        at = end + max(0, t.grace + w.pick(-1, 0, 0, 1, -t.grace, 5000))
    return out


def exact(share, planned):
    """The smallest whole number of ms whose share is at least `share`."""
    thousandths = round(share * 1000)
    return -(-thousandths * planned // 1000)


def second(millis):
    return millis - millis % 1000
