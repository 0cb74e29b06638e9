"""Reads a calendar feed from standard input as calendar programs do and prints its events as JSON.

Fails where the feed breaks RFC 5545: in the lines themselves (length, line ends, what follows them), and in what the
`icalendar` package, which knows nothing of Rollcall, finds missing or unreadable.
"""

import json
import sys

from icalendar import Calendar

raw = sys.stdin.buffer.read()
assert raw.endswith(b"END:VCALENDAR\r\n"), "it ends with a whole line"
assert b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b""), "CRLF ends every line"
lines = raw.split(b"\r\n")
long = [line for line in lines if len(line) > 75]
assert not long, f"longer than 75 octets: {long[0]!r}"
for line in lines:
    line.decode("utf-8")

[calendar] = Calendar.from_ical(raw, multiple=True)
assert str(calendar["VERSION"]) == "2.0" and calendar["PRODID"] and str(calendar["METHOD"]) == "PUBLISH"
assert calendar.subcomponents, "a calendar has a component"
assert calendar["REFRESH-INTERVAL"].dt.total_seconds() == 3600, calendar["REFRESH-INTERVAL"]
assert str(calendar["X-PUBLISHED-TTL"]) == "PT3600S", calendar["X-PUBLISHED-TTL"]


def utc(event, name):
    moment = event.decoded(name)
    assert moment.utcoffset() is not None and moment.utcoffset().total_seconds() == 0, f"{name} is not in UTC"
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


events, seen = [], set()
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    assert not event.subcomponents, "no reminders"
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "SEQUENCE", "URL"):
        assert name in event, f"{name} is missing"
    uid = str(event["UID"])
    assert uid not in seen, f"twice: {uid}"
    seen.add(uid)
    events.append(
        {
            "uid": uid,
            "stamp": utc(event, "DTSTAMP"),
            "start": utc(event, "DTSTART"),
            "end": utc(event, "DTEND"),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "location": str(event.get("LOCATION", "")),
            "url": str(event["URL"]),
            "status": str(event["STATUS"]),
            "sequence": int(event["SEQUENCE"]),
        }
    )
json.dump({"name": str(calendar["X-WR-CALNAME"]), "events": events}, sys.stdout)
