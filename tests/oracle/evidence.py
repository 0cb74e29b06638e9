"""Sorts a bundle's evidence by kind, hides what asOf hides, and lets one of each thing hold."""
import hashlib
from dataclasses import dataclass, field

from node import BadBundle
from timeutil import canonical

OUTCOMES = ("present", "partial", "absent", "excused")
PURPOSES = ("venue", "session", "ticket", "registration", "member")


@dataclass
class Evidence:
    webhooks: dict = field(default_factory=dict)   # event id or text -> body
    rosters: dict = field(default_factory=dict)    # text -> (receivedAt, roster)
    polls: dict = field(default_factory=dict)      # text -> (receivedAt, poll)
    scans: dict = field(default_factory=dict)      # nonce -> parsed scan
    marks: dict = field(default_factory=dict)      # text -> parsed mark
    overrides: dict = field(default_factory=dict)  # (session, person) -> parsed override
    binds: dict = field(default_factory=dict)      # (source, value) -> person or None


def evidence_id(item):
    """4.2: "webhooks by their id, other evidence by the SHA-256 of its JSON text, keys sorted, no spaces"."""
    return hashlib.sha256(canonical(item).encode()).hexdigest()


def read(nodes, as_of, people, sessions):
    out = Evidence()
    overrides, binds, scans = [], [], []
    for node in nodes:
        source = node.choice("source", ("livekit", "meet", "qr", "manual", "import"))
        received = node.instant("receivedAt")
        kinds = [k for k in ("webhook", "roster", "poll", "scan", "mark", "visit", "override", "bind") if k in node.value]
        if len(kinds) != 1:
            raise BadBundle(node.path, "must hold exactly one of webhook, roster, poll, scan, mark, visit, override, bind")
        kind = kinds[0]
        child = node.child(kind)
        node.finish()
        parsed = _PARSERS[kind](child, people, sessions)
        # 5.1: "`asOf` hides evidence received ... later": received at asOf itself is seen.
        if received > as_of:
            continue
        text, ident = canonical(child.value), evidence_id(node.value)
        if kind == "webhook":
            _keep_webhook(out, parsed, text)
        elif kind == "roster":
            out.rosters[canonical(node.value)] = (received, parsed, ident)
        elif kind == "poll":
            out.polls[canonical(node.value)] = (received, parsed, ident)
        elif kind == "scan":
            scans.append((parsed, text, ident))
        elif kind == "mark":
            out.marks[canonical(node.value)] = {**parsed, "evidence": ident}
        elif kind == "visit":
            if source != "manual":
                raise BadBundle(node.path + ".source", "a visit is noted by people")
        elif kind == "override":
            overrides.append(((parsed["sessionId"], parsed["personId"]), received, text, {**parsed, "receivedAt": received, "evidence": ident}))
        else:
            binds.append(((parsed["source"], parsed["value"]), received, text, parsed["personId"]))
    out.overrides = _last_received(overrides)
    out.binds = _last_received(binds)
    # 4.6: "the same nonce is the same scan"; of two bodies the smaller JSON text holds, as for event ids.
    for parsed, text, ident in sorted(scans, key=lambda scan: scan[1:]):
        out.scans.setdefault(parsed["nonce"], {**parsed, "evidence": ident})
    return out


def _keep_webhook(out, body, text):
    """Section 4: where "one event id has two bodies, the one whose JSON text ... is smaller holds"."""
    key = body.get("id") or text
    if key not in out.webhooks or text < canonical(out.webhooks[key]):
        out.webhooks[key] = body


def _last_received(entries):
    """Section 4: "Of several overrides or binds for one thing the last received holds; where two have one `receivedAt`
    ... the one whose JSON text (keys sorted, no spaces) is smaller holds, never order of arrival."
    """
    best = {}
    for thing, received, text, value in entries:
        if thing not in best or (-received, text) < best[thing][0]:
            best[thing] = ((-received, text), value)
    return {thing: value for thing, (_, value) in best.items()}


def _webhook(node, people, sessions):
    return node.value  # a platform payload: unknown keys inside are ignored


def _roster(node, people, sessions):
    roster = {"room": node.text("room"), "participants": node.items("participants")}
    node.finish()
    return roster


def _poll(node, people, sessions):
    poll = {"space": node.text("space"), "records": node.items("records")}
    node.finish()
    return poll


def _known(node, key, value, known):
    if value is not None and value not in known:
        node.bad(key, f"unknown id {value!r}")


def _scan(node, people, sessions):
    scan = {"purpose": node.choice("purpose", PURPOSES), "sessionId": node.text_or_null("sessionId"),
            "venueId": node.text_or_null("venueId"), "personId": node.text("personId"),
            "direction": node.choice("direction", ("in", "out")), "at": node.instant("scannedAt"), "nonce": node.text("nonce")}
    node.finish()
    _known(node, "personId", scan["personId"], people)
    _known(node, "sessionId", scan["sessionId"], sessions)
    return scan


def _mark(node, people, sessions):
    mark = {"sessionId": node.text("sessionId"), "personId": node.text("personId"),
            "direction": node.choice("direction", ("in", "out")), "at": node.instant("at"), "author": node.text("author")}
    node.finish()
    _known(node, "personId", mark["personId"], people)
    _known(node, "sessionId", mark["sessionId"], sessions)
    return mark


def _visit(node, people, sessions):
    visit = {"venueId": node.text("venueId"), "personId": node.text("personId"),
             "direction": node.choice("direction", ("in", "out")), "at": node.instant("at"), "author": node.text("author"),
             "reason": node.text_or_null("reason")}
    node.finish()
    _known(node, "personId", visit["personId"], people)
    return visit


def _override(node, people, sessions):
    override = {"sessionId": node.text("sessionId"), "personId": node.text("personId"),
                "outcome": node.text_or_null("outcome"), "reason": node.text("reason"), "author": node.text("author"),
                "creditedSeconds": None if node.raw("creditedSeconds", None) is None else node.integer("creditedSeconds")}
    node.finish()
    if override["outcome"] is not None and override["outcome"] not in OUTCOMES:
        node.bad("outcome", "must be present, partial, absent, excused or null")
    _known(node, "personId", override["personId"], people)
    _known(node, "sessionId", override["sessionId"], sessions)
    return override


def _bind(node, people, sessions):
    bind = {"source": node.choice("source", ("livekit", "meet", "qr", "manual", "import")), "value": node.text("value"),
            "personId": node.text_or_null("personId"), "author": node.text("author")}
    node.finish()
    _known(node, "personId", bind["personId"], people)
    return bind


_PARSERS = {"webhook": _webhook, "roster": _roster, "poll": _poll, "scan": _scan,
            "mark": _mark, "visit": _visit, "override": _override, "bind": _bind}
