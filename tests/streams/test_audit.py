"""Records held against receipts, without servers: what is lost, and how much memory it takes to say so."""

import tracemalloc
from collections.abc import Iterable

import pytest

from streams.audit import NAMED, Stretch, Verdict, hold
from streams.offsets import Offsets


def carried(*offsets: int) -> Offsets:
    found = Offsets()
    for offset in offsets:
        found.add(offset)
    return found


def held(found: Iterable[int], receipts: Iterable[int], begin: int = 0, read: int = 0, *carry: int) -> Verdict:
    verdict = Verdict()
    hold(Stretch(3, begin, read, carried(*carry)), found, iter(receipts), verdict)
    return verdict


@pytest.mark.parametrize(
    ("found", "receipts", "begin", "read", "carry", "lost", "in_flight"),
    [
        ([], [], 0, 0, [], [], 0),
        ([0, 1, 2], [0, 1, 2], 0, 3, [], [], 0),
        ([0, 1, 2], [0, 2], 0, 3, [], [1], 0),
        ([0, 1, 2], [0, 2], 0, 3, [1], [], 1),
        ([0, 1, 2], [], 0, 1, [], [0], 2),
        # Holes of transactions have neither a record nor a receipt.
        ([0, 2, 5], [0, 2, 5], 0, 6, [], [], 0),
        # A receipt without a record: the record is of another time, or a transaction was aborted.
        ([0, 2], [0, 1, 2], 0, 3, [], [], 0),
        # Retention took 0 to 3.
        ([4], [0, 1, 2, 3, 4], 4, 5, [], [], 0),
        ([4], [0, 1, 3, 4], 4, 5, [], [2], 0),
        ([4], [1, 2], 4, 5, [], [3, 4], 0),
        ([4], [], 4, 5, [], [4], 0),
    ],
)
def test_what_has_no_receipt_is_in_flight_or_lost(
    found: list[int], receipts: list[int], begin: int, read: int, carry: list[int], lost: list[int], in_flight: int
) -> None:
    verdict = held(found, receipts, begin, read, *carry)
    assert ([loss.offset for loss in verdict.losses], verdict.in_flight) == (lost, in_flight)
    assert verdict.lost == len(lost)
    assert verdict.complete is not bool(lost)


def test_a_loss_comes_with_the_command_that_mends_it_and_what_retention_took_with_none() -> None:
    verdict = held([4], [1, 2], 4, 5)
    assert [(loss.partition, loss.offset, loss.repair) for loss in verdict.losses] == [
        (3, 3, None),
        (3, 4, "wireroom reprocess --offset 3:4"),
    ]


def test_memory_stays_flat_however_many_records_and_losses_there_are() -> None:
    def peak(records: int) -> int:
        tracemalloc.start()
        verdict = held(range(records), range(0, records, 2), 0, records)
        assert verdict.lost == records // 2
        assert len(verdict.losses) == min(NAMED, records // 2)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    assert peak(100_000) < peak(2 * NAMED) + 10_000


def test_what_retention_took_without_a_receipt_is_counted_and_not_listed() -> None:
    verdict = held([], [0, 10_000_000], 10_000_000, 10_000_000)
    assert (verdict.lost, len(verdict.losses)) == (9_999_999, NAMED)
