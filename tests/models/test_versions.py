"""The order of versions, as a table."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from models.versions import Outcome, Position, Standing, judge, judge_again

TOPIC, OTHER_TOPIC = UUID(int=1), UUID(int=2)
NOON = datetime(2025, 9, 5, 12, tzinfo=UTC)


def standing(
    version: int | None = None,
    updated: int | None = None,
    offset: int = 10,
    partition: int = 0,
    appended: int | None = None,
    content: str = "old",
) -> Standing:
    """A version; `updated` and `appended` are minutes after noon, the broker takes a message a minute."""
    return Standing(
        version=version,
        updated_at=None if updated is None else NOON + timedelta(minutes=updated),
        position=Position(TOPIC, partition, offset, NOON + timedelta(minutes=offset if appended is None else appended)),
        content=content.encode(),
    )


NEWER = [
    ("a higher version, though earlier on the topic", standing(1, offset=10), standing(2, offset=9)),
    ("a higher version, though updated earlier", standing(1, updated=5), standing(2, updated=4)),
    ("updated later, though earlier on the topic", standing(1, 5, offset=10), standing(1, 6, offset=9)),
    ("later in the partition", standing(1, 5, offset=10), standing(1, 5, offset=11)),
    (
        "later in the partition, by a clock that went back",
        standing(offset=10, appended=7),
        standing(offset=11, appended=6),
    ),
    (
        "taken later by the broker, in another partition",
        standing(offset=10),
        standing(offset=3, partition=1, appended=11),
    ),
    ("later on the topic, version left out", standing(4, offset=10), standing(None, offset=11)),
    ("later on the topic, version and time left out", standing(4, 5, offset=10), standing(None, None, offset=11)),
    ("updated later, version left out", standing(4, 5, offset=10), standing(None, 6, offset=9)),
    ("a higher version, time left out", standing(4, 5, offset=10), standing(5, None, offset=9)),
]


@pytest.mark.parametrize(("stored", "incoming"), [case[1:] for case in NEWER], ids=[case[0] for case in NEWER])
def test_what_is_newer_replaces_and_what_is_older_changes_nothing(stored: Standing, incoming: Standing) -> None:
    newer = replace(incoming, content=b"new")
    outcome, after = judge(stored, newer, canceled=False)
    assert outcome == "stored"
    assert after == newer.filled(stored)
    assert judge(after, replace(stored, content=b"old"), canceled=False) == ("superseded", after)


@pytest.mark.parametrize(
    "incoming", [standing(0, offset=9, content="new"), standing(None, -9, offset=9, content="new")]
)
def test_where_nothing_is_known_whatever_is_said_is_newer(incoming: Standing) -> None:
    assert judge(standing(None, None, offset=10), incoming, canceled=False)[0] == "stored"


def test_what_a_message_leaves_out_is_taken_from_what_is_known() -> None:
    _, after = judge(standing(4, 5, offset=10), standing(None, None, offset=11, content="new"), canceled=False)
    assert (after.version, after.updated_at) == (4, NOON + timedelta(minutes=5))


@pytest.mark.parametrize("canceled", [False, True])
def test_the_first_message_is_always_accepted(canceled: bool) -> None:
    first = standing(None, None)
    assert judge(None, first, canceled=canceled) == ("withdrawn" if canceled else "stored", first)


@pytest.mark.parametrize(
    ("incoming", "offset"),
    [
        (standing(4, 5, offset=11), 11),
        (standing(None, 5, offset=11), 11),
        (standing(None, None, offset=11), 11),
        (standing(4, 5, offset=9), 10),
        (standing(4, 5, offset=10), 10),
    ],
)
def test_the_same_again_is_a_duplicate_and_stands_at_the_newer_position(incoming: Standing, offset: int) -> None:
    outcome, after = judge(standing(4, 5, offset=10), incoming, canceled=False)
    assert outcome == "duplicate"
    assert (after.version, after.position.offset) == (4, offset)


@pytest.mark.parametrize(
    ("incoming", "outcome"),
    [
        (standing(5, 5, offset=11), "stored"),
        (standing(4, 6, offset=11), "stored"),
        (standing(3, 5, offset=11), "superseded"),
        (standing(4, 4, offset=11), "superseded"),
    ],
)
def test_the_same_content_under_another_version_is_no_duplicate(incoming: Standing, outcome: Outcome) -> None:
    assert judge(standing(4, 5, offset=10), incoming, canceled=False)[0] == outcome


def test_after_a_duplicate_what_lies_between_the_two_is_older() -> None:
    first, between, again = standing(offset=10), standing(offset=11, content="new"), standing(offset=12)
    _, after = judge(first, again, canceled=False)
    assert judge(after, between, canceled=False) == ("superseded", after)


@pytest.mark.parametrize(
    ("incoming", "outcome"),
    [
        (standing(4, 5, offset=9), "superseded"),
        (standing(3, 9, offset=12), "superseded"),
        (standing(4, 5, offset=11), "stored"),
        (standing(5, None, offset=9), "stored"),
    ],
)
def test_a_cancel_is_lifted_by_what_is_strictly_newer_alone(incoming: Standing, outcome: Outcome) -> None:
    withdrawn, barrier = judge(standing(4, 5, offset=8), standing(offset=10, content="canceled"), canceled=True)
    assert withdrawn == "withdrawn"
    assert judge(barrier, incoming, canceled=False)[0] == outcome


def test_messages_that_say_how_old_they_are_end_alike_in_every_order_of_arrival() -> None:
    messages = [
        (standing(1, 1, offset=1, content="a"), False),
        (standing(2, 2, offset=5, content="b"), False),
        (standing(2, 3, offset=2, content="canceled"), True),
        (standing(2, 3, offset=4, content="c"), False),
        (standing(1, 9, offset=9, content="d"), False),
    ]
    ends = set()
    for order in permutations(messages):
        known = None
        for message, canceled in order:
            _, known = judge(known, message, canceled=canceled)
        ends.add(known)
    assert ends == {messages[3][0]}


def test_equal_broker_times_across_partitions_have_an_order_too() -> None:
    one, other = standing(offset=10, partition=0, appended=7), standing(offset=3, partition=1, appended=7)
    assert other.is_newer(one)
    assert not one.is_newer(other)


def test_a_topic_made_anew_has_offsets_of_its_own() -> None:
    before = standing(offset=1000, appended=7)
    after = replace(before, position=Position(OTHER_TOPIC, 0, 0, NOON + timedelta(minutes=8)))
    assert after.is_newer(before)


@pytest.mark.parametrize(
    ("stored", "read", "outcome"),
    [
        (standing(4, offset=10), standing(4, offset=10), "reprocessed"),
        (standing(4, 5, offset=10), standing(None, None, offset=10), "reprocessed"),
        (standing(4, offset=11), standing(4, offset=10), "superseded"),
        (standing(4, offset=10), standing(9, offset=11), "superseded"),
        (standing(offset=10), standing(offset=10, partition=1), "superseded"),
        (standing(offset=10, content="canceled"), standing(offset=10), "superseded"),
        (None, standing(9), "forgotten"),
    ],
)
def test_a_reading_anew_counts_only_while_the_article_stands_where_it_was_read(
    stored: Standing | None, read: Standing, outcome: Outcome
) -> None:
    assert judge_again(stored, read) == outcome
