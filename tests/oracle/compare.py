"""Differential test: the reference against a program that has `PATH replay FILE`.

python3 compare.py --bin PATH --seed S --count N [--contested] [--bad] [--ignore FIELD,…] [--ignore-reasons CODE,…] [--show N] [--keep DIR]

Compares every field except the evidence ids of reasons and reasons that are findings, and checks that the program's output
stays byte for byte the same when the evidence is shuffled and repeated. --bad feeds refused bundles instead and wants exit 2
with one line that names the key.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import random
import subprocess
import sys
import tempfile
from decimal import Decimal

import bad_bundles
import bundle as bundle_module
import generate
import oracle


def differences(expected, actual, path=""):
    """Every (path, expected, actual) where two plain values differ."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in list(expected) + [k for k in actual if k not in expected]:
            yield from differences(expected.get(key, "(no such key)"), actual.get(key, "(no such key)"), f"{path}.{key}" if path else key)
    elif isinstance(expected, list) and isinstance(actual, list):
        for i in range(max(len(expected), len(actual))):
            yield from differences(expected[i] if i < len(expected) else "(no such item)",
                                   actual[i] if i < len(actual) else "(no such item)", f"{path}[{_label(expected, actual, i)}]")
    elif expected != actual or isinstance(expected, bool) != isinstance(actual, bool):
        yield path, expected, actual


def _label(expected, actual, i):
    row = expected[i] if i < len(expected) else actual[i]
    if not isinstance(row, dict):
        return str(i)
    return "/".join(str(row[key]) for key in ("sessionId", "kind", "id", "personId", "role") if key in row) or str(i)


def comparable(result, ignored_reasons=()):
    """Reasons to their codes without findings, shares to decimals; a stated 0 of `absent` may be shown as 0 or null."""
    result = json.loads(json.dumps(result), parse_float=Decimal) if not isinstance(result, str) else json.loads(result, parse_float=Decimal)
    for session in result.get("sessions", []):
        for report in session.get("reports", []):
            codes = [r["code"] for r in report.get("reasons", [])]
            report["reasons"] = [c for c in codes if not c.startswith("finding:") and c not in ignored_reasons]
            if "share" in report:
                report["share"] = str(Decimal(str(report["share"])).quantize(Decimal("0.00001")))
            override = report.get("override")
            if override and override.get("outcome") == "absent" and override.get("creditedSeconds") is None:
                override["creditedSeconds"] = 0
    return result


def run(binary, path):
    done = subprocess.run([binary, "replay", path], capture_output=True, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace").strip()


def shuffled(bundle, seed):
    """The same evidence in another order, some of it more than once."""
    rng = random.Random(seed)
    evidence = list(bundle["evidence"])
    evidence += [item for item in evidence if rng.random() < 0.3]
    rng.shuffle(evidence)
    return {**bundle, "evidence": evidence}


def write(directory, name, bundle):
    path = os.path.join(directory, name)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(bundle, file, ensure_ascii=False, indent=1)
    return path


def check(options, number):
    """Problems of one bundle: a list of (path of the field, expected, actual); and its file."""
    bundle = generate.bundle(options.seed, number, options.contested)
    path = write(options.keep, f"{options.seed}-{number:05d}.json", bundle)
    parsed = bundle_module.load(json.dumps(bundle))
    code, out, err = run(options.bin, path)
    if code != 0:
        return path, [("(exit code)", 0, f"{code}: {err[:300]}")]
    try:
        actual = comparable(out.decode(), options.ignore_reasons)
    except ValueError as error:
        return path, [("(output)", "JSON", str(error))]
    expected = comparable(oracle.evaluate(parsed), options.ignore_reasons)
    found = [d for d in differences(expected, actual) if d[0].split(".")[-1].split("[")[0] not in options.ignore]
    other = write(options.keep, f"{options.seed}-{number:05d}-shuffled.json", shuffled(bundle, number))
    again = run(options.bin, other)
    if again[:2] != (code, out):
        found.append(("(evidence shuffled and repeated)", "the same bytes", f"other output, exit {again[0]} {again[2][:200]}"))
    else:
        os.remove(other)
    if not found:
        os.remove(path)
    return path, found


def check_bad(options, number):
    bundle, key, what = bad_bundles.spoil(generate.bundle(options.seed, number), random.Random(f"{options.seed}/{number}"))
    path = write(options.keep, f"{options.seed}-{number:05d}-bad.json", bundle)
    try:
        bundle_module.load(json.dumps(bundle))
        return path, [("(reference)", f"refused: {what}", "accepted")]
    except bundle_module.BadBundle:
        pass
    code, out, err = run(options.bin, path)
    found = []
    if code != 2:
        found.append((what, "exit 2", f"exit {code}"))
    elif len(err.splitlines()) != 1 or key not in err:
        found.append((what, f"one line naming {key}", err[:300]))
    elif out:
        found.append((what, "nothing on stdout", out[:100]))
    if not found:
        os.remove(path)
    return path, found


def main():
    parser = argparse.ArgumentParser(description="differential test against `PATH replay FILE`")
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="number of the first bundle")
    parser.add_argument("--contested", action="store_true", help="also what the text leaves open (docs/READINGS.md)")
    parser.add_argument("--bad", action="store_true", help="refused bundles")
    parser.add_argument("--ignore", default="", help="fields not compared, by commas")
    parser.add_argument("--ignore-reasons", default="", help="reason codes not compared, by commas")
    parser.add_argument("--show", type=int, default=8, help="failing bundles shown in full")
    parser.add_argument("--keep", default=None, help="where failing bundles are kept")
    options = parser.parse_args()
    options.ignore, options.ignore_reasons = set(options.ignore.split(",")), set(options.ignore_reasons.split(","))
    options.keep = options.keep or tempfile.mkdtemp(prefix="compare-")
    os.makedirs(options.keep, exist_ok=True)
    passed, failed, fields = 0, 0, collections.Counter()
    work = check_bad if options.bad else check
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for path, found in pool.map(lambda n: work(options, n), range(options.first, options.first + options.count)):
            if not found:
                passed += 1
                continue
            failed += 1
            fields.update({where if options.bad else where.split(".")[-1].split("[")[0] for where, _, _ in found})
            if failed <= options.show:
                print(f"DIFFERENT {path}")
                for where, expected, actual in found[:12]:
                    print(f"  {where}\n    reference: {_text(expected)}\n    program:   {_text(actual)}")
                if len(found) > 12:
                    print(f"  … and {len(found) - 12} more")
    if fields:
        print("bundles by differing field: " + ", ".join(f"{k} {v}" for k, v in fields.most_common()))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _text(value):
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


if __name__ == "__main__":
    sys.exit(main())
