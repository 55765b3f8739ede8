"""Cuts XML into its articles without reading it as a whole: a million of them take no more memory than one.

Only the tags of articles, CDATA and comments are looked at, so that one malformed article costs itself alone. What
a document type declares is never seen by the articles.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from streams.feeds.charsets import in_utf8
from streams.feeds.chunks import Cutter, Piece

_LONGEST_TOKEN: Final = 200
_LONGEST_TAG: Final = 64 * 1024
_EMPTY: Final = re.compile(rb"""(?:[^<>"'/]|/(?!>)|"[^"<]*"|'[^'<]*')*+/>""")


class XmlCutter(Cutter):
    """Pieces of a file: the elements of these local names, in UTF-8. `head` is what is before the first.

    None of them may be within another: one that begins while another is open ends that one, as malformed.
    """

    def __init__(self, file: BinaryIO, names: tuple[str, ...], charset: str | None = None) -> None:
        super().__init__(in_utf8(file, charset))
        name = rb"(?:[\w.-]{1,60}:)?(?:%s)" % "|".join(names).encode()
        # Every alternative begins alike, so that the search can skip to the next tag.
        self._token = re.compile(
            rb"<(?:(?P<cdata>!\[CDATA\[)|(?P<comment>!--)|(?P<open>%s(?=[\s/>]))|(?P<close>/%s\s{0,20}>))"
            % (name, name)
        )
        self.head = b""
        self._until: bytes | None = None
        """What ends the CDATA or the comment at hand."""

    def _cut(self) -> Iterator[Piece]:
        while True:
            if self._until is not None:
                if (ends := self._buffer.find(self._until, self._at)) < 0:
                    break
                self._at = ends + len(self._until)
                self._until = None
            if (found := self._token.search(self._buffer, self._at)) is None:
                break
            self._at = found.end()
            if found["cdata"]:
                self._until = b"]]>"
            elif found["comment"]:
                self._until = b"-->"
            elif found["open"]:
                if self._buffer.find(b">", self._at) < 0 and len(self._buffer) - self._at < _LONGEST_TAG:
                    self._at = found.start()
                    return
                yield from self._open(found.start())
                if empty := _EMPTY.match(self._buffer, self._at):
                    yield self._piece(empty.end())
            elif found["close"] and self._inside:
                yield self._piece(self._at)
        self._at = max(self._at, len(self._buffer) - _LONGEST_TOKEN)

    def _finish(self) -> Iterator[Piece]:
        if self._token.match(self._buffer, self._at):
            yield from self._open(self._at)
        yield from super()._finish()

    def _open(self, start: int) -> Iterator[Piece]:
        if self._inside:
            yield self._piece(start, "not closed where the next one begins")
        else:
            self.head = self.head or bytes(self._buffer[:start])
            self._forget(start)
        self._inside = True
