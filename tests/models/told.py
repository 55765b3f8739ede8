"""Articles of one sentence for the views of readers, and what a view shows."""

from sqlalchemy import Connection, text

from streams import records
from tests.models.answers import answer

ALPHA = "Alpha struck Beta on Monday in Paris with 12.50 tanks, Gamma said."


def changed(
    offset: int, article: str, words: str, published_at: str | None = "2025-09-05T10:00:00Z", **fields: object
) -> records.Extracted:
    """An article of one sentence, whose event has other fields."""
    message = answer(article, offset, words, published_at=published_at)
    (event,) = message.extraction.events
    extraction = message.extraction.model_copy(update={"events": (event.model_copy(update=fields),)})
    return message.model_copy(update={"extraction": extraction})


def denied(
    offset: int,
    words: str = ALPHA.replace("Gamma", "Delta"),
    published_at: str = "2025-09-05T10:00:00Z",
    **fields: object,
) -> records.Extracted:
    """Delta's word that Alpha did not strike Beta, or what else is denied."""
    (event,) = answer("denial", offset, words).extraction.events
    assert event.attribution is not None
    reading = event.attribution.model_copy(update={"polarity": "NEG"})
    return changed(offset, "denial", words, published_at, polarity="NEG", attribution=reading, **fields)


def promised(offset: int) -> records.Extracted:
    """What is made of a strike that was announced, on the article's own word."""
    return changed(offset, "threat", "Alpha struck Beta.", type="THREATEN", mode=None)


def aimed(offset: int, kind: str, day: str, source: str = "FRA", target: str = "DEU") -> records.Extracted:
    """Something that one country does to another."""
    message = answer(f"aimed-{offset}", offset, "Alpha struck Beta.", published_at=f"{day}T12:00:00Z")
    (event,) = message.extraction.events
    parts = tuple(
        part.model_copy(update={"actor": part.actor.model_copy(update={"country": country})})
        for part, country in zip(event.participants, (source, target), strict=True)
    )
    event = event.model_copy(update={"type": kind, "mode": None, "participants": parts})
    extraction = message.extraction.model_copy(update={"events": (event,)})
    return message.model_copy(update={"extraction": extraction})


def view(connection: Connection, name: str) -> list[dict[str, object]]:
    return [dict(row) for row in connection.execute(text(f"SELECT * FROM report.{name}")).mappings()]
