"""A short round of the campaign: a fault of each kind, on one house."""

from collections.abc import Iterator

import pytest

from tests.faults.campaign import Campaign, campaign, plan
from tests.faults.kinds import KINDS

SEED = 1


@pytest.fixture(scope="module")
def struck() -> Iterator[Campaign]:
    with campaign(SEED) as running:
        yield running


@pytest.mark.parametrize("kind", plan(len(KINDS), SEED))
def test_nothing_is_lost_doubled_or_stale_after(struck: Campaign, kind: str) -> None:
    assert struck.strike(kind).wrong == []


def test_at_last_the_whole_ledger_and_the_whole_of_the_topics_are_those_of_a_run_without_faults(
    struck: Campaign,
) -> None:
    assert struck.account() == []


def test_a_seed_gives_the_same_faults_again_and_of_every_kind_as_many() -> None:
    faults = plan(325, 3)
    assert faults == plan(325, 3) != plan(325, 4)
    assert {faults.count(kind) for kind in KINDS} == {25}
