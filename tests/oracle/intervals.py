"""Sets of half-open millisecond intervals: sorted lists of (from, to) with from < to, never touching.

Law 3: "Intervals are half-open, sorted, disjoint ... in whole milliseconds."
"""


def unite(pairs):
    """4.1: "Unite all connections ...; drop zero lengths"."""
    out = []
    for start, end in sorted(p for p in pairs if p[0] < p[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def gaps_up_to(united, grace):
    """4.1: "bridge gaps of at most reconnectGraceSeconds (120.000 s yes, 120.001 s no)"."""
    return [(a[1], b[0]) for a, b in zip(united, united[1:]) if b[0] - a[1] <= grace]


def bridge(united, grace):
    return unite(united + gaps_up_to(united, grace))


def clip(pairs, low, high):
    """4.1: "then clip to the credit window"."""
    return unite([(max(a, low), min(b, high)) for a, b in pairs])


def length(pairs):
    return sum(b - a for a, b in pairs)


def intersect(left, right):
    return unite([(max(a, c), min(b, d)) for a, b in left for c, d in right])
