"""Ids: UUIDv5 of what they name, so that everybody gives it the same."""

from uuid import UUID, uuid5

NAMESPACE = UUID("5c1d4ba6-9f0a-5c8e-8b5e-6f0c2f6f9a11")
"""Namespace of every UUIDv5 that Wireroom makes."""


def article_key(article_id: str) -> UUID:
    """The UUIDv5 of a producer's article id."""
    return uuid5(NAMESPACE, article_id)


def identify(article_id: str, *parts: object) -> UUID:
    """The UUIDv5 of something that an article says.

    For an event: the sentence's text, which occurrence of that sentence it is, the trigger's offset in it, the type.
    """
    return uuid5(NAMESPACE, "\x1f".join((article_id, *map(str, parts))))
