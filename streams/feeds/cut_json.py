"""Cuts JSON into its articles without reading it as a whole: a million of them take no more memory than one.

Only strings and brackets are looked at, so that one malformed article costs itself alone: what each piece says,
its reader finds out.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from streams.feeds.chunks import Cutter, Piece, chunks

_OUTSIDE: Final = re.compile(rb'["{}\[\]]|\n(?=\{)')
# Whole strings and brackets around none are skipped in one go, else one article could be millions of steps.
_INSIDE: Final = re.compile(rb'(?:(?:"[^"\\\n]*+"|[{\[][^"{}\[\]\n]*+[}\]])[^"{}\[\]\n]*+)++|"|[{\[]+|[}\]]+|\n(?=\{)')
_STRING: Final = re.compile(rb'[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+')
_BETWEEN: Final = b" \t\r\n,\xef\xbb\xbf\x1e"
_NOWHERE: Final = -1


class JsonCutter(Cutter):
    """Pieces of a file: the objects that stand alone, one after another, or in an array.

    With a `key`, those in the array of that name in the one object there is; `head` is that object up to the array.
    Without, a line that begins with a brace begins a piece, whatever the one before it left open.
    """

    def __init__(self, file: BinaryIO, key: str | None = None) -> None:
        super().__init__(chunks(file))
        self._key = None if key is None else f'"{key}"'.encode()
        self.head = b""
        self._depth = 0
        self._base = 0 if key is None else _NOWHERE
        """How deep pieces are."""
        self._opened: int | None = None
        """Where the string at hand begins."""
        self._last = b""
        """The last string on the first level."""

    def _cut(self) -> Iterator[Piece]:
        while (token := self._next()) is not None:
            if token == b"\n":
                if self._inside and self._key is None:
                    yield self._piece(self._at, "not closed where the next one begins")
                    self._depth = self._base
            elif token in b"{[":
                yield from self._open(token)
            else:
                yield from self._close()

    def _finish(self) -> Iterator[Piece]:
        if not self._inside and self._key is None:
            yield from self._stray(len(self._buffer))
        yield from super()._finish()

    def _next(self) -> bytes | None:
        """The next bracket, or line end before a brace; None: more is to be read first."""
        buffer = self._buffer
        while True:
            if self._opened is None:
                found = self._skim() if self._inside else _OUTSIDE.search(buffer, self._at)
                if found is None:
                    # A line end may still turn out to be before a brace.
                    self._at = max(self._at, len(buffer) - buffer.endswith(b"\n"))
                    return None
                self._at = found.end()
                if (token := found[0]) != b'"':
                    return token[:1]
                self._opened = found.start()
            string = _STRING.match(buffer, self._at)
            assert string is not None
            self._at = string.end()
            match buffer[self._at : self._at + 1]:
                case b'"':
                    self._at += 1
                    if self._depth == 1:
                        self._last = bytes(buffer[max(self._opened, 0) : self._at][:100])
                case b"\n":
                    # Malformed: what it is part of will not parse, but the next line may.
                    pass
                case _:
                    return None
            self._opened = None

    def _skim(self) -> re.Match[bytes] | None:
        """What is next inside a piece, past all brackets that do not end it: there may be millions."""
        depth = self._depth - self._base
        for found in _INSIDE.finditer(self._buffer, self._at):
            token = found[0]
            if token == b'"' or token == b"\n":
                self._depth = self._base + depth
                return found
            if not token.strip(b"{["):
                depth += len(token)
            elif not token.strip(b"}]"):
                if len(token) >= depth:
                    self._depth = self._base + 1
                    return _OUTSIDE.match(self._buffer, found.start() + depth - 1)
                depth -= len(token)
            self._at = found.end()
        self._depth = self._base + depth
        return None

    def _open(self, token: bytes) -> Iterator[Piece]:
        of_all = token == b"[" and self._depth == 0 and self._key is None
        of_key = token == b"[" and self._depth == 1 and self._last == self._key and not self.head
        if of_all:
            yield from self._stray(self._at - 1)
        if of_key:
            self.head = bytes(self._buffer[: self._at])
        if of_all or of_key:
            self._forget(self._at)
            self._base = self._depth + 1
        elif not self._inside and self._depth == self._base:
            yield from self._stray(self._at - 1)
            self._inside = True
        self._depth += 1

    def _close(self) -> Iterator[Piece]:
        self._depth = max(self._depth - 1, 0)
        if self._inside and self._depth == self._base:
            yield self._piece(self._at)
        elif not self._inside and self._depth < self._base:
            yield from self._stray(self._at - 1)
            self._forget(1)
            self._base = 0 if self._key is None else _NOWHERE

    def _stray(self, end: int) -> Iterator[Piece]:
        """What stands between two pieces and is none."""
        between = bytes(self._buffer[:end]).strip(_BETWEEN)
        line = self._line
        self._forget(end)
        if between:
            yield Piece(between[:100], line, self._read, "not an object")

    def _drop(self) -> None:
        super()._drop()
        if self._opened is not None:
            self._opened = -1
