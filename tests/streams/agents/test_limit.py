"""The limit on the rate of dead letters, without a stream."""

import pytest

from streams.agents.limit import DeadLetterCount, DeadLetterLimit, TooManyDeadLetters


def admitted(messages: str, share: float, window: int) -> int:
    """How many messages are answered for, "x" being a dead letter, before one is too many."""
    count = DeadLetterCount(DeadLetterLimit(share, window))
    for number, message in enumerate(messages):
        try:
            count.admit(dead=message == "x")
        except TooManyDeadLetters:
            return number
    return len(messages)


@pytest.mark.parametrize(
    ("messages", "share", "window", "answered"),
    [
        ("", 0.5, 4, 0),
        ("....", 0.0, 4, 4),
        ("..x.", 0.0, 4, 2),
        # A start with nothing but dead letters is judged by a whole window, not by the few that there are yet.
        ("xx", 0.5, 4, 2),
        ("xxx", 0.5, 4, 2),
        ("x.x.x.x.x.x.", 0.5, 4, 12),
        ("x.x.xx", 0.5, 4, 5),
        # What left the window counts no more.
        ("xx..xx..xx", 0.5, 4, 10),
        ("xx.xx", 0.5, 4, 3),
        ("........xxx", 0.5, 4, 10),
        ("xxxxxxxx", 1.0, 4, 8),
        # A window that is too small for its share takes none.
        (".x", 0.5, 1, 1),
    ],
)
def test_the_one_too_many_is_refused(messages: str, share: float, window: int, answered: int) -> None:
    assert admitted(messages, share, window) == answered


def test_what_was_refused_is_refused_again_and_what_is_good_still_counts() -> None:
    count = DeadLetterCount(DeadLetterLimit(0.5, 2))
    count.admit(dead=True)
    for _ in range(3):
        with pytest.raises(TooManyDeadLetters, match="2 of the latest 2 messages would be dead letters, more than 50%"):
            count.admit(dead=True)
    count.admit(dead=False)
    count.admit(dead=True)


@pytest.mark.parametrize(("share", "window", "most"), [(0.5, 200, 100), (0.1, 15, 1), (0.0, 10, 0), (1.0, 10, 10)])
def test_the_share_is_of_the_window(share: float, window: int, most: int) -> None:
    assert DeadLetterLimit(share, window).most == most
