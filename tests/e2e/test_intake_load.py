"""A short run of `python -m tests.e2e.intake_load`."""

from tests.e2e.house import House
from tests.e2e.intake_load import run


def test_both_ways_in_lose_nothing_while_all_three_are_killed(house: House) -> None:
    load = run(house, 12)
    assert len(load.accepted) > 50
    assert load.again > 0, "the intake was not killed under load"
