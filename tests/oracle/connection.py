"""One connection: from a start to a proven end and a possible end."""
from dataclasses import dataclass, field, replace
from typing import Optional


@dataclass(frozen=True)
class Connection:
    who: tuple                 # ("livekit" | "meet", identity) or ("person", id)
    start: int
    proven_end: int
    possible_end: int
    possible_start: int        # before `start` only where nobody saw it begin
    start_estimated: bool = False
    end_estimated: bool = False
    open: bool = False         # not closed yet: both ends are asOf
    assumed: bool = False      # on site, without a scan out
    proven_until: Optional[int] = None  # of an open one: what is proven so far
    possible_only: bool = False  # nothing proven on this side of a cut: no join and no leave was seen here
    evidence: tuple = field(default=())

    def part(self, low, high):
        """4.1, neighbours: "there both windows end and begin, and every connection is cut, in all figures".

        Half-open: what happens at `low` is inside, what happens at `high` belongs to the next session. None if
        nothing of it is on this side. A side that only possible time reaches keeps a zero-length proven part.
        """
        if self.possible_start >= high or (self.start < low and self.possible_end <= low):
            return None
        start = min(max(self.start, low), high)
        cut_end = self.possible_end > high
        return replace(
            self, start=start,
            possible_start=max(self.possible_start, low),
            proven_end=min(max(self.proven_end, start), high),
            possible_end=min(self.possible_end, high),
            start_estimated=self.start_estimated and start == self.start,
            end_estimated=self.end_estimated and self.proven_end <= high,
            open=self.open and not cut_end,
            possible_only=(self.start < low and self.proven_end <= low) or self.start >= high)


def build(who, start, proven_end, possible_end, possible_start=None, **more):
    """Never below zero length (4.1: "never before its start")."""
    possible_start = start if possible_start is None else min(start, possible_start)
    return Connection(who, start, max(start, proven_end), max(start, possible_end), possible_start, **more)
