"""Spoils a valid bundle in one way: returns (bundle, the key that must be named, what was done)."""
import copy


def spoil(bundle, rng):
    bundle = copy.deepcopy(bundle)
    ways = [way for way in _WAYS if way[2](bundle) is not False]
    name, key, _, act = rng.choice(ways)
    act(bundle)
    return bundle, key, name


def _first(bundle, kind):
    return next((item[kind] for item in bundle["evidence"] if kind in item), None)


def _always(bundle):
    return True


def _has(kind):
    return lambda bundle: _first(bundle, kind) is not None


def _set(owner, key, value):
    def act(bundle):
        owner(bundle)[key] = value
    return act


def _drop(owner, key):
    def act(bundle):
        del owner(bundle)[key]
    return act


def _root(bundle):
    return bundle


def _organization(bundle):
    return bundle["organization"]


def _session(bundle):
    return bundle["sessions"][0]


def _twin(bundle):
    """A second session over the first one, in its room."""
    first = bundle["sessions"][0]
    first.update(room="twin", cancelled=False)
    bundle["sessions"].append({**copy.deepcopy(first), "id": "twin"})


def _two_owners(bundle):
    for person in ("own1", "own2"):
        bundle["people"].append({"id": person, "role": "student", "identities": [{"source": "livekit", "value": "shared"}]})


def _two_rates(bundle):
    bundle["rates"] = [{"for": "pay", "perHour": "1", "validFrom": "2020-01-01"}, {"for": "pay", "perSession": "2", "validFrom": "2020-01-01"}]


def _rate(**keys):
    def act(bundle):
        bundle["rates"] = [{"for": "pay", "validFrom": "2020-01-01", **keys}]
    return act


def _evidence(kind):
    return lambda bundle: _first(bundle, kind)


# name, text that the line must hold, possible for this bundle?, act
_WAYS = [
    ("unknown key at the top", "surprise", _always, _set(_root, "surprise", 1)),
    ("unknown key of the organisation", "organization.surprise", _always, _set(_organization, "surprise", 1)),
    ("unknown policy key", "organization.policy.surpriseSeconds", _always, _set(lambda b: b["organization"]["policy"], "surpriseSeconds", 1)),
    ("unknown key of a session", "sessions[0].surprise", _always, _set(_session, "surprise", 1)),
    ("unknown key of a person", "people[0].surprise", _always, _set(lambda b: b["people"][0], "surprise", 1)),
    ("unknown key of evidence", "surprise", lambda b: bool(b["evidence"]), _set(lambda b: b["evidence"][0], "surprise", 1)),
    ("unknown key of a scan", "scan.surprise", _has("scan"), _set(_evidence("scan"), "surprise", 1)),
    ("unknown key of an override", "override.surprise", _has("override"), _set(_evidence("override"), "surprise", 1)),
    ("unknown key of a bind", "bind.surprise", _has("bind"), _set(_evidence("bind"), "surprise", 1)),
    ("no asOf", "asOf", _always, _drop(_root, "asOf")),
    ("no evidence", "evidence", _always, _drop(_root, "evidence")),
    ("another version", "rollcallBundle", _always, _set(_root, "rollcallBundle", 2)),
    ("unknown time zone", "timeZone", _always, _set(_organization, "timeZone", "Mars/Base")),
    ("not an instant", "asOf", _always, _set(_root, "asOf", "yesterday")),
    ("a session ends when it starts", "sessions[0]", _always, lambda b: _session(b).update(end=_session(b)["start"])),
    ("completed at the start", "sessions[0]", _always, lambda b: _session(b).update(completedAt=_session(b)["start"])),
    ("overlap in one room", "sessions[", _always, _twin),
    ("an identity of two persons", "people[", _always, _two_owners),
    ("two rates of one scope and date", "rates[", _always, _two_rates),
    ("a rate of a person and a kind", "rates[0]", _always, _rate(perHour="1", personId="t1", kind="quran")),
    ("a rate of hour and session", "rates[0]", _always, _rate(perHour="1", perSession="1")),
    ("a rate of nothing", "rates[0]", _always, _rate()),
    ("unknown outcome", "outcome", _has("override"), _set(_evidence("override"), "outcome", "late")),
    ("unknown outcome: unknown", "outcome", _has("override"), _set(_evidence("override"), "outcome", "unknown")),
    ("unknown platform", "platform", _always, _set(_session, "platform", "zoom")),
    ("unknown teacher", "sessions[0]", _always, _set(_session, "teacher", "nobody")),
    ("unknown cell", "table", _always, _set(lambda b: b["organization"]["policy"], "table", {"present+absent": {"charge": "double"}})),
    ("unknown pair of the table", "table", _always, _set(lambda b: b["organization"]["policy"], "table", {"present+unknown": {"charge": "own"}})),
    ("seconds as a text", "reconnectGraceSeconds", _always, _set(lambda b: b["organization"]["policy"], "reconnectGraceSeconds", "120")),
]
