"""Text that a feed holds as a string, and its kind: a media type, or the rest of a name like `body_html`."""

import re
from typing import Final

from streams.feeds.markup import plain

_MARKED_KINDS: Final = ("html", "xml", "nitf")
_MARKUP: Final = re.compile(r"</[A-Za-z]|<(?:br|p)\b[^<>]*>")
_PLAIN: Final = re.compile(r"\bplain\b|(?:^|_)text(?:_|$)")


def is_text(kind: str | None) -> bool:
    """Whether words can be of a kind: `text/plain` and `html`, but neither `image/png` nor `application/json`."""
    kind = (kind or "").lower()
    if "json" in kind:
        return False
    return "/" not in kind or kind.startswith("text/") or any(marked in kind for marked in _MARKED_KINDS)


def is_plain(kind: str | None) -> bool:
    """Whether a kind says that there is no markup."""
    return _PLAIN.search((kind or "").lower()) is not None


def words_of(value: str, kind: str | None) -> str:
    """What it says: without markup, where its kind says that it has some, or none and it shows some; raises
    MarkupHostile."""
    marked = any(word in (kind or "").lower() for word in _MARKED_KINDS) or value.lstrip().startswith("<")
    marked = marked or (not is_plain(kind) and _MARKUP.search(value) is not None)
    return plain(value) if marked else value.strip()
