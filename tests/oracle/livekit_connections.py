"""LiveKit facts to connections and unwatched time of one session (DESIGN 4.1, LiveKit)."""
from connection import build


def _start(sid):
    """4.1: "Start: `joinedAtMs`, else `joinedAt`, else `createdAt` of its joined event, from whichever of its evidence
    arrived ...; else its first event or sighting, `estimated`."
    """
    for stated in (sid.joined_ms, sid.joined_s, sid.joined_events):
        if stated:
            return min(stated), False
    return min(sid.other_events + sid.sightings), True


def _leaves(sid):
    """4.1: "Aborted is a leave if the sid has a joined event or an ACTIVE sighting"."""
    counts = sid.joined_events or sid.sightings
    return sid.left + (sid.aborted if counts else [])


def _is_presence(sid):
    """4.1: "else that sid is no presence and closes nothing"; and not a person is no presence either."""
    return sid.person and not (sid.aborted and not sid.joined_events and not sid.sightings)


def connections(room, session, as_of):
    """Every person's connection in the session's room, closed, open, or of another day (left out)."""
    stale_after = session.policy.millis("staleAfterSeconds")
    present = {key: sid for key, sid in room.sids.items() if _is_presence(sid)}
    starts = {key: _start(sid) for key, sid in present.items()}
    out = []
    for key, sid in present.items():
        start, start_estimated = starts[key]
        who, proofs = ("livekit", sid.identity), sid.sightings + sid.other_events
        last = max([start] + proofs)
        more = {"start_estimated": start_estimated, "last_proof": last, "evidence": tuple(sid.evidence)}
        leaves = _leaves(sid)
        if leaves:
            # 4.1: "Seen end: `createdAt` of its leave, the earliest of several, never before its start. ...
            # A leave (or such an abort) with `CONNECTION_TIMEOUT` is `estimated`".
            end = min(leaves)[0]
            out.append(build(who, start, end, end, end_estimated=(end, True) in leaves, **more))
            continue
        # 4.1: "If its last proof (or start) lies more than `staleAfterSeconds` before the credit window,
        # it belongs to another day and is ignored."
        if last < session.window[0] - stale_after:
            continue
        closing = [t for t in _closings(room, sid, start, last, starts, present) if last <= t <= as_of]
        stale = max(last, session.end) + stale_after
        if stale <= as_of:
            closing.append(stale)
        if closing:
            # 4.1: "Proven until its last proof (none: zero length), `estimated`; possible until what closed it."
            out.append(build(who, start, last, min(closing), end_estimated=True, unseen=True, **more))
        else:
            # 4.1: "Not closed yet: open, both sets reach to `asOf`."
            out.append(build(who, start, as_of, as_of, open=True, **more))
    return out


def _closings(room, sid, start, last, starts, present):
    """4.1, unseen end: what may close it, other than stale."""
    # "`room_finished` of its room (the same room sid where both are known)"
    for moment, room_sid in room.finished:
        if not room_sid or not sid.room_sids or room_sid in sid.room_sids:
            yield moment
    # "the start of a later connection of the same identity in a room of that name"
    for key, other in present.items():
        if other is not sid and other.identity == sid.identity and starts[key][0] > start:
            yield starts[key][0]
    # "the first of two rosters in a row without it, both later than all its proofs"
    proofs = sid.sightings + sid.other_events
    after = [t for t, _ in room.rosters if all(t > proof for proof in proofs) and t >= start]
    if len(after) >= 2:
        yield after[0]


def unwatched(room, session, as_of):
    """4.1: "Unwatched time: stretches of the credit window longer than `unwatchedAfterSeconds` with no evidence of the room"."""
    low, high = session.window[0], min(session.window[1], as_of)  # "the window's edges, or `asOf` if earlier"
    if high <= low:
        return []
    inside = sorted(t for t in (room.moments if room else ()) if low <= t < session.window[1] and t <= as_of)
    if not inside:
        # "a window with no evidence of its room inside is unwatched as a whole, whatever its length and the setting"
        return [(low, high)]
    longest = session.policy.millis("unwatchedAfterSeconds")
    if longest == 0:  # "(0 is off)"
        return []
    finished = {t for t, _ in room.finished}
    watched = sorted({low, high, *inside})
    # "a stretch that begins with `room_finished` is watched"
    return [(a, b) for a, b in zip(watched, watched[1:]) if b - a > longest and a not in finished]
