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


def _vanished(sid, start, moment, policy):
    """4.1, vanished clients: "proven only until that much before the leave, and with an unseen end only until that much before
    the last proof; never before the start, nor before a `track_published` of its own (no later than that leave or proof)".
    """
    own = [t for t in sid.published if t <= moment]
    return max([start, moment - policy.millis("vanishSeconds")] + own)


def is_of_another_day(session, start, last_moment):
    """4.1: "A connection, seen or unseen, belongs to another day and is ignored when its last moment (its leave, else its last
    proof or start) lies more than `staleAfterSeconds` before the credit window, or its start that far after the window's end."
    """
    far = session.policy.millis("staleAfterSeconds")
    return last_moment < session.window[0] - far or start > session.window[1] + far


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
        more = {"start_estimated": start_estimated, "evidence": tuple(sid.evidence)}
        leaves = _leaves(sid)
        # 4.1: "Seen end: `createdAt` of its leave, the earliest of several, never before its start."
        leave = max(start, min(leaves)[0]) if leaves else None
        if is_of_another_day(session, start, last if leave is None else leave):
            continue
        if leave is not None:
            # 4.1: "A leave (or such an abort) with `CONNECTION_TIMEOUT` is `estimated`"; and then the client had vanished
            # up to `vanishSeconds` before: "What lies between, to the leave ..., is possible."
            timed_out = all(timeout for moment, timeout in leaves if moment == min(leaves)[0])
            proven = _vanished(sid, start, leave, session.policy) if timed_out else leave
            out.append(build(who, start, proven, leave, end_estimated=timed_out, **more))
            continue
        proven = _vanished(sid, start, last, session.policy)
        closing = [t for t in _closings(room, sid, start, starts, present) if last <= t <= as_of]
        stale = max(last, session.end) + stale_after
        if stale <= as_of:
            closing.append(stale)
        if closing:
            # 4.1: "Proven until its last proof less `vanishSeconds` (none: zero length), `estimated`; possible until what
            # closed it."
            out.append(build(who, start, proven, min(closing), end_estimated=True, **more))
        else:
            # 4.1: "Not closed yet: open, both sets reach to `asOf`."
            out.append(build(who, start, as_of, as_of, open=True, proven_until=proven, **more))
    return out


def _closings(room, sid, start, starts, present):
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
