"""Scans and marks to stays (DESIGN 4.2, on-site presence)."""
from connection import build


def connections(evidence, session, as_of):
    """4.2: "On-site presence: from a scan (or a mark) in, to the scan out, else to the session's end with reason
    `assumed_until_end`." Visits at a venue (scans without a session) are findings only.
    """
    facts = [f for f in list(evidence.scans.values()) + list(evidence.marks.values()) if f["sessionId"] == session.id]
    out = []
    for person in sorted({f["personId"] for f in facts}):
        mine = [f for f in facts if f["personId"] == person]
        outs = [f["at"] for f in mine if f["direction"] == "out"]
        for entry in {f["at"]: f for f in mine if f["direction"] == "in"}.values():
            start, more = entry["at"], {"evidence": (entry["evidence"],)}
            ends = [t for t in outs if t >= start]
            if ends:
                out.append(build(("person", person), start, min(ends), min(ends), **more))
            elif as_of < session.end:
                out.append(build(("person", person), start, as_of, as_of, open=True, **more))
            else:
                out.append(build(("person", person), start, session.end, session.end, assumed=True, **more))
    return out
