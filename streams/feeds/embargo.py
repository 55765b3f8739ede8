"""Articles that are not to be out before their time."""

import heapq
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from streams.feeds.items import Item, Reject
from streams.feeds.moments import moment
from streams.feeds.objects import NoArticle


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def embargo_of(stated: object) -> datetime | None:
    """Until when an item is embargoed; None where it states nothing.

    Raises NoArticle for what states an embargo without a time that can be read: NewsML-G2 has an empty one for as long
    as nobody ends it. Such an item must not go out.
    """
    if stated is None:
        return None
    if (until := moment(stated)) is None:
        raise NoArticle(f"embargoed, and {stated!r} does not say until when" if stated else "embargoed without an end")
    return until


def hold(
    items: Iterable[Item | Reject],
    *,
    wait: bool = False,
    now: Callable[[], datetime] = utc_now,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Item | Reject]:
    """The same items, but nothing before its time.

    What is embargoed still becomes a reject that says until when; with `wait` it comes after all others, when its
    time has come, and is kept in memory until then.
    """
    held: list[tuple[datetime, int, Item]] = []
    for order, item in enumerate(items):
        until = item.embargoed_until if isinstance(item, Item) else None
        if until is None or until <= now():
            yield item
        elif wait:
            assert isinstance(item, Item)
            heapq.heappush(held, (until, order, item))
        else:
            yield Reject(item.where, f"embargoed until {until.isoformat()}", item.end)
    while held:
        until, _, item = heapq.heappop(held)
        while (left := (until - now()).total_seconds()) > 0:
            sleep(left)
        yield item
