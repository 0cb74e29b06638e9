"""Google's own clients read a scripted day back from the simulated Google, and nothing may differ.

Usage: official_clients.py ADDRESS. The script of the day is made here, and so is what has to be seen of it, so that the
simulator is judged by code it does not share. Prints one line per thing shown; stops at the first difference.
"""

import json
import random
import sys
import warnings
from datetime import datetime, timedelta, timezone

import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.api_core import exceptions as core_errors
from google.apps import meet_v2
from google.auth import exceptions as auth_errors
from google.oauth2 import credentials as user_credentials
from google.oauth2 import service_account
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

BASE = sys.argv[1].rstrip("/")
CREATED = "https://www.googleapis.com/auth/meetings.space.created"
READONLY = "https://www.googleapis.com/auth/meetings.space.readonly"
SETTINGS = "https://www.googleapis.com/auth/meetings.space.settings"
NOW = datetime.now(timezone.utc).replace(microsecond=0)
DAY = (NOW - timedelta(days=1)).replace(hour=6, minute=0, second=0)
AISHA, OMAR, STRANGER = "aisha@school.example", "omar@school.example", "eve@elsewhere.example"


# -- steering ------------------------------------------------------------------------------------------------------


def control(method, path, body=None):
    answer = requests.request(method, f"{BASE}/control/{path}", json=body, timeout=10)
    assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json() if answer.content else None


def knobs(**settings):
    wide = {"readsPerMinutePerUser": 100_000, "readsPerMinutePerProject": 100_000}
    control("PUT", "knobs", wide | settings)


def faults(*list_of_faults):
    control("PUT", "faults", list(list_of_faults))


def clock(moment=None):
    control("POST", "clock", "follow" if moment is None else {"now": text(moment)})


def text(moment, nanos=None):
    """RFC 3339; `nanos` takes the place of the fraction."""
    base = moment.strftime("%Y-%m-%dT%H:%M:%S")
    nanos = moment.microsecond * 1000 if nanos is None else nanos
    for digits, unit in ((0, 10**9), (3, 10**6), (6, 10**3), (9, 1)):
        if nanos % unit == 0:
            return f"{base}Z" if digits == 0 else f"{base}.{nanos // unit:0{digits}d}Z"


def shown(name):
    print(f"ok: {name}", flush=True)


def same(seen, expected, what):
    if seen != expected:
        print(f"DIFFERENT: {what}\n seen     {json.dumps(seen, indent=1, default=str)[:4000]}", file=sys.stderr)
        sys.exit(f" expected {json.dumps(expected, indent=1, default=str)[:4000]}")


def refused(kind, call, what):
    try:
        call()
    except kind as error:
        return error
    sys.exit(f"NOT REFUSED: {what}")


# -- the script: a day of twelve rooms, with reconnections, second devices, guests, telephones and split calls ---------


def scripted_day():
    chance = random.Random(11)
    spaces, stays = [], []
    for number in range(12):
        owner = AISHA if number % 3 else OMAR
        space = f"spaces/room{number:02}Ab"
        spaces.append({"name": space, "meetingCode": f"abc-{'defghijklmno'[number]}nop-xyz", "owner": owner})
        for call in range(chance.randint(1, 2)):
            start = DAY + timedelta(hours=3 * call + chance.randint(0, 1), minutes=chance.randint(0, 20))
            for person in range(chance.randint(1, 6)):
                kind = chance.choice(["user", "user", "user", "anonymous", "phone"])
                name = f"Pupil {number}-{person}"
                who = {"user": {"user": {"user": f"users/{1000 + 10 * number + person}", "name": name}},
                       "anonymous": {"anonymous": {"name": name}},
                       "phone": {"phone": {"name": "+966 ••• •••42"}}}[kind]
                came = start + timedelta(seconds=chance.randint(0, 600))
                for joined in range(chance.randint(1, 3)):
                    # a second device may overlap the first; nobody is away long enough for the call to be empty
                    went = came + timedelta(seconds=chance.randint(1200, 2400))
                    fraction = chance.choice([0, 120_000_000, 120_340_000, 120_340_567])
                    stays.append({"id": f"stay-{number}-{call}-{person}-{joined}", "space": space, "who": who,
                                  "device": chance.choice(["laptop", "phone"]),
                                  "from": text(came, fraction), "to": text(went, fraction)})
                    came = went - timedelta(seconds=chance.choice([0, 30, 300]))
    return spaces, stays


