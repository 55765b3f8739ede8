"""So many requests a second, and short bursts above it."""

from streams.intake.rate import Rate


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_taken_and_then_so_many_a_second() -> None:
    clock = Clock()
    rate = Rate(5.0, clock)
    assert [rate.wait("key") for _ in range(10)] == [0.0] * 10
    assert rate.wait("key") == 0.2
    clock.now += 0.2
    assert rate.wait("key") == 0.0
    assert rate.wait("key") > 0


def test_silence_saves_up_no_more_than_a_burst() -> None:
    clock = Clock()
    rate = Rate(5.0, clock)
    clock.now += 3_600
    assert [rate.wait("key") == 0.0 for _ in range(12)] == [True] * 10 + [False] * 2


def test_keys_do_not_slow_each_other() -> None:
    rate = Rate(0.5, Clock())
    assert rate.wait("one") == 0.0
    assert rate.wait("one") == 2.0
    assert rate.wait("two") == 0.0
