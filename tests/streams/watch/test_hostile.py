"""No server takes more than its limit of time and memory, and each is named."""

import pytest

from tests.streams.watch.hostile import LIMITS, PAGES, SAYS, measure

SPARE_SECONDS = 10
"""What a machine that does much else may add."""


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_server_is_named_in_time_and_costs_little(name: str) -> None:
    found = measure(name)
    assert SAYS.get(name, "is no public address") in found.said
    assert found.seconds < LIMITS.seconds + SPARE_SECONDS
    assert found.megabytes < 100
    assert found.asked == (6 if name == "redirect to itself" else 1)
