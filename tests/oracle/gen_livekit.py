"""LiveKit webhooks and rosters for planned stays, with everything that goes wrong on the way."""
import re
from dataclasses import dataclass

from gen_plan import second

REASONS = ("CLIENT_INITIATED", "SIGNAL_CLOSE", "DUPLICATE_IDENTITY", "ROOM_CLOSED", 1, 5, "SOMETHING_NEW")


@dataclass
class Live:
    """One connection as it really was."""
    sid: str
    identity: str
    start: int
    end: int
    room_sid: str
    facts: dict       # kind, permission
    joined: dict      # joinedAtMs / joinedAt or nothing
    leave_lost: bool


def emit(w, room, timing, occupants):
    """occupants: [(identity, stays)]; writes the evidence of one session's room."""
    lossy = w.weighted({0: 5, 0.15: 3, 0.4: 2})
    lossy = {"stale": 0.7, "together": 0.5, "still": 0.5, "neighbours": w.pick(0, 0.5)}.get(w.focus, lossy)
    room_sid = w.number("RM_")
    w.numeric = w.chance(0.25)          # this server's numbers come as numbers
    w.snake = w.chance(0.12)
    lives = []
    for identity, stays in occupants:
        for start, end in stays:
            lives.append(_connection(w, room, room_sid, identity, start, end, lossy, timing.vanish))
    if w.chance(0.12):
        lives.append(_machine(w, room, room_sid, timing))
    for _ in range(w.pick(1, 2, 3) if w.chance(0.15) else 0):
        _other_day(w, room, timing, occupants)
    _rosters(w, room, timing, lives)
    _room_events(w, room, room_sid, timing, lives)


