"""XML in whatever charset it comes, as UTF-8."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from streams.feeds.chunks import chunks

ILLEGAL: Final = "\ufffe"
"""Stands for bytes that the charset does not have: no XML may hold it, so that the article it is in is refused."""

_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_TELLING: Final = 1024
"""A document says what charset it is in within so many bytes."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
# What a page calls by these names is read by every browser as Windows' superset of it.
_SUPERSETS: Final = {"iso8859-1": "cp1252", "ascii": "utf-8", "gb2312": "gb18030", "gbk": "gb18030"}


def _mark(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return ILLEGAL, error.end


codecs.register_error("wireroom-mark", _mark)


def in_utf8(file: BinaryIO, charset: str | None = None) -> Iterator[bytes]:
    """The file's bytes as UTF-8: told by its mark, by what was given, by its declaration, else UTF-8."""
    source = chunks(file)
    first = b""
    for chunk in source:
        first += chunk
        if len(first) >= _TELLING or b">" in first:
            break
    codec = charset_of(first, charset)
    if codec == "utf-8":
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from source
        return
    decoder = codecs.getincrementaldecoder(codec)("wireroom-mark")
    yield decoder.decode(first).removeprefix("\ufeff").encode(errors="replace")
    for chunk in source:
        yield decoder.decode(chunk).encode(errors="replace")
    yield decoder.decode(b"", final=True).encode(errors="replace")


def charset_of(start: bytes, given: str | None) -> str:
    """The codec of a document that begins like this."""
    for mark, codec in _MARKS:
        if start.startswith(mark):
            return codec
    declared = _DECLARED.search(start, 0, _TELLING)
    for name in (given, declared and declared[1].decode()):
        if name and (known := known_codec(name)):
            return known
    return "utf-8"


def known_codec(name: str) -> str | None:
    """Python's name for a charset of text; None where there is none."""
    try:
        info = codecs.lookup(name)
        # Not every codec makes text of bytes, nor does it a piece at a time.
        "".encode(info.name)
        codecs.getincrementaldecoder(info.name)
    except (LookupError, ValueError):
        return None
    found = _SUPERSETS.get(info.name, info.name)
    return None if found.startswith(("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode")) else found
