"""IPTC ninjs, 1.x to 3.x: one item, an array of them, or one a line. Case of keys does not count: 3 is camelCase.

`uri` and `version` make updates, `pubstatus` withheld or canceled withdraws, `embargoed` waits for its time.
Associations are not articles of their own.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from streams.feeds.items import NOTHING, Given, Item, Reject, item
from streams.feeds.markup import plain
from streams.feeds.moments import moment
from streams.feeds.objects import NoArticle, read_objects, word

USABLE: Final = "usable"
WITHDRAWN: Final = ("withheld", "canceled")
"""Withheld is taken back until a newer version is usable."""


def read_ninjs(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """Every item's article, or why it is none."""
    return read_objects(file, name, given, from_ninjs)


def from_ninjs(found: dict[str, Any], given: Given, where: str, end: int) -> Item | Reject:
    """An item's article; raises NoArticle."""
    one = lowered(found)
    uri = word(one.get("uri"))
    if uri is None:
        raise NoArticle("uri: missing")
    embargo = moment(one.get("embargoed"))
    created = (moment(one.get(key)) for key in ("firstcreated", "contentcreated", "versioncreated"))
    published = next(filter(None, created), None)
    status = word(one.get("pubstatus")) or USABLE
    if status not in (USABLE, *WITHDRAWN):
        raise NoArticle(f"pubstatus: {status!r} is neither usable, withheld nor canceled")
    body = None if status in WITHDRAWN else text_of(one)
    return item(
        {
            "id": uri,
            "title": None if status in WITHDRAWN else headline_of(one),
            "body": body or "",
            "published_at": max(published, embargo) if published and embargo else published,
            "source": source_of(one) or given.source,
            "url": uri if uri.startswith(("https://", "http://")) else None,
            "language": word(one.get("language")),
            "version": version_of(one.get("version")),
            "updated_at": moment(one.get("versioncreated")),
            "status": "canceled" if status in WITHDRAWN else USABLE,
        },
        where,
        end,
        embargo,
    )


def text_of(one: dict[str, Any]) -> str:
    """The item's own words: its body, plain before marked up, else its description; raises NoArticle."""
    written = texts(one, "body", "bodies") or texts(one, "description", "descriptions")
    if not written:
        raise NoArticle(f"a {word(one.get('type')) or 'thing'} without text of its own")
    kind, value = min(written, key=lambda text: 0 if "plain" in text[0] or text[0] == "text" else 1)
    return plain(value) if "html" in kind or "xml" in kind or value.lstrip().startswith("<") else value


def texts(one: dict[str, Any], single: str, several: str) -> list[tuple[str, str]]:
    """Kind and value of each text: `body_text` and its like of 1.x, the array `bodies` of 2.x and 3.x."""
    flat = [(key.removeprefix(f"{single}_"), value) for key, value in one.items() if key.startswith(f"{single}_")]
    listed = [(str(row.get("contenttype") or ""), row.get("value")) for row in rows(one.get(several))]
    return [(kind.lower(), value) for kind, value in (*flat, *listed) if word(value) and isinstance(value, str)]


def headline_of(one: dict[str, Any]) -> str | None:
    """The main headline."""
    listed = rows(one.get("headlines"))
    main = [row for row in listed if row.get("role") == "main"] or listed
    return word(one.get("headline")) or next(filter(None, (word(row.get("value")) for row in main)), None)


def source_of(one: dict[str, Any]) -> str | None:
    """Who it comes from: the provider, else the first source of information, else who holds the rights."""
    listed = [row for key in ("infosources", "infosource") for row in rows(one.get(key)) if word(row.get("name"))]
    listed.sort(key=lambda row: row.get("role") != "provider")
    return word(listed[0]["name"]) if listed else word(one.get("copyrightholder"))


def version_of(value: object) -> int | None:
    """A version that counts; others say nothing of which is newer, versioncreated does."""
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 19:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def rows(value: object) -> list[dict[str, Any]]:
    """The objects of an array."""
    return [lowered(row) for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def lowered(found: dict[str, Any]) -> dict[str, Any]:
    """The same, its keys in lower case."""
    return {key.lower(): value for key, value in found.items()}