def _connection(w, room, room_sid, identity, start, end, lossy, vanish):
    joined = w.weighted({"ms": 12, "seconds": 1.5, "nothing": 12 if w.focus in ("together", "neighbours") else 1})
    stated = {"ms": {"joinedAtMs": int64(w, start), "joinedAt": int64(w, start // 1000)},
              "seconds": {"joinedAt": int64(w, start // 1000)}, "nothing": {}}[joined]
    facts = {}
    if w.chance(0.1):
        facts["kind"] = w.pick("STANDARD", "SIP", 0, 3, "CONNECTOR", 8, "NEWLY_INVENTED", 99)
    if w.chance(0.1):
        facts["permission"] = {"canPublish": True, "hidden": False}
    live = Live(w.number("PA_"), identity, start, end, room_sid, facts, stated, w.chance(lossy))
    if w.chance(0.03):
        return _only_aborted(w, room, live)
    if not w.chance(lossy):
        created = start // 1000 + w.pick(0, 0, 0, 1)
        event(w, room, live, "participant_joined", created, state="ACTIVE", full=True)
    if w.focus == "together" and joined == "nothing" and w.chance(0.7):  # its start is its first event
        event(w, room, live, "track_published", start // 1000, full=False)
    if w.chance(0.04):  # closed in the very second of its last proof
        event(w, room, live, "track_published", end // 1000, full=False)
    if w.chance(0.25):
        event(w, room, live, w.pick("track_published", "track_unpublished", "something_new"),
              second(start + (end - start) * w.rng.randint(0, 100) // 100) // 1000 + w.pick(0, 1), full=False)
    timeout = w.chance(0.6 if w.focus == "vanished" else 0.2)
    if timeout and w.chance(0.7):  # it was killed so long before LiveKit says so, and is listed meanwhile
        live.end = end = max(second(start), second(end) + w.pick(0, 0, vanish, vanish - 1000, 15_000))
    if timeout or live.leave_lost or w.focus == "vanished":
        for moment in (end - vanish, end):  # it showed something of its own about then
            if w.chance(0.3 if w.focus == "vanished" else 0.12):
                event(w, room, live, w.pick("track_published", "track_published", "track_unpublished"),
                      second(moment) // 1000 + w.pick(-1, 0, 1, 5, 20), full=False)
    if not live.leave_lost:
        name = "participant_connection_aborted" if w.chance(0.06) else "participant_left"
        reason = w.pick("CONNECTION_TIMEOUT", 14) if timeout else w.rng.choice(REASONS)
        event(w, room, live, name, end // 1000, state="DISCONNECTED", full=w.chance(0.95), disconnectReason=reason)
        if w.chance(0.05):  # a second leave of one sid
            event(w, room, live, "participant_left", end // 1000 + w.pick(1, 20, 200), state="DISCONNECTED", full=True)
    return live


def _only_aborted(w, room, live):
    event(w, room, live, "participant_connection_aborted", live.end // 1000, state="DISCONNECTED", full=True,
          disconnectReason=w.pick("JOIN_FAILURE", "CONNECTION_TIMEOUT"))
    if w.chance(0.3):
        event(w, room, live, "track_published", live.end // 1000 - 5, full=False)
    live.leave_lost, live.end = False, live.start  # never in a roster
    return live


def _machine(w, room, room_sid, timing):
    """Agents, recorders and hidden participants are no people."""
    facts = w.pick({"kind": "AGENT"}, {"kind": "EGRESS"}, {"kind": 1}, {"kind": 4}, {"permission": {"hidden": True}},
                   {"permission": {"recorder": True}}, {"permission": {"agent": True}}, {"kind": "STANDARD", "permission": {"agent": True}})
    live = Live(w.number("PA_"), w.pick("EG_rec", "agent-1", "p1", "nobody"), timing.start + 1500, second(timing.end), room_sid,
                facts, {"joinedAtMs": int64(w, timing.start + 1500)}, w.chance(0.3))
    event(w, room, live, "participant_joined", live.start // 1000, state="ACTIVE", full=True)
    if not live.leave_lost:
        event(w, room, live, "participant_left", live.end // 1000, state="DISCONNECTED", full=w.chance(0.5))
    return live


def _other_day(w, room, timing, occupants):
    """A stay long ago, or long after (or just not long enough), in the same room, with its leave or without."""
    identity = w.rng.choice(occupants)[0] if occupants and w.chance(0.7) else "p1"
    if w.chance(0.4):  # a later day
        start = timing.high + timing.stale_after + w.pick(-1, 0, 1, 1, 1000, 86_400_000)
        live = Live(w.number("PA_"), identity, start, second(start) + w.pick(1000, 600_000), w.number("RM_"), {},
                    {"joinedAtMs": int64(w, start)}, w.chance(0.3))
    else:
        last = timing.low - timing.stale_after + w.pick(-86_400_000, -1000, -1, 0, 1, 1000, 60_000)
        start = last - (0 if w.chance(0.5) else w.pick(1, 20_000, 600_000))
        live = Live(w.number("PA_"), identity, start, last, w.number("RM_"), {}, {"joinedAtMs": int64(w, start)}, w.chance(0.4))
    if w.chance(0.9):
        event(w, room, live, "participant_joined", live.start // 1000, state="ACTIVE", full=True)
    if not live.leave_lost:
        event(w, room, live, "participant_left", live.end // 1000, state="DISCONNECTED", full=True,
              disconnectReason=w.pick("CLIENT_INITIATED", "CONNECTION_TIMEOUT"))
    elif live.end > live.start:
        event(w, room, live, "track_published", live.end // 1000, full=False)


def _rosters(w, room, timing, lives):
    """Rosters through the window; steps sit on the unwatched threshold or a millisecond beside it."""
    style = w.weighted({"steady": 7, "some": 2, "none": 1.5})
    times, at = [], timing.low
    step = timing.unwatched or 900_000
    while style != "none" and at < timing.high and len(times) < 6:
        at += w.weighted({step: 10, step + 1: 0.7, step // 2: 2}) if style == "steady" else w.rng.randint(1, 3 * step)
        times.append(at)
    if w.chance(1 if w.focus == "still" else 0.6):
        times.append(timing.high + w.pick(-1, 0, 1, 30_000))
    if w.chance(0.25):
        last = times[-1] if times else timing.high
        times += [last + 60_000, last + 120_000]
    missed = {live.sid for live in lives if w.chance(0.05)}     # once left out though there
    odd = {live.sid: w.pick("JOINED", "JOINING", 0, 1, "DISCONNECTED", 3) for live in lives if w.chance(0.04)}
    used = w.roster_moments = getattr(w, "roster_moments", set())  # never two rosters of one room in one millisecond
    for moment in sorted({t for t in times if (room, t) not in used}):
        used.add((room, moment))
        seen = []
        for live in lives:
            lag = 45_000 if w.chance(0.04) else 0   # still listed after it went
            if live.start <= moment < live.end + (lag if live.end > live.start else 0):
                if live.sid in missed and w.chance(0.5):
                    missed.discard(live.sid)
                    continue
                seen.append(_listed(w, live, odd.get(live.sid)))
        w.add("livekit", moment, roster={"room": room, "participants": seen})


def _listed(w, live, state):
    entry = {"sid": live.sid, "identity": live.identity, "state": w.pick("ACTIVE", "ACTIVE", 2), **live.facts, **live.joined}
    if state is not None:
        entry["state"] = state
        if state == 0:
            del entry["state"]
    if w.chance(0.1):
        entry["version"] = 7
    return spelled(w, entry)


def _room_events(w, room, room_sid, timing, lives):
    if w.chance(0.35):
        _room_event(w, room, room_sid, "room_started", second(min([l.start for l in lives], default=timing.start)) // 1000)
    if w.chance(0.3):
        last = max([l.end for l in lives], default=timing.end)
        moment = w.pick(last, last + 20_000, timing.end, timing.end - w.rng.randint(0, 600) * 1000, timing.high)
        sid = w.weighted({room_sid: 5, "RM_other": 2, "": 1})
        _room_event(w, room, sid, "room_finished", second(moment) // 1000)


def _room_event(w, room, room_sid, name, created):
    message = {"name": room, "emptyTimeout": 300, "turnPassword": "x"}
    if room_sid:
        message["sid"] = room_sid
    _send(w, {"event": name, "id": w.number("EV_"), "createdAt": int64(w, created), "room": message}, created)


def event(w, room, live, name, created, full, state=None, **more):
    """`full` is what join and leave carry; track events carry only sid and identity."""
    participant = {"sid": live.sid, "identity": live.identity}
    if full:
        participant.update(live.facts, **live.joined)
        participant["state"] = state
        participant["name"] = "Någon"
    participant.update(more)
    if w.chance(0.05):
        participant["futureField"] = {"a": [1, 2]}
    room_message = {"sid": live.room_sid, "name": room}
    if w.chance(0.08):
        del room_message["sid"]
    body = {"event": name, "id": w.number("EV_"), "createdAt": int64(w, created), "room": room_message, "participant": participant}
    if w.chance(0.05):
        body["track"] = None
    _send(w, body, created)


def _send(w, body, created):
    if w.event_ids and w.chance(0.01):  # one event id with two bodies, perhaps of two rooms
        body = {**body, "id": w.rng.choice(w.event_ids)}
    w.event_ids.append(body["id"])
    received = created * 1000 + w.pick(0, 40, 700, 1500, 20_000)
    w.add("livekit", received, webhook=spelled(w, body))
    if w.chance(0.02):  # one event id with two bodies
        other = {**body, "createdAt": int64(w, created + w.pick(-7, 7, 60))}
        w.add("livekit", received + w.pick(-5, 0, 5000), webhook=spelled(w, other))


def int64(w, value):
    return value if w.numeric else str(value)


def spelled(w, message):
    """Some senders keep the snake_case originals."""
    if not w.snake or not isinstance(message, dict):
        return message
    return {re.sub("[A-Z]", lambda m: "_" + m.group().lower(), key): spelled(w, value) if isinstance(value, dict) else value
            for key, value in message.items()}
