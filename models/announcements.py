"""What goes out: outbox rows, as the CloudEvents Kafka binding wants them in binary mode. Pure."""

from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote
from uuid import UUID

from models.outbox import Announcement
from models.rows import Said
from streams import records

EVENTS: Final = "news.events"
NUMBERS: Final = "news.numbers"

SOURCE: Final = "/wireroom"
SUBJECT: Final = 200
"""Characters of the article's id that `ce_subject` keeps."""
KINDS: Final = {EVENTS: "wireroom.event", NUMBERS: "wireroom.number"}


def attributes(at: datetime) -> dict[str, str]:
    """What every CloudEvent of ours says; the time is when it was said."""
    return {
        "ce_source": SOURCE,
        "ce_specversion": "1.0",
        "ce_time": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    }


class Announcer:
    """Writes the messages of one version of one article for one topic.

    `ce_id` is unique to an announcement: id of the thing, SHA-256 of the value, and the message that caused it; a
    thing that is said, taken back and said again is announced three times.
    """

    def __init__(self, topic: str, answer: records.Extracted, at: datetime) -> None:
        self._topic = topic
        self._cause = f"{answer.origin.partition}.{answer.origin.offset}"
        shared = {
            **attributes(at),
            "ce_subject": quote(answer.article.id[:SUBJECT], safe=":/"),
        }
        if answer.traceparent is not None:
            shared["traceparent"] = answer.traceparent
        kind = KINDS[topic]
        self._recorded = {"ce_type": f"{kind}.recorded", **shared, "content-type": "application/json"}
        self._retracted = {"ce_type": f"{kind}.retracted", **shared}

    def recorded(self, key: UUID, said: Said) -> Announcement:
        """The article says this, and says it so."""
        return self._row(key, said.value.decode(), said.content_hash.hex(), self._recorded)

    def retracted(self, key: UUID) -> Announcement:
        """The article says this no longer: a tombstone."""
        return self._row(key, None, "retracted", self._retracted)

    def _row(self, key: UUID, value: str | None, content: str, headers: dict[str, str]) -> Announcement:
        identity = ("ce_id", f"{key}/{content}/{self._cause}")
        return {"topic": self._topic, "key": str(key), "headers": [identity, *headers.items()], "value": value}


def orphaned(topic: str, key: UUID, at: datetime) -> Announcement:
    """A tombstone for what stands on the topic though the ledger does not say it: no message takes it back."""
    headers = {
        "ce_id": f"{key}/retracted/{at.timestamp():.6f}",
        "ce_type": f"{KINDS[topic]}.retracted",
        **attributes(at),
    }
    return {"topic": topic, "key": str(key), "headers": list(headers.items()), "value": None}
