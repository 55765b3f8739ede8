"""What a body holds: which content types are taken, and how the articles of each are found."""

import io
from collections.abc import Awaitable, Callable
from email.message import Message
from http import HTTPStatus
from itertools import islice
from typing import Final

import orjson
from anyio import to_thread

from streams.feeds import Given, Item, Reject, read
from streams.feeds.detection import detect
from streams.feeds.embargo import hold
from streams.feeds.formats import MEDIA_TYPES, PEEK, charset_of
from streams.feeds.gunzip import MAGIC
from streams.intake.problems import Refused

Apart = Callable[[bytes, str, str, Given], Awaitable[list[Item | Reject]]]
"""Finds the articles of a document: its bytes, name, format, and what is known beside."""

NAME: Final = "body"
"""What a body is called where a place in it is named: `body:3` is its third line."""

JSON: Final = "application/json"
"""One article; which of the formats in JSON it has, its members tell."""
PUSHED: Final = ("jsonl", "ninjs", "newsml")
"""Formats that are pushed; the others are fetched, or published as files."""
MOST: Final = 10_000
"""Articles of one body, and what is none, together."""
TAKEN: Final = {
    JSON: "auto",
    **{media_type: format for media_type, format in MEDIA_TYPES.items() if format in PUSHED},
}
"""Content types that are taken, each with its format."""


class Documents:
    """Finds the articles of bodies; `apart` reads those formats that can be hostile."""

    def __init__(self, apart: Apart) -> None:
        self._apart = apart

    async def articles(self, body: bytes, content_type: str) -> list[Item | Reject]:
        """Articles and rejects of a body; raises Refused for a type that is not taken, no JSON, and too many."""
        if body.startswith(MAGIC):
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send it without compression")
        media_type = media_type_of(content_type)
        format = TAKEN[media_type]
        if media_type == JSON:
            body = await to_thread.run_sync(one_line, body)
            format = found if (found := detect(body[:PEEK], NAME)) in PUSHED else "jsonl"
        if format == "jsonl":
            # The model that checks them is made for strangers' bytes: no process of its own, which would cost more.
            articles = await to_thread.run_sync(lambda: list(islice(read(io.BytesIO(body), NAME, format), MOST + 1)))
        else:
            given = Given(charset=charset_of(content_type))
            articles = await self._apart(body, NAME, format, given)
        if len(articles) > MOST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MOST:,} articles; send fewer at once")
        return list(hold(articles))


def media_type_of(content_type: str) -> str:
    """The media type alone, in lower case; raises Refused for one that is not taken."""
    message = Message()
    message["Content-Type"] = content_type
    if (media_type := message.get_content_type()) not in TAKEN:
        raise Refused(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send one of {', '.join(TAKEN)}", {"Accept": ", ".join(TAKEN)}
        )
    return media_type


def one_line(body: bytes) -> bytes:
    """The same JSON on one line, as readers of lines want it; raises Refused for what is no JSON."""
    try:
        return orjson.dumps(orjson.loads(body))
    except ValueError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"not JSON: {error}") from None
