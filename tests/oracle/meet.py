"""Google Meet polls to records and connections (DESIGN 4.1, Meet)."""
from dataclasses import dataclass, field

from connection import build
from livekit_connections import is_of_another_day
from timeutil import canonical, parse_instant


@dataclass
class Record:
    start: int
    end: int = None


@dataclass
class Stay:
    record: str
    identity: str
    start: int
    end: int = None
    listed_open: list = field(default_factory=list)


@dataclass
class Poll:
    received: int
    full: bool
    records: dict    # record name -> Record
    stays: dict      # participant session name -> Stay
    evidence: str = ""

    def ended_at(self, name):
        return record_end(self.records, name)


@dataclass
class Space:
    polls: list      # sorted by receivedAt
    records: dict    # as last reported
    stays: dict      # as last reported, with all polls that listed them open


def record_end(records, name):
    """4.1: "A record without an end ends when a later record of its space starts." None: not ended."""
    record = records[name]
    if record.end is not None:
        return record.end
    later = [other.start for other in records.values() if other.start > record.start]
    return min(later) if later else None


def spaces(evidence):
    """Every space by name, with what its polls last reported."""
    grouped = {}
    for received, poll, ident in evidence.polls.values():
        grouped.setdefault(poll["space"], []).append((received, canonical(poll), poll, ident))
    out = {}
    for name, entries in grouped.items():
        # of two polls received together the one with the smaller text is taken as the later one
        entries.sort(key=lambda entry: entry[1], reverse=True)
        entries.sort(key=lambda entry: entry[0])
        polls = [_read(received, poll, ident) for received, _, poll, ident in entries]
        records, stays = {}, {}
        for poll in polls:
            records.update(poll.records)
            for key, stay in poll.stays.items():
                proofs = stays[key].listed_open if key in stays else []
                if stay.end is None:
                    proofs = proofs + [poll.received]
                stays[key] = Stay(stay.record, stay.identity, stay.start, stay.end, proofs)
        out[name] = Space(polls, records, stays)
    return out


def _instant(message, key):
    value = message.get(key)
    return parse_instant(value) if isinstance(value, str) and value else None


def _read(received, poll, ident):
    records, stays, full = {}, {}, True
    for record in poll["records"]:
        start = _instant(record, "startTime")
        if start is None:
            continue
        records[record["name"]] = Record(start, _instant(record, "endTime"))
        # 4.1: "A poll that did not ask for participants or sessions leaves those keys out: it says nothing about them.
        # A full poll asked for everything of every record."
        if record.get("participants") is None:
            full = False
        for participant in record.get("participants") or []:
            if participant.get("participantSessions") is None:
                full = False
            # 4.1: "Identity: `users/{id}` of a signed-in user, else the participant's resource name"
            identity = (participant.get("signedinUser") or {}).get("user") or participant["name"]
            for stay in participant.get("participantSessions") or []:
                if _instant(stay, "startTime") is not None:
                    stays[stay["name"]] = Stay(record["name"], identity, _instant(stay, "startTime"), _instant(stay, "endTime"))
    return Poll(received, full, records, stays, ident)


def relevant_records(space, session, as_of):
    """4.1: "Records that do not overlap the credit window are ignored (one without an end reaches to `asOf`)." """
    low, high = session.window
    out = set()
    for name, record in (space.records if space else {}).items():
        end = record_end(space.records, name)
        if record.start < high and (as_of if end is None else end) > low:
            out.add(name)
    return out


def connections(space, session, as_of):
    stale_after = session.policy.millis("staleAfterSeconds")
    names = relevant_records(space, session, as_of)
    out = []
    for stay in space.stays.values():
        if stay.record not in names:
            continue
        who = ("meet", stay.identity)
        if stay.end is not None:
            out.append(build(who, stay.start, stay.end, stay.end))
            continue
        # 4.1: "A connection without an end is closed by its record's end, else stale as above; its proofs are the polls
        # that listed it open: proven until the last of them (not beyond what closed it), `estimated`; possible until what closed it."
        last = max([stay.start] + stay.listed_open)
        closed = record_end(space.records, stay.record)
        if closed is None:
            if is_of_another_day(session, stay.start, last):  # "stale as above", with its other day
                continue
            stale = max(last, session.end) + stale_after
            closed = stale if stale <= as_of else None
        if closed is None:
            out.append(build(who, stay.start, as_of, as_of, open=True, proven_until=last))
        else:
            out.append(build(who, stay.start, min(last, closed), closed, end_estimated=True))
    return out
