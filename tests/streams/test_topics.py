"""The six topics are as rule 16 of the house has them, and nothing else makes one. On the real broker."""

import time
from pathlib import Path

import pytest
from kafka.admin import ConfigResource

from streams.access import BrokerUnreachable
from streams.embedded import Addresses
from streams.settings import Settings
from streams.topics import TOPICS, TopicsMissing, admin, create, describe

DAY = 24 * 60 * 60 * 1000


def configs(broker: str) -> dict[str, dict[str, str]]:
    client = admin(broker)
    found = client.describe_configs([ConfigResource("TOPIC", topic.name) for topic in TOPICS], config_filter="all")
    client.close()
    (by_name,) = found.values()
    return {name: {key: data["value"] for key, data in keys.items()} for name, keys in by_name.items()}


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(home=Path("unused"), partitions=3)


@pytest.fixture(scope="module", autouse=True)
def bare(addresses: Addresses) -> None:
    """What another module has created is gone."""
    client = admin(addresses.broker)
    if there := {topic.name for topic in TOPICS} & set(client.list_topics()):
        client.delete_topics(sorted(there))
    client.close()


def test_before_they_are_created_the_command_to_run_is_named(addresses: Addresses) -> None:
    with pytest.raises(TopicsMissing, match="news.articles.*run `wireroom migrate`"):
        describe(addresses.broker)


def test_they_are_created_once(addresses: Addresses, settings: Settings) -> None:
    assert create(addresses.broker, settings) == [topic.name for topic in TOPICS]
    first = describe(addresses.broker)
    assert create(addresses.broker, settings) == []
    assert describe(addresses.broker) == first
    assert len({topic.id for topic in first.values()}) == len(TOPICS)
    assert {topic.partitions for topic in first.values()} == {settings.partitions}


def test_articles_are_kept_for_a_bounded_time_and_events_are_compacted(addresses: Addresses) -> None:
    found = configs(addresses.broker)
    for name in ("news.articles", "news.extractions", "news.dead-letters"):
        assert (found[name]["cleanup.policy"], found[name]["retention.ms"]) == ("delete", str(30 * DAY))
    for name in ("news.events", "news.numbers", "news.forgotten"):
        assert (found[name]["cleanup.policy"], found[name]["delete.retention.ms"]) == ("compact", str(7 * DAY))
        assert found[name]["max.compaction.lag.ms"] == str(DAY)
    assert {keys["segment.ms"] for keys in found.values()} == {str(DAY)}
    assert {name: int(keys["max.message.bytes"]) // 1024**2 for name, keys in found.items()} == {
        "news.articles": 10,
        "news.extractions": 32,
        "news.events": 1,
        "news.numbers": 1,
        "news.dead-letters": 32,
        "news.forgotten": 1,
    }
    assert {keys["message.timestamp.type"] for keys in found.values()} == {"LogAppendTime"}


def test_a_setting_that_changed_reaches_the_topics_that_are_there(addresses: Addresses, settings: Settings) -> None:
    create(addresses.broker, settings.model_copy(update={"retention_days": 5, "tombstone_days": 2}))
    # A broker acknowledges a change before it has heard of it itself.
    until = time.monotonic() + 10
    while configs(addresses.broker)["news.dead-letters"]["retention.ms"] != str(5 * DAY) and time.monotonic() < until:
        time.sleep(0.1)
    found = configs(addresses.broker)
    assert found["news.articles"]["retention.ms"] == str(5 * DAY)
    assert found["news.events"]["delete.retention.ms"] == str(2 * DAY)
    assert found["news.events"]["cleanup.policy"] == "compact"


@pytest.mark.parametrize("broker", ["127.0.0.1:1", "127.0.0.1:1,127.0.0.1:2", "[::1]:1"])
def test_a_broker_that_is_not_there_is_named(broker: str) -> None:
    with pytest.raises(BrokerUnreachable) as caught:
        describe(broker)
    assert f"no Kafka broker answers at {broker};" in str(caught.value)


def test_one_server_that_answers_is_enough(addresses: Addresses) -> None:
    # One that is away is not tried at all: among five the client would seldom have found it in time.
    away = ",".join(f"127.0.0.1:{port}" for port in range(1, 6))
    assert describe(f"{away},{addresses.broker}") == describe(addresses.broker)