def moment(rfc3339):
    """Sortable: whole seconds and nanoseconds."""
    base, _, fraction = rfc3339.rstrip("Z").partition(".")
    return datetime.fromisoformat(base + "+00:00").timestamp(), int(fraction.ljust(9, "0") or 0)


def truth(spaces, stays, owner):
    """What the owner has to see: calls with their people and sessions, without the names Google gives them."""
    calls = []
    for space in (one for one in spaces if one["owner"] == owner):
        mine = sorted((one for one in stays if one["space"] == space["name"]), key=lambda one: moment(one["from"]))
        groups = []
        for stay in mine:
            if groups and moment(stay["from"]) <= max(moment(one["to"]) for one in groups[-1]):
                groups[-1].append(stay)
            else:
                groups.append([stay])
        for group in groups:
            people = {}
            for stay in group:
                who = stay["who"]
                kind = next(iter(who))
                key = who["user"]["user"] if kind == "user" else stay["id"]
                people.setdefault(key, (kind, who[kind].get("user"), who[kind]["name"], []))[3].append(stay)
            calls.append({
                "space": space["name"],
                "start": min((one["from"] for one in group), key=moment),
                "end": max((one["to"] for one in group), key=moment),
                "people": sorted(({
                    "kind": kind, "user": user, "name": name,
                    "first": min((one["from"] for one in own), key=moment),
                    "last": max((one["to"] for one in own), key=moment),
                    "sessions": sorted([one["from"], one["to"]] for one in own),
                } for kind, user, name, own in people.values()), key=lambda one: json.dumps(one, sort_keys=True)),
            })
    return sorted(calls, key=lambda one: (one["space"], one["start"]))


# -- the two clients -----------------------------------------------------------------------------------------------


def oauth(refresh_token, scopes=None):
    return user_credentials.Credentials(
        None, refresh_token=refresh_token, token_uri=f"{BASE}/token", client_id="client-1",
        client_secret="secret-1", scopes=scopes)


def discovery(credentials):
    return build("meet", "v2", static_discovery=True, credentials=credentials, client_options={"api_endpoint": BASE})


def every(collection, key, **parameters):
    """All items of a list through the client's own paging."""
    request, items = collection.list(**parameters), []
    while request is not None:
        answer = request.execute()
        items += answer.get(key, [])
        request = collection.list_next(request, answer)
    return items


def read_with_discovery(service):
    calls = []
    for record in every(service.conferenceRecords(), "conferenceRecords"):
        people = []
        collection = service.conferenceRecords().participants()
        for person in every(collection, "participants", parent=record["name"]):
            sessions = every(collection.participantSessions(), "participantSessions", parent=person["name"])
            kind = next(key for key in ("signedinUser", "anonymousUser", "phoneUser") if key in person)
            people.append({
                "kind": {"signedinUser": "user", "anonymousUser": "anonymous", "phoneUser": "phone"}[kind],
                "user": person[kind].get("user"), "name": person[kind]["displayName"],
                "first": person["earliestStartTime"], "last": person.get("latestEndTime"),
                "sessions": sorted([one["startTime"], one.get("endTime")] for one in sessions)})
        calls.append({"space": record["space"], "start": record["startTime"], "end": record.get("endTime"),
                      "people": sorted(people, key=lambda one: json.dumps(one, sort_keys=True))})
    return sorted(calls, key=lambda one: (one["space"], one["start"]))


def generated(credentials):
    return meet_v2.ConferenceRecordsServiceClient(
        credentials=credentials, transport="rest", client_options={"api_endpoint": BASE})


def read_with_generated(client):
    def when(value):
        return text(value, value.nanosecond) if value else None
    calls = []
    for record in client.list_conference_records():
        people = []
        for person in client.list_participants(parent=record.name):
            kind = person._pb.WhichOneof("user")
            sessions = client.list_participant_sessions(parent=person.name)
            who = getattr(person, kind)
            people.append({
                "kind": {"signedin_user": "user", "anonymous_user": "anonymous", "phone_user": "phone"}[kind],
                "user": who.user if kind == "signedin_user" else None, "name": who.display_name,
                "first": when(person.earliest_start_time), "last": when(person.latest_end_time),
                "sessions": sorted([when(one.start_time), when(one.end_time)] for one in sessions)})
        calls.append({"space": record.space, "start": when(record.start_time), "end": when(record.end_time),
                      "people": sorted(people, key=lambda one: json.dumps(one, sort_keys=True))})
    return sorted(calls, key=lambda one: (one["space"], one["start"]))


# -- what is shown -------------------------------------------------------------------------------------------------


