"""Reads a bundle (DESIGN 5.1) into plain objects, or raises BadBundle."""
import datetime
import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import evidence as evidence_module
from node import BadBundle, Node
from policy import Policy, parse_policy

ROLES = ("superadmin", "admin", "finance", "teacher", "moderator", "organizer", "partner", "receptionist", "student", "parent")
KINDS = ("quran", "academic", "interactive_course", "class", "event")
FORMATS = ("individual", "circle", "trial", "assessment", "course", "group")
PLATFORMS = ("livekit", "meet", "onsite")
SOURCES = ("livekit", "meet", "qr", "manual", "import")


@dataclass
class Session:
    id: str
    kind: str
    format: str
    platform: str
    room: str
    meet_space: str
    start: int
    end: int
    venue: str  # whose visits are findings, which the comparison leaves out
    teacher: str
    students: list
    cancelled: bool
    completed_at: int  # None, or a completion that asOf lets us see
    policy: Policy
    # filled by windows.py
    window: tuple = None
    parts: tuple = None


@dataclass
class Rate:
    pays: str
    person: str
    kind: str
    per_hour: Fraction
    per_session: Fraction
    valid_from: datetime.date


@dataclass
class Bundle:
    as_of: int
    time_zone: str
    currency: str
    people: list
    identities: dict
    sessions: list
    rates: list
    evidence: evidence_module.Evidence = field(default=None)


def load(text):
    try:
        value = json.loads(text, parse_float=Decimal)
    except ValueError as error:
        raise BadBundle("bundle", f"not JSON: {error}")
    return parse(value)


def parse(value):
    root = Node(value, "")
    if root.raw("rollcallBundle") != 1 or root.value["rollcallBundle"] is True:
        root.bad("rollcallBundle", "must be 1")
    as_of = root.instant("asOf")
    organization = root.child("organization")
    zone = organization.text("timeZone")
    try:
        ZoneInfo(zone)
    except Exception:
        organization.bad("timeZone", "unknown time zone")
    currency = organization.text("currency")
    if not re.fullmatch(r"[A-Z]{3}", currency):
        organization.bad("currency", "must be an ISO 4217 code")
    base_policy = parse_policy(organization.child("policy", {}))
    organization.finish()
    people, identities = _people(root)
    sessions = [_session(node, base_policy, people, as_of) for node in root.children("sessions")]
    _unique(root, "sessions", [s.id for s in sessions])
    _refuse_shared_rooms(sessions)
    rates = _rates(root, people)
    bundle = Bundle(as_of, zone, currency, people, identities, sessions, rates)
    bundle.evidence = evidence_module.read(root.children("evidence"), as_of, set(people), {s.id for s in sessions})
    root.finish()
    return bundle


def _unique(root, key, ids):
    for i, one in enumerate(ids):
        if one in ids[:i]:
            root.bad(f"{key}[{i}].id", "used twice")


def _people(root):
    """5.1: "An identity belongs to one person"."""
    people, identities = [], {}
    for node in root.children("people"):
        person = node.text("id")
        node.text_or_null("name", person)
        node.choice("role", ROLES)
        node.text_or_null("householdId")
        for identity in node.children("identities", []):
            pair = (identity.choice("source", SOURCES), identity.text("value"))
            identity.finish()
            if identities.setdefault(pair, person) != person:
                raise BadBundle(identity.path, "this identity belongs to another person")
        node.finish()
        people.append(person)
    _unique(root, "people", people)
    return people, identities


def _session(node, base_policy, people, as_of):
    session = Session(
        id=node.text("id"), kind=node.choice("kind", KINDS), format=node.choice("format", FORMATS),
        platform=node.choice("platform", PLATFORMS), room=node.text_or_null("room"),
        meet_space=node.text_or_null("meetSpace"), start=node.instant("start"), end=node.instant("end"),
        venue=node.text_or_null("venueId"), teacher=node.text_or_null("teacher"), students=list(node.items("students")),
        cancelled=node.boolean("cancelled", False), completed_at=node.instant_or_null("completedAt"),
        policy=Policy(base_policy, parse_policy(node.child("policy", {}))))
    node.finish()
    # 4.2: "A session must end after it starts."
    if session.end <= session.start:
        node.bad("end", "must be after the start")
    # 4.2: "`completedAt`; one that is not after the start is refused"
    if session.completed_at is not None and session.completed_at <= session.start:
        node.bad("completedAt", "must be after the start")
    for key, ids in (("teacher", [session.teacher] if session.teacher is not None else []), ("students", session.students)):
        for person in ids:
            if person not in people:
                node.bad(key, f"unknown person {person!r}")
    # 5.1: "`asOf` hides evidence received, and completions made, later."
    if session.completed_at is not None and session.completed_at > as_of:
        session.completed_at = None
    return session


def _refuse_shared_rooms(sessions):
    """4.1: "Sessions that are not cancelled and overlap in one room or space are refused (... a bundle exits 2)"."""
    live = [(i, s) for i, s in enumerate(sessions) if not s.cancelled]
    for i, a in live:
        for _, b in [pair for pair in live if pair[0] < i]:
            same = (a.room is not None and a.room == b.room) or (a.meet_space is not None and a.meet_space == b.meet_space)
            if same and a.start < b.end and b.start < a.end:
                raise BadBundle(f"sessions[{i}]", f"room_taken: overlaps session {b.id!r}")


def _rates(root, people):
    rates, seen = [], set()
    for node in root.children("rates", []):
        pays = node.choice("for", ("pay", "charge"))
        person, kind = node.text_or_null("personId"), node.text_or_null("kind")
        if person is not None and kind is not None:
            node.bad("kind", "a rate has at most one of personId and kind")
        if person is not None and person not in people:
            node.bad("personId", "unknown person")
        amounts = {key: _decimal(node, key) for key in ("perHour", "perSession") if node.raw(key, None) is not None}
        if len(amounts) != 1:
            node.bad("perHour", "a rate has perHour or perSession")
        try:
            valid_from = datetime.date.fromisoformat(node.text("validFrom"))
        except ValueError:
            node.bad("validFrom", "not a date")
        node.finish()
        # 4.7: "two of one scope and date are refused"
        scope = (pays, person, kind, valid_from)
        if scope in seen:
            node.bad("validFrom", "two rates of one scope and date")
        seen.add(scope)
        rates.append(Rate(pays, person, kind, amounts.get("perHour"), amounts.get("perSession"), valid_from))
    return rates


def _decimal(node, key):
    value = node.text(key)
    if not re.fullmatch(r"\d+(\.\d+)?", value):
        node.bad(key, "must be a decimal text")
    return Fraction(value)
