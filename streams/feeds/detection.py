"""What a feed is, told by how it begins."""

import codecs
import re
from typing import Final

from streams.feeds.charsets import charset_of

_TAG: Final = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_XML_ROOTS: Final = {
    "rss": "rss",
    "feed": "rss",
    "entry": "rss",
    "deleted-entry": "rss",
    "RDF": "rss",
    "newsMessage": "newsml",
    "newsItem": "newsml",
    "packageItem": "newsml",
    "conceptItem": "newsml",
    "knowledgeItem": "newsml",
    "planningItem": "newsml",
    "catalogItem": "newsml",
}
_ASIDE: Final = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_DOCTYPE: Final = re.compile(r"<!DOCTYPE\s+(?:[\w.-]+:)?([\w.-]+)")
_JSON_FEED: Final = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_OWN: Final = re.compile(rb'"(id|body)"\s*:')
_NEWSPLEASE: Final = re.compile(rb'"(?:maintext|date_publish|date_download)"\s*:')
_NINJS: Final = re.compile(
    rb'"(?:uri|pubstatus|versioncreated|firstcreated|body_[a-z]+|bodies|headlines|\$?standard)"\s*:', re.IGNORECASE
)


def detect(start: bytes, name: str) -> str:
    """The format of a feed that begins like this; its name only where the beginning could be several."""
    if start.startswith(b"WARC/"):
        return "warc"
    if name.endswith((".txt", ".text")):
        return "text"
    begins = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if begins.startswith((b"{", b"[")) or name.endswith((".jsonl", ".ndjson")):
        return _json(begins, name)
    written = start.decode(charset_of(start, None), errors="replace").removeprefix("\ufeff").lstrip()
    return _markup(written) if written.startswith("<") else "text"


def _json(begins: bytes, name: str) -> str:
    if _JSON_FEED.search(begins):
        return "jsonfeed"
    if len(set(_OWN.findall(begins))) < 2:
        if _NEWSPLEASE.search(begins):
            return "newsplease"
        if _NINJS.search(begins):
            return "ninjs"
    first, end, _ = begins.partition(b"\n")
    whole = begins.startswith(b"{") and (not end or first.rstrip().endswith(b"}"))
    return "jsonl" if whole or name.endswith((".jsonl", ".ndjson")) else "json"


def _markup(written: str) -> str:
    # What a document type declares may be longer than what is looked at.
    found = _TAG.match(_ASIDE.sub("", written).lstrip()) or _DOCTYPE.search(written)
    return _XML_ROOTS.get(found[1], "html") if found else "html"
