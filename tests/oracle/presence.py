"""Who was there: connections of one session by person, by unmatched identity, and by nobody (DESIGN 4.1)."""
from dataclasses import dataclass

import livekit_connections
import meet
import onsite
from intervals import bridge, clip, gaps_up_to, length, unite
from livekit import Room


@dataclass
class Presence:
    whole: list        # connections as they were, of persons and unmatched identities (for settling)
    persons: dict      # person -> connections, cut
    unmatched: dict    # (source, value) -> connections, cut
    unwatched: list    # pairs


def find(session, rooms, spaces, bundle):
    whole, persons, unmatched = [], {}, {}

    def lay(connection):
        owner = _owner(connection.who, bundle)
        if owner == "nobody":  # 4.2: "bound to `null` means nobody of ours"
            return
        # 4.1: "A connection that begins at or after `completedAt` takes no part."
        if session.completed_at is not None and connection.possible_start >= session.completed_at:
            return
        whole.append(connection)
        part = connection.part(*session.parts)
        if part is not None:
            (unmatched.setdefault(connection.who, []) if owner is None else persons.setdefault(owner[0], [])).append(part)

    for connection in _platforms(session, rooms, spaces, bundle):
        lay(connection)
    # 4.2: "somebody with a LiveKit or Meet connection in the same window"
    online = {person for person, row in persons.items() if overlaps_window(row, session.window)}
    for connection in list(onsite.connections(bundle.evidence, session, bundle.as_of, online)):
        lay(connection)
    unwatched = []
    if session.platform == "livekit":
        unwatched = livekit_connections.unwatched(rooms.get(session.room), session, bundle.as_of)
    return Presence(whole, persons, unmatched, unwatched)


def _platforms(session, rooms, spaces, bundle):
    """4.2: "Else the union of sources." """
    if session.room is not None:
        yield from livekit_connections.connections(rooms.get(session.room, Room()), session, bundle.as_of)
    if session.meet_space in spaces:
        yield from meet.connections(spaces[session.meet_space], session, bundle.as_of)


def _owner(who, bundle):
    """(person,), None for an unmatched identity, or "nobody". 5.1: "An identity belongs to one person; a bind goes over it." """
    if who[0] == "person":
        return (who[1],)
    if who in bundle.evidence.binds:
        person = bundle.evidence.binds[who]
        return "nobody" if person is None else (person,)
    person = bundle.identities.get(who)
    return None if person is None else (person,)


def overlaps_window(connections, window):
    """4.2: "whose presence overlaps the credit window": any possible time inside it."""
    return bool(clip([(c.possible_start, c.possible_end) for c in connections], *window))


class Figures:
    """The two sets of one person in one session, and what is measured from them."""

    def __init__(self, session, connections, presence):
        self.session, self.connections = session, connections
        self.grace = session.policy.millis("reconnectGraceSeconds")
        self.raw = unite([(c.start, c.proven_end) for c in connections])
        self.credited = self._clipped(self.raw)
        self.credited_ms = length(self.credited)
        self.bridged_ms = length(clip(gaps_up_to(self.raw, self.grace), *session.window))
        # 4.1: "with the possible time of every unmatched identity and the unwatched time added before bridging"
        self.causes = {
            "unseen_end": [(c.start, c.possible_end) for c in connections],
            "unseen_start": [(c.possible_start, c.start) for c in connections],
            "unmatched_participants": [(c.possible_start, c.possible_end) for row in presence.unmatched.values() for c in row],
            "unwatched_time": presence.unwatched,
        }
        self.possible = self._clipped(unite(self.raw + [pair for pairs in self.causes.values() for pair in pairs]))
        self.possible_ms = length(self.possible)

    def _clipped(self, united):
        """4.1: "A bridged gap is credited (unless `creditBridgedGaps` is off)"."""
        filled = bridge(united, self.grace) if self.session.policy.flag("creditBridgedGaps") else united
        return clip(filled, *self.session.window)

    def adds_possible_time(self, cause):
        """4.2: "(each that adds possible time)"."""
        return length(self._clipped(unite(self.raw + self.causes[cause]))) > self.credited_ms

    @property
    def joined(self):
        return [c for c in self.connections if not c.possible_only]

    @property
    def open(self):
        return any(c.open for c in self.connections)

    @property
    def first_join(self):
        """4.1: "`firstJoinAt` is the earliest start of any of the person's connections"."""
        return min((c.start for c in self.joined), default=None)

    @property
    def last_leave(self):
        """4.1: "`lastLeaveAt` the last proven end, null while any is open"."""
        return None if self.open else max((c.proven_end for c in self.joined), default=None)

    def shown_intervals(self):
        """4.1: "`intervals` are united and bridged, not clipped, not below zero length; one is `estimated` when its start
        or its end is (when several connections start or end it together: all of them)".
        """
        out = []
        some = [c for c in self.connections if c.start < c.proven_end]
        for start, end in bridge(self.raw, self.grace):
            starting = [c for c in some if c.start == start]
            ending = [c for c in some if c.proven_end == end]
            still_open = any(c.open for c in ending)
            estimated = all(c.start_estimated for c in starting) or (not still_open and all(c.end_estimated for c in ending))
            out.append({"from": start, "to": None if still_open else end, "estimated": estimated})
        return out
