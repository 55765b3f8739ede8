"""What goes out: outbox rows, as the CloudEvents Kafka binding wants them in binary mode. Pure."""

from base64 import b64encode
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote
from uuid import UUID

from models.bulk import Row
from models.rows import Said
from streams import records

EVENTS: Final = "news.events"
NUMBERS: Final = "news.numbers"

SOURCE: Final = "/wireroom"
SUBJECT: Final = 200
"""Characters of the article's id that `ce_subject` keeps."""
KINDS: Final = {EVENTS: "wireroom.event", NUMBERS: "wireroom.number"}

Headers = list[tuple[str, str | None]]


class Announcer:
    """Writes the messages of one version of one article for one topic.

    `ce_id` is unique to an announcement: id of the thing, SHA-256 of the value, and the message that caused it; a
    thing that is said, taken back and said again is announced three times.
    """

    def __init__(self, topic: str, answer: records.Extracted, at: datetime) -> None:
        self._topic = topic
        self._cause = f"{answer.origin.partition}.{answer.origin.offset}"
        shared = {
            "ce_source": SOURCE,
            "ce_specversion": "1.0",
            "ce_time": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "ce_subject": quote(answer.article.id[:SUBJECT], safe=":/"),
        }
        if answer.traceparent is not None:
            shared["traceparent"] = answer.traceparent
        kind = KINDS[topic]
        self._recorded = headers(
            {"ce_type": f"{kind}.recorded", **shared, "content-type": "application/json"},
        )
        self._retracted = headers({"ce_type": f"{kind}.retracted", **shared})

    def recorded(self, key: UUID, said: Said) -> Row:
        """The article says this, and says it so."""
        return self._row(key, said.value, said.content_hash.hex(), self._recorded)

    def retracted(self, key: UUID) -> Row:
        """The article says this no longer: a tombstone."""
        return self._row(key, None, "retracted", self._retracted)

    def _row(self, key: UUID, value: bytes | None, content: str, rest: Headers) -> Row:
        identity = ("ce_id", _text(f"{key}/{content}/{self._cause}"))
        return {"topic": self._topic, "key": str(key).encode(), "value": value, "headers": [identity, *rest]}


def headers(values: dict[str, str]) -> Headers:
    """Headers as the outbox keeps them, values in base64."""
    return [(name, _text(value)) for name, value in values.items()]


def _text(value: str) -> str:
    return b64encode(value.encode()).decode()
