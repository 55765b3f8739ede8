"""What a topic has, asked of a broker that is on its way back."""

from typing import Any

import pytest
from kafka import TopicPartition
from kafka.errors import MetadataEmptyBrokerList

from streams import reader
from streams.access import BrokerUnreachable
from streams.reader import partitions
from streams.topics import TopicsMissing


class Waking:
    """A consumer whose broker names no broker at first, not even itself."""

    def __init__(self, refusals: int, found: set[int] | None) -> None:
        self._refusals = refusals
        self._found = found

    def partitions_for_topic(self, topic: str) -> set[int] | None:
        self._refusals -= 1
        if self._refusals >= 0:
            raise MetadataEmptyBrokerList(topic)
        return self._found


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    monkeypatch.setattr(reader.time, "sleep", sleep)
    monkeypatch.setattr(reader.time, "monotonic", lambda: clock[0])
    return clock


def test_a_broker_that_wakes_up_is_asked_again(slept: list[float]) -> None:
    here: Any = Waking(3, {1, 0})
    assert partitions(here, "news.events") == [TopicPartition("news.events", 0), TopicPartition("news.events", 1)]
    assert slept == [pytest.approx(0.6)]


def test_one_that_does_not_is_named_after_some_seconds() -> None:
    here: Any = Waking(1_000, {0})
    with pytest.raises(BrokerUnreachable, match="does not tell of news.events"):
        partitions(here, "news.events")


def test_a_topic_that_is_not_there_is_not_waited_for(slept: list[float]) -> None:
    here: Any = Waking(0, None)
    with pytest.raises(TopicsMissing, match="run `wireroom migrate`"):
        partitions(here, "news.events")
    assert slept == [0.0]
