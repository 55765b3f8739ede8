"""`make faults`: the campaign, its progress and its table; exit code 1 when anything is lost, doubled or stale.

python -m tests.faults --faults 325 --seed 1 [--kind "disk full" …] [--minutes 50] [--report build/faults.md]
"""

import argparse
import sys
import time
from pathlib import Path

from tests.faults.campaign import Struck, campaign, plan
from tests.faults.kinds import KINDS
from tests.faults.report import table


def main() -> int:
    """Run it."""
    given = arguments()
    kinds = given.kind or list(KINDS)
    faults = plan(given.faults, given.seed, kinds)
    until = time.monotonic() + given.minutes * 60
    struck: list[Struck] = []
    with campaign(given.seed, given.sabotage) as running:
        for number, kind in enumerate(faults, 1):
            if time.monotonic() > until:
                print(f"time is up after {number - 1} of {len(faults)} faults", flush=True)
                break
            one = running.strike(kind)
            struck.append(one)
            print(
                f"{time.strftime('%H:%M:%S')} {number:4}/{len(faults)} {kind:24} {one.messages:3} messages, "
                f"recovered in {one.recovery:5.1f} s, {one.restarts} restarts, {len(one.wrong)} wrong",
                *one.wrong[:20],
                sep="\n    ",
                flush=True,
            )
            given.report.parent.mkdir(exist_ok=True)
            given.report.write_text(table(struck, kinds))
        at_last = running.account()
    print(table(struck, kinds))
    print(*at_last[:50], sep="\n")
    wrong = sum(len(one.wrong) for one in struck) + len(at_last)
    print(f"{len(struck)} faults, seed {given.seed}: {wrong} lost, doubled or stale")
    return 1 if wrong else 0


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--faults", type=int, default=325, help="How many, of every kind as many.")
    parser.add_argument("--seed", type=int, default=1, help="The same seed, the same faults and articles.")
    parser.add_argument("--kind", action="append", choices=list(KINDS), help="Only this kind; may be repeated.")
    parser.add_argument("--minutes", type=float, default=600.0, help="Stop then, whatever is left.")
    parser.add_argument("--report", type=Path, default=Path("build/faults.md"), help="Where the table is written.")
    parser.add_argument("--sabotage", default="", help="A safety to take out of the workers.")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
