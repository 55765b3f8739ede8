"""Forgets articles on demand: the decision goes to `news.forgotten`, then the ledger erases, in one transaction.

The topic comes first. It is kept for ever, and a ledger that is rebuilt begins with it: what was decided there holds
though the database is lost in the next moment. Where the transaction fails after it, the same command again ends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from kafka import KafkaProducer
from kafka.admin import ConfigResource
from sqlalchemy import Connection

from models import forgotten
from models.announcements import attributes
from models.erasure import Erased
from models.forgotten import Decision
from streams.access import client
from streams.records import Forgetting, article_key, dump, load
from streams.topics import ARTICLES, DEAD_LETTERS, EVENTS, EXTRACTIONS, FORGOTTEN, NUMBERS, admin

SEND_SECONDS: Final = 60
SLACK: Final = timedelta(minutes=15)
"""How long a broker may take, beyond what is set, to look whether a segment has to go, and to delete its file."""


@dataclass(frozen=True)
class Kept:
    """Until when a topic may hold what it has of something today."""

    topic: str
    until: datetime | None
    """None: for ever, because the broker is set so."""


def forget(connection: Connection, broker: str, articles: Sequence[str], by: str) -> Erased:
    """Forget articles by their producer's ids, known or not, in the transaction of the caller, who commits."""
    decisions = _decide(connection, broker, articles, by, allowed=False)
    return forgotten.forget(connection, articles, decisions, datetime.now(UTC))


def allow(connection: Connection, broker: str, articles: Sequence[str], by: str) -> None:
    """Allow that what the broker takes of articles from now on is read again; what it took before stays forgotten."""
    forgotten.note(connection, _decide(connection, broker, articles, by, allowed=True))


def decision(message: Any) -> Decision:
    """What a message of `news.forgotten` says; the time is the broker's."""
    told = load(Forgetting, message.value)
    return Decision(told.article, datetime.fromtimestamp(message.timestamp / 1000, UTC), told.by, told.allowed)


def kept(broker: str, now: datetime) -> list[Kept]:
    """Until when each topic may hold what it has now, by what the broker is set to.

    Compaction works on segments that are closed, and one is closed by a message that comes after its time: a
    compacted topic that gets no more messages keeps what it has.
    """
    here = admin(broker)
    try:
        names = (ARTICLES, EXTRACTIONS, DEAD_LETTERS, EVENTS, NUMBERS)
        described = here.describe_configs([ConfigResource("TOPIC", name) for name in names], config_filter="all")
    finally:
        here.close()
    (topics,) = described.values()
    return [Kept(name, _until({key: data["value"] for key, data in topics[name].items()}, now)) for name in names]


def _until(configs: dict[str, str], now: datetime) -> datetime | None:
    segment, lag = int(configs["segment.ms"]), int(configs["max.compaction.lag.ms"])
    if configs["cleanup.policy"] == "compact":
        # The segment of the tombstone has to close, and then to be old enough for its turn.
        milliseconds = min(segment, lag) + lag
    else:
        milliseconds = -1 if configs["retention.ms"] == "-1" else int(configs["retention.ms"]) + segment
    try:
        return None if milliseconds < 0 else now + timedelta(milliseconds=milliseconds) + SLACK
    except OverflowError:
        return None


def _decide(connection: Connection, broker: str, articles: Sequence[str], by: str, *, allowed: bool) -> list[Decision]:
    """Have decisions on the topic, acknowledged, in the order in which the ledger will have them."""
    forgotten.deciding(connection)
    producer = client(KafkaProducer, broker, acks="all", enable_idempotence=True)
    try:
        told = [Forgetting(article=article_key(article), allowed=allowed, by=by) for article in articles]
        sent = [producer.send(FORGOTTEN, dump(one), str(one.article).encode(), headers=_headers(one)) for one in told]
        times = [future.get(SEND_SECONDS).timestamp for future in sent]
    finally:
        producer.close()
    return [
        Decision(one.article, datetime.fromtimestamp(time / 1000, UTC), by, allowed)
        for one, time in zip(told, times, strict=True)
    ]


def _headers(told: Forgetting) -> list[tuple[str, bytes]]:
    now = datetime.now(UTC)
    kind = "allowed" if told.allowed else "forgotten"
    headers = {
        "ce_id": f"{told.article}/{kind}/{now.timestamp():.6f}",
        "ce_type": f"wireroom.article.{kind}",
        **attributes(now),
        "content-type": "application/json",
    }
    return [(name, value.encode()) for name, value in headers.items()]
