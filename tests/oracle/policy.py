"""Policy keys, their defaults and their merging (section 4, introduction)."""
from decimal import Decimal

SECONDS_KEYS = {
    "reconnectGraceSeconds": 120, "staleAfterSeconds": 1800, "unwatchedAfterSeconds": 900, "vanishSeconds": 21,
    "earlyCreditSeconds": 0, "overrunCreditSeconds": 600, "latenessGraceSeconds": 600,
    "individualLatenessGraceSeconds": 300, "settleAfterSeconds": 600, "noShowWaitSeconds": 900,
}
SHARE_KEYS = {
    "learnerPresentShare": Decimal("0.8"), "learnerPartialShare": Decimal("0.5"),
    "teacherPresentShare": Decimal("0.9"), "teacherPartialShare": Decimal("0.5"),
}
FLAG_KEYS = {"creditBridgedGaps": True, "venuePresenceCounts": False, "onsiteUntilEnd": True, "capAtPlanned": True,
             "studentsMayShareScreen": False}

OUTCOMES = ("present", "partial", "absent", "excused")
CELLS = ("own", "copresence", "planned", "none")
TABLE_KEYS = {f"{t}+{l}" for t in OUTCOMES for l in OUTCOMES}

# 4.2: "late when more than the lateness grace (the individual one for formats `individual`, `trial`, `assessment`)";
# the same three are the "one-learner" formats of `status`.
ONE_LEARNER_FORMATS = ("individual", "trial", "assessment")


def parse_policy(node):
    """Reads one policy object (a bundle.Node); returns only the keys it holds."""
    out = {}
    for key in list(node.value):
        if key in SECONDS_KEYS:
            out[key] = node.integer(key)
        elif key in SHARE_KEYS:
            out[key] = node.share(key)
        elif key in FLAG_KEYS:
            out[key] = node.boolean(key)
        elif key == "table":
            out[key] = _parse_table(node.child(key))
    node.finish()
    return out


def _parse_table(node):
    """4.7: `table` changes single cells: {"present+absent": {"charge": "planned"}}."""
    table = {}
    for pair in list(node.value):
        if pair not in TABLE_KEYS:
            continue
        cell_node = node.child(pair)
        table[pair] = {}
        for kind in ("pay", "charge"):
            if kind in cell_node.value:
                table[pair][kind] = cell_node.choice(kind, CELLS)
        cell_node.finish()
    node.finish()
    return table


class Policy:
    """Defaults, then the organisation's values, then the session's (5.1: "a session's `policy` goes over the organisation's")."""

    def __init__(self, organization, session):
        self._values = {**SECONDS_KEYS, **SHARE_KEYS, **FLAG_KEYS}
        self.table = {}
        for layer in (organization, session):
            for key, value in layer.items():
                if key == "table":  # single cells are changed, the others stay
                    for pair, cell in value.items():
                        self.table.setdefault(pair, {}).update(cell)
                else:
                    self._values[key] = value

    def millis(self, key):
        return self._values[key] * 1000

    def share(self, key):
        return self._values[key]

    def flag(self, key):
        return self._values[key]

    def cell(self, kind, teacher, learner):
        """4.7: "Default everywhere: pay `own`, charge `copresence` ...; charge `none` for an excused learner"."""
        default = "own" if kind == "pay" else ("none" if learner == "excused" else "copresence")
        return self.table.get(f"{teacher}+{learner}", {}).get(kind, default)
