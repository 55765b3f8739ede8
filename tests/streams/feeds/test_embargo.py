"""Nothing is out before its time."""

from datetime import UTC, datetime, timedelta

from streams.feeds import Item, Reject, hold

NOON = datetime(2025, 9, 5, 12, tzinfo=UTC)


class Clock:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


def item(name: str, minutes: int | None = None) -> Item:
    until = None if minutes is None else NOON + timedelta(minutes=minutes)
    return Item(name, b"", name, 0, until)


FEED = [item("late", 30), item("free"), item("past", -1), item("soon", 10), Reject("bad", "why", 0)]


def test_what_is_embargoed_is_named_with_its_time() -> None:
    found = list(hold(FEED, now=Clock().now))
    assert [one.where for one in found] == ["late", "free", "past", "soon", "bad"]
    assert [one.reason for one in found if isinstance(one, Reject)] == [
        "embargoed until 2025-09-05T12:30:00+00:00",
        "embargoed until 2025-09-05T12:10:00+00:00",
        "why",
    ]


def test_who_waits_gets_it_at_its_time() -> None:
    clock = Clock()
    found = [(one.where, clock.time) for one in hold(FEED, wait=True, now=clock.now, sleep=clock.sleep)]
    assert found == [
        ("free", NOON),
        ("past", NOON),
        ("bad", NOON),
        ("soon", NOON + timedelta(minutes=10)),
        ("late", NOON + timedelta(minutes=30)),
    ]