def reads_the_day_back(spaces, stays):
    for owner, token in ((AISHA, "refresh-aisha"), (OMAR, "refresh-omar")):
        expected = truth(spaces, stays, owner)
        assert len(expected) > 3 and any(len(call["people"]) > 2 for call in expected)
        for paging in ({}, {"pageSizeMax": 2, "emptyPages": True}):
            knobs(**paging)
            same(read_with_discovery(discovery(oauth(token))), expected, f"{owner} by discovery, {paging}")
            same(read_with_generated(generated(oauth(token))), expected, f"{owner} by the generated client, {paging}")
    knobs()
    shown("both clients read the whole day back, in pages of any size, to the nanosecond")


def filters(spaces, stays):
    service = discovery(oauth("refresh-aisha"))
    mine = truth(spaces, stays, AISHA)
    space = mine[0]["space"]
    code = next(one["meetingCode"] for one in spaces if one["name"] == space)
    noon = text(DAY + timedelta(hours=2))

    def spaces_of(condition):
        return sorted((one["space"], one["startTime"]) for one in
                      every(service.conferenceRecords(), "conferenceRecords", filter=condition))

    def expected(fits):
        return sorted((one["space"], one["start"]) for one in mine if fits(one))

    same(spaces_of(f'space.name="{space}"'), expected(lambda one: one["space"] == space), "filter by space")
    same(spaces_of(f'space.meeting_code = "{code.upper()}"'), expected(lambda one: one["space"] == space), "by code")
    same(spaces_of(f'start_time>="{noon}"'), expected(lambda one: moment(one["start"]) >= moment(noon)), "by start")
    same(spaces_of(f'start_time < "{noon}" AND space.name = "{space}"'),
         expected(lambda one: moment(one["start"]) < moment(noon) and one["space"] == space), "joined by AND")
    same(spaces_of("end_time IS NULL"), [], "nothing is open")
    times = [one["startTime"] for one in every(service.conferenceRecords(), "conferenceRecords")]
    same(times, sorted(times, key=moment, reverse=True), "newest first")
    for bad in ("endTime IS NULL", "room = \"x\"", "start_time >= 2026-01-01T00:00:00Z"):
        error = refused(HttpError, lambda: every(service.conferenceRecords(), "conferenceRecords", filter=bad), bad)
        same(error.resp.status, 400, bad)
    error = refused(HttpError, lambda: service.conferenceRecords().list(pageToken="nonsense").execute(), "page token")
    same(error.resp.status, 400, "page token")
    first = service.conferenceRecords().list(pageSize=1).execute()
    error = refused(HttpError, lambda: service.conferenceRecords().list(
        pageSize=1, pageToken=first["nextPageToken"], filter="end_time IS NULL").execute(), "token of another query")
    same(error.resp.status, 400, "token of another query")
    shown("filters, order and page tokens")


def partial_answers():
    service = discovery(oauth("refresh-aisha"))
    record = service.conferenceRecords().list(pageSize=1).execute()["conferenceRecords"][0]["name"]
    collection = service.conferenceRecords().participants()
    assert "totalSize" not in collection.list(parent=record).execute()
    answer = collection.list(parent=record, pageSize=1, fields="totalSize,participants(name,signedinUser/user)").execute()
    assert answer["totalSize"] >= 1 and set(answer["participants"][0]) <= {"name", "signedinUser"}, answer
    shown("the total and parts of an answer only when asked for")


