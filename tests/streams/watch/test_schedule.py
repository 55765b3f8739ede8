"""When a feed is asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from models.watched import Kept
from streams.watch.fetch import Gone, Unreachable
from streams.watch.schedule import JITTER, after_answer, after_failure, at_most

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
NEW = Kept(NOW)


def exactly(low: float, high: float) -> float:
    return 1.0


def waits(known: Kept) -> float:
    return (known.due_at - NOW).total_seconds()


def test_after_an_answer_it_is_the_interval_s_turn() -> None:
    known = after_answer(Kept(NOW, failures=3, trouble="HTTP 500"), 900, NOW, exactly)
    assert waits(known) == 900
    assert (known.failures, known.trouble, known.answered_at) == (0, None, NOW)


def test_waits_after_failures_double_up_to_six_hours() -> None:
    known = NEW
    found = []
    for _ in range(7):
        known = after_failure(known, Unreachable("HTTP 500"), 900, NOW, exactly)
        found.append(waits(known))
    assert found == [900, 1800, 3600, 7200, 14400, 21600, 21600]
    assert (known.failures, known.trouble) == (7, "HTTP 500")


def test_who_is_asked_once_a_day_is_not_asked_more_often_for_failing() -> None:
    assert waits(after_failure(Kept(NOW, failures=5), Unreachable("x"), 86_400, NOW, exactly)) == 86_400


@pytest.mark.parametrize(("asked", "waited"), [(None, 900), (10, 900), (3_600, 3_600), (1e9, 86_400)])
def test_a_server_can_ask_for_more_time_but_not_for_ever(asked: float | None, waited: float) -> None:
    assert waits(after_failure(NEW, Unreachable("HTTP 429", asked), 900, NOW, exactly)) == waited


def test_what_is_gone_is_left_alone() -> None:
    assert waits(after_failure(NEW, Gone("HTTP 410"), 900, NOW, exactly)) == 30 * 86_400


def test_waits_differ_a_little_so_that_feeds_do_not_come_in_step() -> None:
    found = {waits(after_answer(NEW, 1_000, NOW)) for _ in range(50)}
    assert len(found) > 40
    assert all(1_000 * (1 - JITTER) <= wait <= 1_000 * (1 + JITTER) for wait in found)


def test_a_feed_that_fails_is_asked_where_the_list_says() -> None:
    assert after_failure(Kept(NOW, moved_to="https://other.test/"), Unreachable("x"), 900, NOW).moved_to is None


def test_a_shorter_interval_is_heeded_at_once_but_for_one_that_fails() -> None:
    late = NOW + timedelta(days=1)
    assert waits(at_most(Kept(late, answered_at=NOW), 100)) == pytest.approx(110)
    assert at_most(Kept(late, answered_at=NOW, failures=1), 100).due_at == late
    assert at_most(Kept(late), 100).due_at == late
    assert at_most(Kept(NOW, answered_at=NOW), 100).due_at == NOW
