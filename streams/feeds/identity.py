"""Ids and addresses that are the same whenever and wherever a feed is read."""

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def identity(own: str, feed: str | None) -> str:
    """An entry's id: its own where that is an IRI, else its own within its feed, since `42` is everybody's."""
    return own if feed is None or _IRI.fullmatch(own) else f"{feed}#{own}"


def address(link: str | None, base: str | None) -> str | None:
    """A link, relative to where it stands; as it is where it cannot be understood."""
    if not link or not base:
        return link
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def host(url: str | None) -> str | None:
    """The host of an address of the web; None for everything else."""
    try:
        parts = urlsplit(url or "")
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