def a_live_call(spaces):
    lesson = {"name": "spaces/LiveRoom", "meetingCode": "liv-eroo-mmm", "owner": AISHA}
    start = NOW - timedelta(minutes=30)

    def stay(name, user, came, went=None):
        return {"id": name, "space": lesson["name"], "who": {"user": {"user": user, "name": name}},
                "from": text(start + timedelta(minutes=came)),
                "to": went and text(start + timedelta(minutes=went))}

    control("POST", "world", {"spaces": [lesson], "stays": [
        stay("live-teacher", "users/1", 0, 40), stay("live-pupil-1", "users/2", 5, 10),
        stay("live-pupil-2", "users/2", 12, 40), stay("live-again", "users/2", 50, 60)]})
    service = discovery(oauth("refresh-aisha"))
    meet = meet_v2.SpacesServiceClient(
        credentials=oauth("refresh-aisha"), transport="rest", client_options={"api_endpoint": BASE})
    collection = service.conferenceRecords().participants()

    def look(minutes):
        clock(start + timedelta(minutes=minutes))
        records = every(service.conferenceRecords(), "conferenceRecords", filter=f'space.name="{lesson["name"]}"')
        pupil = next((one for one in every(collection, "participants", parent=records[0]["name"])
                      if one["signedinUser"]["user"] == "users/2"), None)
        sessions = pupil and every(collection.participantSessions(), "participantSessions", parent=pupil["name"])
        return records, pupil, sessions

    records, pupil, sessions = look(6)
    assert "endTime" not in records[0] and "latestEndTime" not in pupil and "endTime" not in sessions[0]
    same(meet.get_space(name=lesson["name"]).active_conference.conference_record, records[0]["name"], "active")
    assert not meet.get_space(name="spaces/room00Ab").active_conference.conference_record
    same(len(every(service.conferenceRecords(), "conferenceRecords", filter="end_time IS NULL")), 1, "one open")
    _, pupil, _ = look(11)
    assert "latestEndTime" in pupil
    _, pupil, sessions = look(13)
    assert "latestEndTime" not in pupil, "a rejoin takes the last leave back"
    same(len(sessions), 2, "a rejoin is another session")
    records, _, _ = look(45)
    assert "endTime" in records[0] and "expireTime" in records[0]
    records, _, _ = look(55)
    same(len(records), 2, "somebody came back after all had left: another record of the space")
    assert "endTime" not in records[0] and "endTime" in records[1]
    clock(start + timedelta(days=30, minutes=41))
    records = every(service.conferenceRecords(), "conferenceRecords", filter=f'space.name="{lesson["name"]}"')
    same(len(records), 1, "thirty days after its end a record is gone")
    error = refused(HttpError, lambda: service.conferenceRecords().get(
        name=every(service.conferenceRecords(), "conferenceRecords")[0]["name"] + "x").execute(), "unknown record")
    same(error.resp.status, 404, "unknown record")
    clock()
    shown("a live call: open ends are absent, rejoins take leaves back, empty calls split, thirty days and gone")


def lag():
    room = {"name": "spaces/LateRoom", "meetingCode": "lat-eroo-mmm", "owner": AISHA}
    start = NOW - timedelta(hours=2)
    false_end = {"shown": text(start + timedelta(minutes=5)), "takenBack": text(start + timedelta(minutes=9)),
                 "end": text(start + timedelta(minutes=4))}
    control("POST", "world", {"spaces": [room], "stays": [
        {"id": "late-1", "space": room["name"], "who": {"anonymous": {"name": "Ali"}}, "from": text(start),
         "to": text(start + timedelta(minutes=30)), "falseEnds": [false_end]},
        {"id": "late-2", "space": room["name"], "who": {"anonymous": {"name": "Ali"}}, "from": text(start),
         "to": text(start + timedelta(minutes=30)), "delaySeconds": 3600}]})
    service = discovery(oauth("refresh-aisha"))
    collection = service.conferenceRecords().participants()

    def look(minutes):
        clock(start + timedelta(minutes=minutes))
        records = every(service.conferenceRecords(), "conferenceRecords", filter=f'space.name="{room["name"]}"')
        return records[0], every(collection, "participants", parent=records[0]["name"])

    knobs(endDelaySeconds=300, recordEndDelaySeconds=600, sessionDelaySeconds=60)
    same(len(look(0.5)[1]), 0, "a new session is late")
    same([bool(one.get("latestEndTime")) for one in look(3)[1]], [False], "open")
    same([bool(one.get("latestEndTime")) for one in look(6)[1]], [True], "a false end")
    same([bool(one.get("latestEndTime")) for one in look(10)[1]], [False], "taken back")
    record, people = look(34)
    same([bool(one.get("latestEndTime")) for one in people] + ["endTime" in record], [False, False], "ends are late")
    record, people = look(41)
    same([bool(one.get("latestEndTime")) for one in people] + ["endTime" in record], [True, True], "ends are told")
    same(len(look(61)[1]), 2, "a session that appears after the record has ended")
    knobs(staleEvery=2, staleBySeconds=3600)
    clock(start + timedelta(minutes=61))
    same(sorted({len(every(service.conferenceRecords(), "conferenceRecords", filter=f'space.name="{room["name"]}"'))
                 for _ in range(4)}), [1], "a stale read of the record")
    lengths = {len(every(collection, "participants", parent=look(61)[0]["name"])) for _ in range(6)}
    assert lengths == {1, 2} or lengths == {2}, lengths
    knobs()
    clock()
    shown("late sessions, late ends, ends that are taken back, stale reads")


