"""How well the generator covers the rules: `python3 stats.py SEED COUNT`."""
import collections
import json
import sys
from decimal import Decimal

import bundle as bundle_module
import generate
import oracle


def main(arguments):
    seed, count = arguments[0], int(arguments[1])
    tallies = collections.defaultdict(collections.Counter)
    for number in range(count):
        value = json.loads(json.dumps(generate.bundle(seed, number, "--contested" in arguments)), parse_float=Decimal)
        try:
            result = oracle.evaluate(bundle_module.parse(value))
        except bundle_module.BadBundle as error:
            tallies["refused"][str(error).split(":")[-1][:60]] += 1
            continue
        tallies["evidence items"][len(value["evidence"]) // 10 * 10] += 1
        for session in result["sessions"]:
            tallies["status"][session["status"]] += 1
            tallies["settled/needsReview"][(session["settled"], session["needsReview"])] += 1
            tallies["lists"].update(k for k in ("unmatched", "guests") if session[k])
            for report in session["reports"]:
                tallies["outcome"][report["outcome"]] += 1
                tallies["settled outcome"][(report["settled"], report["outcome"], bool(report["override"]))] += 1
                tallies["reasons"].update(r["code"] for r in report["reasons"])
                tallies["flags"].update(k for k in ("isLate", "estimated", "bridgedSeconds") if report[k])
                tallies["flags"]["open"] += any(i["to"] is None for i in report["intervals"])
        for line in result["lines"]:
            tallies["blocked"][line["blocked"]] += 1
            tallies["cells"][(line["kind"], (line["rule"] or ":-").split(":")[1])] += 1
            tallies["money"]["zero" if line["amount"]["minor"] == 0 else "some"] += 1
            tallies["rules"][(line["rule"] or "-").split(":")[0]] += 1
    for name, counter in tallies.items():
        print(f"{name}: " + ", ".join(f"{k}={v}" for k, v in counter.most_common()))


if __name__ == "__main__":
    main(sys.argv[1:])
