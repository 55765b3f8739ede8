"""Prints what happened, as any Kafka client can: kafka-python alone, nothing of Wireroom.

The group remembers where it was. `python examples/plain.py 127.0.0.1:9092` goes on for ever; `--once` ends at the end.
"""

import argparse
import json
from decimal import Decimal

from kafka import KafkaConsumer

arguments = argparse.ArgumentParser(description="Print events as they come.")
arguments.add_argument("broker")
arguments.add_argument("--once", action="store_true", help="end when nothing came for a while")
given = arguments.parse_args()

consumer = KafkaConsumer(
    "news.events",
    bootstrap_servers=given.broker.split(","),
    group_id="example-plain",
    # Without it, what a transaction took back would be read too.
    isolation_level="read_committed",
    # From the beginning when the group is new: the topic is compacted, and holds all that is known.
    auto_offset_reset="earliest",
    enable_auto_commit=False,
    consumer_timeout_ms=5_000 if given.once else float("inf"),
)
for message in consumer:
    kind = dict(message.headers)["ce_type"].decode()
    if message.value is None:
        print(f"{kind} {message.key.decode()}")
    else:
        # Numbers have all their digits: never through a float.
        event = json.loads(message.value, parse_float=Decimal)
        who = ", ".join(part["actor"]["name"] for part in event["participants"] if part["role"] == "source")
        print(f"{kind} {event['id']} {event['type']} {event['trigger']['text']!r} by {who or 'nobody named'}")
    # After the work: what was not committed comes again.
    consumer.commit()
consumer.close()
