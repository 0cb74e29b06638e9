"""What the parts of the generator share: random choices and instants in text."""
from timeutil import format_instant

NUDGES = (-1000, -1, 0, 0, 0, 1, 1000)


class World:
    """One bundle in the making."""

    def __init__(self, rng, contested=False):
        self.rng, self.contested = rng, contested
        # half of the bundles lean towards one corner of the rules
        self.focus = self.weighted({"": 10, "still": 1.5, "stale": 1.5, "day": 2, "money": 3, "together": 1.5, "completed": 2.5,
                                    "neighbours": 2.5, "made up": 1.2, "before": 1.2, "vanished": 3, "door": 3})
        self.evidence = []          # (receivedAt in ms, item)
        self.counters = {}
        self.event_ids = []         # every one given to an event of LiveKit so far
        self.sub_millis = {}

    def chance(self, probability):
        return self.rng.random() < probability

    def pick(self, *choices):
        return self.rng.choice(choices)

    def weighted(self, table):
        return self.rng.choices(list(table), list(table.values()))[0]

    def number(self, prefix):
        self.counters[prefix] = self.counters.get(prefix, 0) + 1
        return f"{prefix}{self.counters[prefix]}"

    def nudge(self):
        return self.rng.choice(NUDGES)

    def instant(self, millis):
        """Our own instants: with or without a fraction."""
        text = format_instant(millis)
        return text.replace(".000Z", "Z") if self.chance(0.5) else text

    def google_instant(self, millis):
        """A platform's instants: 0, 3, 6 or 9 digits, always the same text for one moment."""
        if millis not in self.sub_millis:
            text = format_instant(millis)
            if text.endswith(".000Z") and self.chance(0.4):
                text = text.replace(".000Z", "Z")
            elif self.chance(0.6):
                text = text[:-1] + "".join(self.rng.choice("0123456789") for _ in range(self.pick(3, 6))) + "Z"
            self.sub_millis[millis] = text
        return self.sub_millis[millis]

    def add(self, source, received, **payload):
        self.evidence.append((received, {"source": source, "receivedAt": self.instant(received), **payload}))
        # a second copy later on: the same thing received again
        if self.chance(0.04) and "webhook" in payload:
            later = received + self.rng.randint(0, 90_000)
            self.evidence.append((later, {"source": source, "receivedAt": self.instant(later), **payload}))
