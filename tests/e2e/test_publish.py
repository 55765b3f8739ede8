"""What the publisher says was delivered is on the topic, and what was not it names."""

import gc
import io

import pytest

from streams.feeds import Delivery, Item, Publisher, publish, read
from streams.reader import consumer, messages
from streams.topics import ARTICLES
from tests.e2e.house import House
from tests.wire_copy import lines


def test_a_program_publishes_a_feed_and_learns_what_became_of_it(house: House) -> None:
    feed = lines(50) + b"{\n" + lines(1, prefix="last")
    delivery = publish(read(io.BytesIO(feed), "feed.jsonl"), house.broker.address)
    assert delivery.acknowledged == 51
    assert [reject.where for reject in delivery.rejects] == ["feed.jsonl:51"]
    assert delivery.undelivered == []
    client = consumer(house.broker.address)
    found = {
        message.key.decode(): message.value for message in messages(client, ARTICLES, beginning=True, follow=False)
    }
    client.close(autocommit=False)
    sent = {item.article_id: item.value for item in read(io.BytesIO(feed), "feed.jsonl") if isinstance(item, Item)}
    assert found == sent


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_articles_that_the_broker_did_not_acknowledge_are_named(house: House) -> None:
    delivery = cut_off(house)
    house.start(house.broker)
    gc.collect()  # kafka-python leaves the sockets open that it could not connect
    assert delivery.acknowledged == 1
    assert [reject.where for reject in delivery.undelivered] == ["feed.jsonl:2", "feed.jsonl:3"]
    assert all("Timeout" in reject.reason or "Error" in reject.reason for reject in delivery.undelivered)


def cut_off(house: House) -> Delivery:
    """Publish three articles to a broker that dies after the first."""
    items = [item for item in read(io.BytesIO(lines(3, prefix="cut")), "feed.jsonl") if isinstance(item, Item)]
    with Publisher(house.broker.address, delivery_seconds=3.0) as publisher:
        publisher.send(items[0])
        assert publisher.flush().acknowledged == 1
        house.broker.kill()
        for item in items[1:]:
            publisher.send(item)
        return publisher.flush()
