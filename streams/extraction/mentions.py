"""What components hand on of an actor."""

from typing import NamedTuple

from streams.extraction.lexicon.names import Kind


class Mention(NamedTuple):
    """An actor where it is mentioned: tokens `start` to `end`, of which `head` is the one that fills a slot.

    `title`: the noun that says what a person is ("chancellor").
    """

    start: int
    end: int
    head: int
    name: str
    kind: Kind | None = None
    country: str | None = None
    sector: str | None = None
    title: str | None = None
