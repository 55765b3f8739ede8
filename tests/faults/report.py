"""The table of a campaign, for people."""

from collections.abc import Sequence
from statistics import median

from tests.faults.campaign import Struck

HEAD = (
    "| fault | times | messages | worker restarts | recovery, median | recovery, worst | lost, doubled or stale |\n"
    "| --- | --- | --- | --- | --- | --- | --- |\n"
)


def table(struck: Sequence[Struck], kinds: Sequence[str]) -> str:
    """A line a kind, and one for all."""
    lines = [_line(kind, some) for kind in kinds if (some := [one for one in struck if one.kind == kind])]
    return HEAD + "\n".join([*lines, _line("all", struck)]) + "\n"


def _line(name: str, struck: Sequence[Struck]) -> str:
    seconds = [one.recovery for one in struck] or [0.0]
    cells = (
        name,
        str(len(struck)),
        f"{sum(one.messages for one in struck):,}",
        str(sum(one.restarts for one in struck)),
        f"{median(seconds):.1f} s",
        f"{max(seconds):.1f} s",
        str(sum(len(one.wrong) for one in struck)),
    )
    return f"| {' | '.join(cells)} |"
