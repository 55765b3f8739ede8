"""Strike, wait until the house has recovered, hold it to account; again and again."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final
from uuid import UUID

from models.database import connected
from streams.settings import Settings
from tests.faults.checks import TABLES, differences
from tests.faults.feed import Feed
from tests.faults.flow import Flow
from tests.faults.grounds import Broken, Grounds, grounds
from tests.faults.heard import Heard, wrong
from tests.faults.kinds import KINDS
from tests.faults.undisturbed import Undisturbed, undisturbed

RECOVERY: Final = 120.0
"""Seconds after which what has not come is lost."""


@dataclass
class Struck:
    """One fault, and what came of it."""

    kind: str
    messages: int
    recovery: float
    """Seconds from the end of the fault until all was stored and announced."""
    restarts: int
    """Workers that ended by themselves, and were started again."""
    wrong: list[str] = field(default_factory=list)
    """Everything that was lost, doubled, stale or out of order."""


def plan(faults: int, seed: int, kinds: Sequence[str] = tuple(KINDS)) -> list[str]:
    """So many faults, round after round of every kind, each round in an order that the seed gives."""
    chance = Random(f"plan {seed}")
    rounds = (chance.sample(kinds, len(kinds)) for _ in range(0, faults, len(kinds)))
    return [kind for one in rounds for kind in one][:faults]


class Campaign:
    """A house that is struck, and one that is not."""

    def __init__(self, house: Grounds, quiet: Undisturbed, flow: Flow, seed: int) -> None:
        self.house = house
        self._quiet = quiet
        self._flow = flow
        self._seed = seed
        self._heard = Heard(house.broker.address)
        self._number = 0

    def strike(self, kind: str) -> Struck:
        """One fault of a kind."""
        self._number += 1
        chance = Random(f"fault {self._seed} {self._number}")
        restarts = self.house.restarts
        broken: list[str] = []
        try:
            self.house.wait_ready()
            self._flow.go()
            time.sleep(chance.uniform(0.2, 0.6))
            KINDS[kind](self.house, self._flow, chance)
        except Broken as error:
            broken.append(str(error))
        over = time.monotonic()
        messages = self._flow.halt()
        touched = self._quiet.follow()
        try:
            self.house.patiently(self._recovered, RECOVERY, "every message has a receipt, and all is announced")
        except Broken as error:
            broken.append(str(error))
        recovery = time.monotonic() - over
        broken += self._account(touched)
        return Struck(kind, messages, recovery, self.house.restarts - restarts, broken)

    def account(self) -> list[str]:
        """What is wrong anywhere, the whole ledger and the whole of the topics compared."""
        return list(self._account(None))

    def close(self) -> None:
        """Let go of the topics."""
        self._heard.close()

    def _recovered(self) -> bool:
        query = "SELECT (SELECT count(*) FROM receipts), EXISTS (SELECT FROM outbox)"
        ((receipts, waiting),) = self.house.sql(query)
        return receipts >= self._quiet.records and not waiting

    def _account(self, touched: set[UUID] | None) -> Iterator[str]:
        verdict = self.house.audit()
        yield from (f"lost: audit names partition {loss.partition} offset {loss.offset}" for loss in verdict.losses)
        if verdict.in_flight:
            yield f"lost: audit finds {verdict.in_flight} still in flight"
        with connected(self.house.database.address) as struck, self._quiet.engine.connect() as quiet:
            yield from differences(struck, quiet, TABLES, touched)
        keys = self._heard.follow()
        if touched is None:
            keys = set(self._heard.said) | set(self._quiet.expected)
        else:
            keys |= self._quiet.fresh
        self._quiet.fresh.clear()
        yield from wrong(self._heard.said, self._quiet.expected, keys)


@contextmanager
def campaign(seed: int, sabotage: str = "") -> Iterator[Campaign]:
    """Everything that it takes, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        homes = [Settings(home=Path(folder) / name, broker=None, database=None) for name in ("struck", "quiet")]
        with (
            grounds(homes[0], sabotage) as house,
            undisturbed(homes[1], house.broker.address) as quiet,
            Flow(Feed(seed), house.broker.address) as flow,
        ):
            found = Campaign(house, quiet, flow, seed)
            try:
                yield found
            finally:
                found.close()
