"""A set of offsets that takes the room of its gaps, not of its members."""

from bisect import bisect_right


class Offsets:
    """Offsets of one partition. Those that follow each other cost nothing."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        """Exclusive; one for each start, ascending, with a gap before the next start."""

    def add(self, offset: int) -> None:
        """Add one; it may be there already."""
        at = bisect_right(self._starts, offset)
        if at and offset < self._ends[at - 1]:
            return
        after = at < len(self._starts) and self._starts[at] == offset + 1
        if at and self._ends[at - 1] == offset:
            self._ends[at - 1] = self._ends[at] if after else offset + 1
            if after:
                del self._starts[at], self._ends[at]
        elif after:
            self._starts[at] = offset
        else:
            self._starts.insert(at, offset)
            self._ends.insert(at, offset + 1)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset)
        return at > 0 and offset < self._ends[at - 1]

    @property
    def runs(self) -> list[tuple[int, int]]:
        """Its stretches without a gap, ends exclusive."""
        return list(zip(self._starts, self._ends, strict=True))
