"""Take every safety out in turn, and see that it is noticed; exit code 1 when one is not.

python -m tests.faults.saboteur [NAME …]
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

import pytest

from tests.faults.campaign import campaign
from tests.faults.sabotage import SABOTAGES, Sabotage
from tests.faults.worker import SABOTAGE

TRIES: Final = 12
"""Faults until it has to be noticed."""


def main(names: Sequence[str]) -> int:
    """Try these, or all; a line of the table each."""
    unnoticed = 0
    for name in names or SABOTAGES:
        sabotage = SABOTAGES[name]
        seen = [line for line in (by_test(name, sabotage), by_campaign(name, sabotage)) if line]
        unnoticed += not seen
        print(f"| {sabotage.safety} | {'; '.join(seen) or 'NOTHING'} |", flush=True)
    return 1 if unnoticed else 0


def by_test(name: str, sabotage: Sabotage) -> str:
    """The test that fails without the safety, when it does."""
    if not sabotage.test:
        return ""
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.faults.sabotaged"]
    done = subprocess.run([*run, sabotage.test], env={**os.environ, SABOTAGE: name}, stdout=subprocess.DEVNULL)
    return f"`{sabotage.test}`" if done.returncode == pytest.ExitCode.TESTS_FAILED else ""


def by_campaign(name: str, sabotage: Sabotage) -> str:
    """The fault after which something is wrong, and what."""
    if not sabotage.kinds:
        return ""
    with campaign(seed=1, sabotage=name) as running:
        for number in range(TRIES):
            kind = sabotage.kinds[number % len(sabotage.kinds)]
            if wrong := running.strike(kind).wrong:
                print(*wrong[:5], sep="\n", file=sys.stderr)
                return f"the campaign, fault {number + 1} ({kind}): {wrong[0].partition(':')[0]}"
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
