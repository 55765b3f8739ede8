"""Feeds that are made to cost: each leaves a named reject, the rest goes through, within time and memory."""

import pytest

from tests.streams.feeds.hostile import CASES, MILLION, apart

SECRET = "root:"
"""What /etc/passwd begins with."""


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.articles < MILLION])
def test_what_is_made_to_cost_is_named_and_the_rest_goes_through(name: str) -> None:
    case = CASES[name]
    cost = apart(name)
    assert cost.articles == case.articles
    assert any(str(case.reason) in reason for reason in cost.rejects)
    assert SECRET not in cost.said
    assert cost.megabytes < case.megabytes
    assert cost.seconds < case.seconds


def test_a_million_articles_are_never_in_memory_together() -> None:
    case = CASES["a million articles, JSON Lines"]
    cost = apart("a million articles, JSON Lines")
    assert (cost.articles, cost.rejects) == (MILLION, [])
    assert cost.megabytes < case.megabytes
    assert cost.seconds < case.seconds


@pytest.mark.parametrize("format", ["ninjs", "JSON Feed", "NewsML-G2", "RSS"])
def test_memory_does_not_grow_with_a_feed(format: str) -> None:
    # The first of a million, which takes as much: a million are read for the table in docs/feeds.md.
    few, more = (apart(f"a million articles, {format}", articles=count) for count in (3_000, 12_000))
    assert (few.articles, more.articles) == (3_000, 12_000)
    assert more.rejects == []
    assert more.megabytes < few.megabytes + 5