def visibility():
    aisha, omar, eve = (discovery(oauth(token)) for token in ("refresh-aisha", "refresh-omar", "refresh-eve"))
    record = aisha.conferenceRecords().list(pageSize=1).execute()["conferenceRecords"][0]["name"]
    same(eve.conferenceRecords().list().execute(), {}, "a stranger's list is empty, and that is no error")
    for foreign in (eve, omar):
        error = refused(HttpError, lambda: foreign.conferenceRecords().get(name=record).execute(), "foreign record")
        same(error.resp.status, 403, "foreign record")
    error = refused(core_errors.Forbidden,
                    lambda: generated(oauth("refresh-eve")).get_conference_record(name=record), "foreign record")
    narrow = discovery(oauth("refresh-narrow"))
    error = refused(HttpError, lambda: narrow.conferenceRecords().list().execute(), "scope")
    assert "ACCESS_TOKEN_SCOPE_INSUFFICIENT" in str(error.error_details), error.error_details
    shown("who sees what")


def spaces_of_ones_own():
    service = discovery(oauth("refresh-aisha")).spaces()
    made = service.create(body={"config": {"accessType": "OPEN"}}).execute()
    assert made["name"].startswith("spaces/") and made["meetingUri"].endswith(made["meetingCode"])
    assert len(made["meetingCode"].split("-")) == 3
    same(service.get(name=f'spaces/{made["meetingCode"].upper()}').execute()["name"], made["name"], "code, any case")
    same(service.get(name=made["name"]).execute()["config"]["accessType"], "OPEN", "settings for the owner")
    error = refused(HttpError, lambda: service.get(name=made["name"].upper().replace("SPACES", "spaces")).execute(), "id")
    same(error.resp.status, 404, "the case of an id matters")
    same(service.patch(name=made["name"], body={"config": {"accessType": "TRUSTED"}}, updateMask="config.accessType")
         .execute()["config"]["accessType"], "TRUSTED", "patch")
    theirs = discovery(oauth("refresh-omar")).spaces()
    assert "config" not in theirs.get(name=made["name"]).execute()
    refused(HttpError, lambda: theirs.patch(name=made["name"], body={}).execute(), "patch of a foreign space")
    same(service.endActiveConference(name=made["name"], body={}).execute(), {}, "end")
    client = meet_v2.SpacesServiceClient(
        credentials=oauth("refresh-aisha"), transport="rest", client_options={"api_endpoint": BASE})
    assert client.create_space(space=meet_v2.Space()).meeting_code
    shown("spaces: made, found by code and id, changed, ended")


def delegation(key):
    def acting(subject, scopes):
        return service_account.Credentials.from_service_account_info(
            {"type": "service_account", "client_email": "robot@project.example", "private_key_id": "k1",
             "private_key": key, "token_uri": f"{BASE}/token"}, scopes=scopes, subject=subject)
    seen = every(discovery(acting(AISHA, [READONLY])).conferenceRecords(), "conferenceRecords")
    assert len(seen) > 3
    assert len(list(generated(acting(AISHA, [READONLY])).list_conference_records())) == len(seen)
    error = refused(auth_errors.RefreshError, lambda: discovery(acting(AISHA, [SETTINGS])).conferenceRecords().list()
                    .execute(), "scope that nobody delegated")
    assert "unauthorized_client" in str(error), error
    error = refused(auth_errors.RefreshError, lambda: discovery(acting("nobody@school.example", [READONLY]))
                    .conferenceRecords().list().execute(), "unknown subject")
    assert "invalid_grant" in str(error), error
    error = refused(HttpError, lambda: discovery(acting(None, [READONLY])).conferenceRecords().list().execute(),
                    "a service account for itself")
    same(error.resp.status, 403, "a service account for itself")
    other = new_key()
    error = refused(auth_errors.RefreshError, lambda: every(discovery(
        service_account.Credentials.from_service_account_info(
            {"client_email": "robot@project.example", "private_key": other[0], "token_uri": f"{BASE}/token"},
            scopes=[READONLY], subject=AISHA)).conferenceRecords(), "conferenceRecords"), "forged assertion")
    assert "invalid_grant" in str(error), error
    shown("delegation: assertions verified, scopes and subjects checked")


