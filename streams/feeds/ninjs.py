"""IPTC ninjs, 1.x to 3.x: one item, an array of them, or one a line. Case of keys does not count: 3 is camelCase.

`uri` and `version` make updates, `pubstatus` withheld or canceled withdraws, `embargoed` (`embargoedUntil` in 3)
waits for its time. Associations are not articles of their own.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final, NamedTuple

from streams.feeds.embargo import embargo_of
from streams.feeds.inline import is_plain, is_text, words_of
from streams.feeds.items import NOTHING, Given, Item, Reject, item
from streams.feeds.moments import moment
from streams.feeds.objects import NoArticle, read_objects, word

USABLE: Final = "usable"
WITHDRAWN: Final = ("withheld", "canceled")
"""Withheld is taken back until a newer version is usable."""
PLANS: Final = ("event", "planning")
PICTURES: Final = ("audio", "graphic", "picture", "video")
"""Their descriptions are captions."""
ROLES: Final = {"main": 0, "": 1}
"""Of headlines, the best first."""


def read_ninjs(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """Every item's article, or why it is none."""
    return read_objects(file, name, given, from_ninjs)


def from_ninjs(found: dict[str, Any], given: Given, where: str, end: int) -> Item | Reject:
    """An item's article; raises NoArticle."""
    one = lowered(found)
    uri = word(one.get("uri"))
    if uri is None:
        raise NoArticle("uri: missing")
    if (type_ := word(one.get("type"))) in PLANS:
        raise NoArticle(f"of type {type_}, no news")
    created = (moment(one.get(key)) for key in ("firstcreated", "contentcreated", "versioncreated"))
    published = next(filter(None, created), None)
    status = word(one.get("pubstatus")) or USABLE
    if status not in (USABLE, *WITHDRAWN):
        raise NoArticle(f"pubstatus: {status!r} is neither usable, withheld nor canceled")
    withdrawn = status in WITHDRAWN
    stated = one.get("embargoeduntil", one.get("embargoed"))
    embargo = None if withdrawn else embargo_of(stated)
    return item(
        {
            "id": uri,
            "title": None if withdrawn else headline_of(one),
            "body": "" if withdrawn else text_of(one),
            "published_at": max(published, embargo) if published and embargo else published,
            "source": source_of(one) or given.source,
            "url": uri if uri.startswith(("https://", "http://")) else None,
            "language": word(one.get("language")),
            "version": version_of(one.get("version")),
            "updated_at": moment(one.get("versioncreated")),
            "status": "canceled" if withdrawn else USABLE,
        },
        where,
        end,
        embargo,
    )


def text_of(one: dict[str, Any]) -> str:
    """The item's own words: its body, else the description of what is no picture; raises NoArticle.

    Of several the main one, plain before marked up, long before short.
    """
    type_ = word(one.get("type"))
    written = texts(one, "body", "bodies")
    if not written and type_ not in PICTURES:
        written = texts(one, "description", "descriptions")
    for text in sorted(written, reverse=True, key=lambda text: (text.main, is_plain(text.kind), len(text.value))):
        if words := words_of(text.value, text.kind):
            return words
    raise NoArticle(f"a {type_ or 'thing'} without text of its own")


class Text(NamedTuple):
    """One of the texts of an item."""

    main: bool
    kind: str | None
    value: str


def texts(one: dict[str, Any], single: str, several: str) -> list[Text]:
    """Each text that there is: `body_text` and its like of 1.x, the array `bodies` of 2.x and 3.x."""
    flat = [(kind, "main" in kind.split("_"), one[f"{single}_{kind}"]) for kind in named(one, single)]
    listed = [
        (word(row.get("contenttype")), last_part(row.get("role")) == "main", row.get("value"))
        for row in rows(one.get(several))
    ]
    return [
        Text(main, kind, value)
        for kind, main, value in (*flat, *listed)
        if is_text(kind) and word(value) and isinstance(value, str)
    ]


def named(one: dict[str, Any], single: str) -> list[str]:
    """The kinds of what there is by a name and its kind: `html` of `body_html`."""
    return [key.removeprefix(f"{single}_") for key in one if key.startswith(f"{single}_")]


def headline_of(one: dict[str, Any]) -> str | None:
    """The main headline, else one without a role, else another, else the title."""
    listed = [
        (last_part(row.get("role")), word(row.get("contenttype")), row.get("value"))
        for row in rows(one.get("headlines"))
    ]
    listed.sort(key=lambda headline: ROLES.get(headline[0], len(ROLES)))
    others = [one[f"headline_{kind}"] for kind in named(one, "headline")]
    plain = [(None, value) for value in (one.get("headline"), *others, one.get("title"))]
    for kind, value in (plain[0], *((kind, value) for _, kind, value in listed), *plain[1:]):
        if isinstance(value, str) and (words := " ".join(words_of(value, kind).split())):
            return words
    return None


def source_of(one: dict[str, Any]) -> str | None:
    """Who it comes from: the provider, else the first source of information, else who holds the rights."""
    listed = [row for key in ("infosources", "infosource") for row in rows(one.get(key))]
    listed.sort(key=lambda row: last_part(row.get("role") or row.get("rel")) != "provider")
    names = (word(row.get("name")) or word(row.get("literal")) for row in listed)
    return next(filter(None, names), None) or word(one.get("copyrightholder"))


def last_part(role: object) -> str:
    """A role, or the last part of the address that stands for it; empty for none."""
    return (word(role) or "").rstrip("/").replace("/", ":").rsplit(":", 1)[-1]


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
