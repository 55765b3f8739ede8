"""Ids of what articles share: UUIDv5 of all that is said of it, so that everybody gives it the same."""

from functools import lru_cache
from uuid import UUID

from streams import records


def source_key(name: str) -> UUID:
    """A publisher's id."""
    return _shared_key("source", name)


def actor_key(actor: records.Actor) -> UUID:
    """The id of an actor, the same wherever it is described alike."""
    return _shared_key("actor", actor.name, actor.kind, actor.country, actor.sector)


def place_key(place: records.Place) -> UUID:
    """The id of a place, the same wherever it is named alike."""
    return _shared_key(
        "place", place.name, place.country, place.latitude, place.longitude, place.division, place.geonames_id
    )


@lru_cache(maxsize=1 << 16)
def _shared_key(kind: str, *parts: str | float | None) -> UUID:
    return records.identify(kind, *parts)
