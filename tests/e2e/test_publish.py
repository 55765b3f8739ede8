"""What the publisher says was delivered is on the topic, and what was not it names."""

import io
import json
import subprocess
import sys
import time
from typing import Final

from streams.feeds import Item, publish, read
from streams.reader import consumer, messages
from streams.topics import ARTICLES
from tests.e2e.house import House
from tests.wire_copy import lines

ACKNOWLEDGED_SECONDS: Final = 2.0
"""Until a producer has heard of what is on the topic; nothing outside it shows that."""


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


CUT_OFF = """
import io, json, sys
from streams.feeds import Item, Publisher, read
from tests.wire_copy import lines

items = [item for item in read(io.BytesIO(lines(3, prefix="cut")), "feed.jsonl") if isinstance(item, Item)]
with Publisher(sys.argv[1], delivery_seconds=3.0) as publisher:
    publisher.send(items[0])
    publisher.flush()
    print("sent", flush=True)
    sys.stdin.readline()
    for item in items[1:]:
        publisher.send(item)
    delivery = publisher.flush()
print(json.dumps([delivery.acknowledged, [(one.where, one.reason) for one in delivery.undelivered]]))
"""


def test_articles_that_the_broker_did_not_acknowledge_are_named(house: House) -> None:
    # In a process of its own: kafka-python leaves sockets open that it could not connect.
    command = [sys.executable, "-c", CUT_OFF, house.broker.address]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "sent\n"
        house.broker.kill()
        said, _ = process.communicate("go on\n", timeout=60)
    house.start(house.broker)
    acknowledged, undelivered = json.loads(said)
    assert acknowledged == 1
    assert [where for where, _ in undelivered] == ["feed.jsonl:2", "feed.jsonl:3"]
    assert all("Timeout" in reason or "Error" in reason for _, reason in undelivered)


def test_publish_tells_that_the_broker_is_away_and_goes_on_when_it_is_back(house: House) -> None:
    with house.begin("publish", "-", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(lines(2, prefix="before"))
        process.stdin.flush()
        house.until(lambda: keys_on_topic(house, "before") == 2, 30, "the first articles are on the topic")
        time.sleep(ACKNOWLEDGED_SECONDS)
        house.broker.kill()
        process.stdin.write(lines(5, prefix="during"))
        process.stdin.close()
        assert b"the broker does not answer; 5 articles wait" in process.stderr.readline()
        house.start(house.broker)
        said = process.stderr.read().decode()
    assert process.returncode == 0
    assert "the broker answers again" in said
    assert "7 articles published, 0 bad, 0 not delivered" in said
    assert keys_on_topic(house, "during") == 5


def keys_on_topic(house: House, prefix: str) -> int:
    """How many messages have such a key."""
    client = consumer(house.broker.address)
    try:
        found = messages(client, ARTICLES, beginning=True, follow=False)
        return sum(message.key.decode().startswith(prefix) for message in found)
    finally:
        client.close(autocommit=False)