def tokens():
    error = refused(auth_errors.RefreshError, lambda: discovery(oauth("refresh-dead")).conferenceRecords().list()
                    .execute(), "a withdrawn consent")
    assert "invalid_grant" in str(error) and not error.retryable, error
    credentials = oauth("refresh-aisha")
    service = discovery(credentials)
    service.conferenceRecords().list().execute()
    before = credentials.token
    faults({"path": "/v2/conferenceRecords", "times": 1, "what": {"status": {"status": 401}}})
    service.conferenceRecords().list().execute()
    assert credentials.token != before, "401 makes the client refresh and ask again"
    control("DELETE", "calls")
    faults({"path": "/v2/", "what": {"status": {"status": 401}}})
    refused(HttpError, lambda: service.conferenceRecords().list().execute(), "persistent 401")
    same(control("GET", "calls")["byRoute"]["failed"], 3, "gives up after three requests")
    faults()
    shown("refresh, invalid_grant, 401")


def failures():
    service, client = discovery(oauth("refresh-aisha")), generated(oauth("refresh-aisha"))
    collection = service.conferenceRecords()
    faults({"path": "/v2/", "times": 1, "what": {"status": {"status": 429, "retryAfter": "1"}}})
    error = refused(HttpError, lambda: collection.list().execute(), "429")
    same([error.resp.status, error.resp["retry-after"]], [429, "1"], "429")
    faults({"path": "/v2/", "times": 1, "what": {"status": {"status": 429}}})
    error = refused(core_errors.TooManyRequests, lambda: list(client.list_conference_records()), "429")
    same(error.reason, "RATE_LIMIT_EXCEEDED", "reason of the ErrorInfo")
    faults({"path": "/v2/", "times": 1, "what": {"status": {"status": 503}}})
    assert len(list(client.list_conference_records())) > 3, "the generated client retries 503 by itself"
    faults({"path": "/v2/", "times": 1, "what": {"status": {"status": 503}}})
    assert collection.list().execute(num_retries=2)["conferenceRecords"]
    faults({"path": "/v2/", "times": 2, "what": {"status": {"status": 502, "html": True}}})
    refused(HttpError, lambda: collection.list().execute(), "502 with HTML")
    refused(core_errors.BadGateway, lambda: list(client.list_conference_records()), "502 with HTML")
    faults({"path": "/v2/", "times": 1, "what": "truncate"})
    refused(Exception, lambda: list(client.list_conference_records()), "truncated JSON")
    faults()
    shown("429 with and without Retry-After, 503, 502 with HTML, truncated JSON")


def quota():
    knobs(readsPerMinutePerUser=5, readsPerMinutePerProject=8)
    clock(NOW)
    aisha, omar = discovery(oauth("refresh-aisha")), discovery(oauth("refresh-omar"))
    clock(NOW + timedelta(minutes=2))
    for _ in range(5):
        aisha.conferenceRecords().list().execute()
    same(refused(HttpError, lambda: aisha.conferenceRecords().list().execute(), "sixth read").resp.status, 429, "user")
    omar.conferenceRecords().list().execute()
    omar.conferenceRecords().list().execute()
    same(refused(HttpError, lambda: omar.conferenceRecords().list().execute(), "project").resp.status, 429, "project")
    clock(NOW + timedelta(minutes=3))
    aisha.conferenceRecords().list().execute()
    knobs()
    clock()
    shown("quota by user and by project, new every minute")


def new_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


def main():
    warnings.simplefilter("ignore")
    private, public = new_key()
    spaces, stays = scripted_day()
    grants = [("refresh-aisha", AISHA, [READONLY, CREATED], False), ("refresh-omar", OMAR, [READONLY], False),
              ("refresh-eve", STRANGER, [READONLY], False), ("refresh-narrow", AISHA, [SETTINGS], False),
              ("refresh-dead", AISHA, [READONLY], True)]
    control("PUT", "world", {
        "accounts": [{"email": AISHA, "user": "users/1"}, {"email": OMAR, "user": "users/3"},
                     {"email": STRANGER, "user": "users/9"}],
        "clients": [{"clientId": "client-1", "clientSecret": "secret-1"}],
        "grants": [{"refreshToken": token, "clientId": "client-1", "email": email, "scopes": scopes, "revoked": dead}
                   for token, email, scopes, dead in grants],
        "serviceAccounts": [{"email": "robot@project.example", "publicKey": public, "delegatedScopes": [READONLY]}],
        "spaces": spaces, "stays": stays})
    reads_the_day_back(spaces, stays)
    filters(spaces, stays)
    partial_answers()
    a_live_call(spaces)
    lag()
    visibility()
    spaces_of_ones_own()
    delegation(private)
    tokens()
    failures()
    quota()
    print("the simulated Google is true to both clients")


main()
