"""A test that is said to notice a missing safety does. What the campaign itself notices, docs/reliability.md has."""

import pytest

from tests.faults.sabotage import SABOTAGES
from tests.faults.saboteur import by_test


@pytest.mark.parametrize("name", [name for name, sabotage in SABOTAGES.items() if sabotage.test])
def test_a_safety_that_is_taken_out_is_missed(name: str) -> None:
    assert by_test(name, SABOTAGES[name])
