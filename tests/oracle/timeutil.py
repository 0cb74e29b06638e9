"""Instants as whole milliseconds since 1970, and canonical JSON text."""
import calendar
import datetime
import re
from decimal import Decimal
from zoneinfo import ZoneInfo

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_RFC3339 = re.compile(
    r"^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$")


def parse_instant(text):
    """RFC 3339 to milliseconds; 4.1: "cut to milliseconds" (finer digits are dropped)."""
    match = _RFC3339.match(text)
    if not match:
        raise ValueError(f"not an RFC 3339 instant: {text!r}")
    year, month, day, hour, minute, second = (int(match.group(i)) for i in range(1, 7))
    datetime.datetime(year, month, day, hour, minute, min(second, 59))  # refuses 31 February
    millis = calendar.timegm((year, month, day, hour, minute, second)) * SECOND
    millis += int(((match.group(7) or "") + "000")[:3])
    zone = match.group(8)
    if zone not in "Zz":
        shift = (int(zone[1:3]) * 60 + int(zone[4:6])) * MINUTE
        millis -= shift if zone[0] == "+" else -shift
    return millis


def format_instant(millis):
    """5.2: "instants RFC 3339 UTC with milliseconds"."""
    if millis is None:
        return None
    seconds, rest = divmod(millis, SECOND)
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{rest:03d}Z"


def local_date(millis, zone_name):
    """4.7: "the scheduled start's date in the organisation's zone"."""
    seconds, rest = divmod(millis, SECOND)
    utc = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return utc.astimezone(ZoneInfo(zone_name)).date()


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def _quote(text):
    out = []
    for char in text:
        if char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif char < " ":
            out.append(f"\\u{ord(char):04x}")
        else:
            out.append(char)
    return '"' + "".join(out) + '"'


def canonical(value):
    """"its JSON text, keys sorted, no spaces" (section 4 and 4.2)."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return _quote(value)
    if isinstance(value, (int, Decimal)):
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    return "{" + ",".join(_quote(key) + ":" + canonical(value[key]) for key in sorted(value)) + "}"
