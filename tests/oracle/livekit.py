"""LiveKit payloads to facts about rooms and sids, read tolerantly (reference/livekit.md, section 1)."""
import re
from dataclasses import dataclass, field

NON_PEOPLE = {"EGRESS", "INGRESS", "AGENT", 1, 2, 4}      # INGRESS(1), EGRESS(2), AGENT(4)
ACTIVE = {"ACTIVE", 2}
CONNECTION_TIMEOUT = {"CONNECTION_TIMEOUT", 14}


@dataclass
class Sid:
    """All that the evidence of one room says about one participant sid."""
    identity: str = ""
    person: bool = True
    room_sids: set = field(default_factory=set)
    joined_ms: list = field(default_factory=list)
    joined_s: list = field(default_factory=list)
    joined_events: list = field(default_factory=list)
    left: list = field(default_factory=list)       # (createdAt, reason is CONNECTION_TIMEOUT)
    aborted: list = field(default_factory=list)
    sightings: list = field(default_factory=list)  # ACTIVE in a roster
    other_events: list = field(default_factory=list)  # all events but joined
    published: list = field(default_factory=list)  # its track_published events, which are among the other events too
    evidence: list = field(default_factory=list)


@dataclass
class Room:
    sids: dict = field(default_factory=dict)
    moments: set = field(default_factory=set)      # any evidence of the room
    finished: list = field(default_factory=list)   # (createdAt, room sid or "")
    rosters: list = field(default_factory=list)    # (receivedAt, set of ACTIVE sids), sorted


def get(message, name, default=None):
    """protojson: lowerCamelCase or the snake_case original; null reads as absent."""
    if not isinstance(message, dict):
        return default
    for key in (name, re.sub("[A-Z]", lambda m: "_" + m.group().lower(), name)):
        if message.get(key) is not None:
            return message[key]
    return default


def int64(message, name):
    """64-bit integers come as strings or numbers; absent is 0."""
    value = get(message, name, 0)
    if isinstance(value, str):
        return int(value) if re.fullmatch(r"-?\d+", value) else 0
    return 0 if isinstance(value, bool) else int(value)


def text(message, name):
    value = get(message, name, "")
    return value if isinstance(value, str) else ""


def rooms(evidence):
    """Every room by name, from webhooks (each id once) and rosters."""
    out = {}
    for key, body in evidence.webhooks.items():
        _read_webhook(out, key, body)
    for received, roster, ident in evidence.rosters.values():
        _read_roster(out, received, roster, ident)
    for room in out.values():
        room.rosters.sort(key=lambda roster: roster[0])
    return out


def _read_webhook(out, key, body):
    room_message = get(body, "room", {})
    name = text(room_message, "name")
    if not name:  # egress and ingress events carry no room
        return
    room, event, created = out.setdefault(name, Room()), text(body, "event"), int64(body, "createdAt") * 1000
    room.moments.add(created)
    if event == "room_finished":
        room.finished.append((created, text(room_message, "sid")))
    participant = get(body, "participant", {})
    if not text(participant, "sid"):
        return
    sid = _describe(room, participant, key)
    if text(room_message, "sid"):
        sid.room_sids.add(text(room_message, "sid"))
    if event == "participant_joined":
        sid.joined_events.append(created)
        return
    sid.other_events.append(created)
    if event == "track_published":
        sid.published.append(created)
    timeout = get(participant, "disconnectReason") in CONNECTION_TIMEOUT
    if event == "participant_left":
        sid.left.append((created, timeout))
    elif event == "participant_connection_aborted":
        sid.aborted.append((created, timeout))


def _read_roster(out, received, roster, ident):
    room = out.setdefault(roster["room"], Room())
    room.moments.add(received)
    active = set()
    for participant in roster["participants"]:
        # 4.1: "in any other state it counts as not in the roster"
        if text(participant, "sid") and get(participant, "state", 0) in ACTIVE:
            sid = _describe(room, participant, ident)
            sid.sightings.append(received)
            active.add(text(participant, "sid"))
    room.rosters.append((received, active))


def _describe(room, participant, ident):
    sid = room.sids.setdefault(text(participant, "sid"), Sid())
    sid.evidence.append(ident)
    sid.identity = sid.identity or text(participant, "identity")
    # 4.1: "A sid is not a person if any of its evidence says kind EGRESS, INGRESS or AGENT,
    # or permission hidden, recorder or agent; SIP and unknown kinds are people."
    permission = get(participant, "permission", {})
    if get(participant, "kind") in NON_PEOPLE or any(get(permission, flag) is True for flag in ("hidden", "recorder", "agent")):
        sid.person = False
    if int64(participant, "joinedAtMs"):
        sid.joined_ms.append(int64(participant, "joinedAtMs"))
    if int64(participant, "joinedAt"):
        sid.joined_s.append(int64(participant, "joinedAt") * 1000)
    return sid
