"""Does the generator see every threshold? `python3 mutants.py SEED COUNT [WORD…]`: breaks one rule of the reference at a time and
counts the bundles whose result changes. A rule with 0 is not tested by the bundles.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

# (file, what stands there, what a plausible mistake would be)
MUTANTS = [
    ("intervals.py", "b[0] - a[1] <= grace]", "b[0] - a[1] < grace]"),
    ("intervals.py", "b[0] - a[1] <= grace]", "b[0] - a[1] <= grace + 1]"),
    ("intervals.py", "if p[0] < p[1])", "if p[0] <= p[1])"),
    ("presence.py", 'if self.session.policy.flag("creditBridgedGaps") else united', "if True else united"),
    ("presence.py", "for start, end in bridge(self.raw, self.grace):", "for start, end in self.raw:"),
    ("presence.py", "for start, end in bridge(self.raw, self.grace):", "for start, end in clip(bridge(self.raw, self.grace), *self.session.window):"),
    ("presence.py", "estimated = all(c.start_estimated for c in starting)", "estimated = any(c.start_estimated for c in starting)"),
    ("presence.py", "all(c.end_estimated for c in ending))", "any(c.end_estimated for c in ending))"),
    ("presence.py", "length(clip(gaps_up_to(self.raw, self.grace), *session.window))", "length(gaps_up_to(self.raw, self.grace))"),
    ("presence.py", 'return "nobody" if person is None else (person,)', 'return None if person is None else (person,)'),
    ("presence.py", "if who in bundle.evidence.binds:", "if who in bundle.evidence.binds and who not in bundle.identities:"),
    ("presence.py", "return None if self.open else max(", "return max("),
    ("presence.py", "(c.possible_start, c.possible_end) for c in connections], *window)", "(c.start, c.proven_end) for c in connections], *window)"),
    ("presence.py", "return bool(clip(", "return bool(connections) or bool(clip("),
    ("presence.py", "not c.possible_only]", "True]"),
    ("connection.py", "if self.possible_start >= high or", "if self.possible_start > high or"),
    ("connection.py", "end_estimated=self.end_estimated and self.proven_end <= high", "end_estimated=self.end_estimated"),
    ("connection.py", "start_estimated=self.start_estimated and start == self.start", "start_estimated=self.start_estimated"),
    ("connection.py", "open=self.open and not cut_end", "open=self.open"),
    ("windows.py", "if overrun_end >= after.start", "if overrun_end > after.start"),
    ("windows.py", "moment = min(overrun_end, after.start)", "moment = after.start"),
    ("windows.py", "moment = min(overrun_end, after.start)", "moment = overrun_end"),
    ("windows.py", "end = min(end, session.completed_at)", "pass"),
    ("livekit.py", 'NON_PEOPLE = {"EGRESS", "INGRESS", "AGENT", 1, 2, 4}', 'NON_PEOPLE = {"EGRESS", "INGRESS", "AGENT"}'),
    ("livekit.py", '("hidden", "recorder", "agent")', '("recorder", "agent")'),
    ("livekit.py", "CONNECTION_TIMEOUT\", 14}", "CONNECTION_TIMEOUT\"}"),
    ("livekit.py", "in ACTIVE:", "in ACTIVE or True:"),
    ("livekit.py", "if message.get(key) is not None:", "if key == name and message.get(key) is not None:"),
    ("livekit_connections.py", "counts = sid.joined_events or sid.sightings", "counts = sid.joined_events"),
    ("livekit_connections.py", "counts = sid.joined_events or sid.sightings", "counts = sid.sightings"),
    ("livekit_connections.py", "not (sid.aborted and not sid.joined_events and not sid.sightings)", "True"),
    ("livekit_connections.py", "leave = max(start, min(leaves)[0])", "leave = max(start, max(leaves)[0])"),
    ("livekit_connections.py", "end_estimated=timed_out, **more", "end_estimated=False, **more"),
    ("livekit_connections.py", "if timed_out else leave", "if False else leave"),
    ("livekit_connections.py", "own = [t for t in sid.published if t <= moment]", "own = []"),
    ("livekit_connections.py", "if t <= moment]", "if t < moment]"),
    ("livekit_connections.py", "if t <= moment]", "]"),
    ("livekit_connections.py", 'moment - policy.millis("vanishSeconds")', "moment"),
    ("livekit_connections.py", "proven = _vanished(sid, start, last, session.policy)", "proven = last"),
    ("livekit_connections.py", "last if leave is None else leave):", "last):"),
    ("livekit_connections.py", "last_moment < session.window[0] - far", "last_moment <= session.window[0] - far"),
    ("livekit_connections.py", "last_moment < session.window[0] - far", "last_moment + 1 < session.window[0] - far"),
    ("livekit_connections.py", "last_moment < session.window[0] - far", "False"),
    ("livekit_connections.py", "start > session.window[1] + far", "start >= session.window[1] + far"),
    ("livekit_connections.py", "start > session.window[1] + far", "start > session.window[1] + far + 1"),
    ("livekit_connections.py", "start > session.window[1] + far", "False"),
    ("livekit_connections.py", "stale = max(last, session.end)", "stale = max(last, session.window[1])"),
    ("livekit_connections.py", "stale = max(last, session.end)", "stale = max(last, session.end if session.completed_at is None else min(session.end, session.completed_at))"),
    ("livekit_connections.py", "if stale <= as_of:", "if stale < as_of:"),
    ("livekit_connections.py", "if not room_sid or not sid.room_sids or room_sid in sid.room_sids:", "if True:"),
    ("livekit_connections.py", "if not room_sid or not sid.room_sids or room_sid in sid.room_sids:", "if room_sid in sid.room_sids:"),
    ("livekit_connections.py", "if last <= t <= as_of]", "if t <= as_of]"),
    ("livekit_connections.py", "if last <= t <= as_of]", "if last < t <= as_of]"),
    ("livekit_connections.py", "starts[key][0] > start:", "False:"),
    ("livekit_connections.py", "if len(after) >= 2:", "if len(after) >= 1:"),
    ("livekit_connections.py", "yield after[0]", "yield after[1]"),
    ("livekit_connections.py", "yield after[0]", "pass"),
    ("livekit_connections.py", "out.append(build(who, start, proven, min(closing)", "out.append(build(who, start, min(closing), min(closing)"),
    ("livekit_connections.py", "if b - a > longest", "if b - a >= longest"),
    ("livekit_connections.py", "if b - a > longest", "if b - a > longest + 1"),
    ("livekit_connections.py", " and a not in finished]", "]"),
    ("livekit_connections.py", "low <= t < session.window[1] and", "True and"),
    ("livekit_connections.py", "return [(low, high)]", "return [(low, high)] if session.policy.millis('unwatchedAfterSeconds') else []"),
    ("livekit_connections.py", "return [(low, high)]", "return [(low, high)] if high - low > session.policy.millis('unwatchedAfterSeconds') else []"),
    ("livekit_connections.py", "min(session.window[1], as_of)", "session.window[1]"),
    ("livekit_connections.py", "return min(sid.other_events + sid.sightings), True", "return min(sid.other_events + sid.sightings), False"),
    ("meet.py", "return min(later) if later else None", "return None"),
    ("meet.py", "if record.start < high and (as_of if end is None else end) > low:", "if True:"),
    ("meet.py", "(as_of if end is None else end) > low", "(as_of if end is None else end) >= low"),
    ("meet.py", "(as_of if end is None else end) > low", "(end is None or end > low)"),
    ("meet.py", "if record.start < high and", "if record.start <= high and"),
    ("meet.py", "min(last, closed), closed, end_estimated", "last, closed, end_estimated"),
    ("meet.py", "min(last, closed), closed, end_estimated", "closed, closed, end_estimated"),
    ("meet.py", "full = False\n        for", "pass\n        for"),
    ("meet.py", "full = False\n            #", "pass\n            #"),
    ("meet.py", "entries.sort(key=lambda entry: entry[0])", "entries.sort(key=lambda entry: -entry[0])"),
    ("meet.py", "stays[key] = Stay(", "stays[key] = stays[key] if key in stays and stays[key].end else Stay("),
    ("settle.py", "if as_of < max(", "if as_of <= max("),
    ("settle.py", 'max(session.end + session.policy.millis("settleAfterSeconds"), session.window[1])', 'session.end + session.policy.millis("settleAfterSeconds")'),
    ("settle.py", 'max(session.end + session.policy.millis("settleAfterSeconds"), session.window[1])', 'session.window[1] + session.policy.millis("settleAfterSeconds")'),
    ("settle.py", "c.proven_until >= end", "False"),
    ("settle.py", "c.proven_until >= end", "c.proven_until > end"),
    ("settle.py", 'c.who[0] == "livekit" and c.start < end', "c.who in [] and c.start < end"),
    ("settle.py", "if last.received <= end or", "if last.received < end - 1000 or"),
    ("settle.py", "if last.received <= end or", "if"),
    ("settle.py", ">= 25 * MINUTE", "> 25 * MINUTE"),
    ("settle.py", ">= 25 * MINUTE", ">= 25 * MINUTE - 1"),
    ("settle.py", "            break", "            continue"),
    ("settle.py", "if as_of >= first + DAY:", "if as_of > first + DAY:"),
    ("settle.py", "if as_of >= first + DAY:", "if False:"),
    ("settle.py", "return as_of >= session.end + DAY and", "return as_of > session.end + DAY and"),
    ("settle.py", "and last.received > end, False", ", False"),
    ("settle.py", "if as_of < session.window[1]:", "if as_of <= session.window[1]:"),
    ("settle.py", "if as_of < session.start:", "if as_of <= session.start:"),
    ("settle.py", "if not any(overlaps_window(row, session.window) for row in everyone):", "if True:"),
    ("verdict.py", "if credited_ms >= Fraction", "if credited_ms > Fraction"),
    ("verdict.py", "if credited_ms >= Fraction(policy.share(group + key)) * planned_ms", "if credited_ms + 1 >= Fraction(policy.share(group + key)) * planned_ms"),
    ("verdict.py", "late_ms > grace and", "late_ms >= grace and"),
    ("verdict.py", "late_ms > grace and", "late_ms > grace + 1 and"),
    ("verdict.py", "late_ms > grace and share < 1", "late_ms > grace"),
    ("verdict.py", "late_ms > grace and share < 1", "late_ms > grace and share <= 1"),
    ("verdict.py", "None if figures.open else max(0, planned_end", "max(0, planned_end"),
    ("verdict.py", 'early - session.start < session.policy.millis("noShowWaitSeconds")', 'early - session.start <= session.policy.millis("noShowWaitSeconds")'),
    ("verdict.py", 'early - session.start < session.policy.millis("noShowWaitSeconds")', "False"),
    ("verdict.py", "f.possible_ms, early - session.start)", "f.credited_ms, early - session.start)"),
    ("verdict.py", "return session.end if session.completed_at is None else min(session.end, session.completed_at)", "return session.end"),
    ("verdict.py", 'if self.override["creditedSeconds"] is None and self.override["outcome"] == "absent":', "if False:"),
    ("verdict.py", "and c.start < c.proven_end for c in figures.connections", "and False for c in figures.connections"),
    ("money.py", "2 * value.numerator + value.denominator) //", "2 * value.numerator + value.denominator - 1) //"),
    ("money.py", "2 * value.numerator + value.denominator) //", "2 * value.numerator) //"),
    ("money.py", "bundle.as_of < session.end", "bundle.as_of <= session.end"),
    ("money.py", "if not settled and any(v.stated_seconds is None for v in rests_on)", "if not settled"),
    ("money.py", "if not settled and any(v.stated_seconds is None for v in rests_on)", "if not settled and any(v.override is None for v in rests_on)"),
    ("money.py", "rests_on = [teacher] + learners", "rests_on = [owner]"),
    ("money.py", "min((v.outcome for v in learners), key=BEST.index", "max((v.outcome for v in learners), key=BEST.index"),
    ("money.py", "return {**line, \"blocked\": \"missing_rate\"}", "return {**line, \"blocked\": \"missing_rate\", \"seconds\": 0}"),
    ("money.py", 'cell == "planned" or (', "("),
    ("money.py", "time > 0 and owner.outcome", "owner.outcome"),
    ("money.py", 'and (kind == "pay" or teacher.outcome in there)', ""),
    ("money.py", "return min(time, planned) if", "return min(time, session.end - session.start) if"),
    ("money.py", "return min(time, planned) if session.policy.flag(\"capAtPlanned\") else time", "return time"),
    ("money.py", "return min(time, planned) if session.policy.flag(\"capAtPlanned\") else time", "return min(time, planned)"),
    ("money.py", "sum(_own(session, v) for v in learners)", "max([_own(session, v) for v in learners], default=0)"),
    ("money.py", "if any(v.stated_seconds is not None for v in [teacher] + learners):", "if False:"),
    ("money.py", "local_date(session.start, bundle.time_zone)", "local_date(session.start, 'UTC')"),
    ("money.py", "r.valid_from <= day", "r.valid_from < day"),
    ("money.py", "and r.valid_from <= day", ""),
    ("money.py", "return (2 if rate.person is not None else 1 if rate.kind is not None else 0, rate.valid_from)", "return (rate.valid_from,)"),
    ("money.py", "return owner.planned_ms\n", "return session.end - session.start\n"),
    ("evidence.py", "if received > as_of:", "if received >= as_of:"),
    ("evidence.py", "text < canonical(out.webhooks[key])", "text > canonical(out.webhooks[key])"),
    ("evidence.py", "(-received, text) < best[thing][0]", "(received, text) < best[thing][0]"),
    ("evidence.py", "best[thing] = ((-received, text), value)", "best[thing] = ((-received, ''), value)"),
    ("evidence.py", "out.scans.setdefault(parsed[\"nonce\"]", "out.scans.setdefault(str(len(out.scans))"),
    ("onsite.py", 'for direction in ("out", "in") if inside else ("in", "out"):', 'for direction in ("in", "out"):'),
    ("onsite.py", 'for direction in ("out", "in") if inside else ("in", "out"):', 'for direction in ("out", "in"):'),
    ("onsite.py", "session.start if last_out is None else last_out", "session.start"),
    ("onsite.py", "session.start if last_out is None else last_out", "at"),
    ("onsite.py", "        if is_online:", "        if False:"),
    ("onsite.py", 'session.policy.flag("onsiteUntilEnd")', "True"),
    ("onsite.py", "for at, ids in inside:", "for at, ids in inside[:1]:"),
    ("presence.py", "connection.possible_start >= session.completed_at", "connection.possible_start > session.completed_at"),
    ("presence.py", "connection.possible_start >= session.completed_at", "False"),
    ("onsite.py", "elif as_of < session.end:", "elif as_of <= session.end:"),
    ("onsite.py", "elif as_of < session.end:", "elif False:"),
    ("oracle.py", "override[\"outcome\"] is None:", "False:"),
    ("policy.py", "for layer in (organization, session):", "for layer in (organization,):"),
    ("bundle.py", "session.completed_at > as_of", "session.completed_at >= as_of"),
    ("bundle.py", "session.completed_at is not None and session.completed_at > as_of", "False"),
]


def results(directory, bundles):
    """The results of all bundles by the reference in `directory`, as texts."""
    program = ("import json,sys;sys.path.insert(0,sys.argv[1]);import bundle,oracle\n"
               "def one(text):\n"
               "  try: return json.dumps(oracle.evaluate(bundle.load(text)),sort_keys=True)\n"
               "  except Exception as error: return repr(type(error))\n"
               "print('\\n'.join(one(line) for line in open(sys.argv[2],encoding='utf-8')))")
    done = subprocess.run([sys.executable, "-c", program, directory, bundles], capture_output=True, text=True)
    if done.returncode:
        print("BROKEN " + done.stderr.splitlines()[-1])
    return done.stdout.splitlines()


def main(arguments):
    sys.path.insert(0, HERE)
    import generate
    seed, count, words = arguments[0], int(arguments[1]), arguments[2:] or [""]
    with tempfile.TemporaryDirectory() as scratch:
        bundles = os.path.join(scratch, "bundles")
        with open(bundles, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(generate.bundle(seed, n), ensure_ascii=False) + "\n" for n in range(count))
        right = results(HERE, bundles)
        for name, old, new in MUTANTS:
            if not any(word in name + old + new for word in words):
                continue
            broken = os.path.join(scratch, "broken")
            shutil.copytree(HERE, broken, ignore=shutil.ignore_patterns("__pycache__", "*.json"))
            with open(os.path.join(HERE, name), encoding="utf-8") as file:
                text = file.read()
            if old not in text:
                print(f"STALE {name}: {old}")
            with open(os.path.join(broken, name), "w", encoding="utf-8") as file:
                file.write(text.replace(old, new))
            wrong = results(broken, bundles)
            shutil.rmtree(broken)
            print(f"{sum(a != b for a, b in zip(right, wrong)):6d} {name}: {old!r} -> {new!r}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
