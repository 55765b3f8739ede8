"""A file in pieces, as it comes; and what a feed may take before somebody says no."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from streams.limits import ARTICLE_BYTES

CHUNK: Final = 256 * 1024
PIECE_BYTES: Final = 2 * ARTICLE_BYTES
"""One article of a feed, markup and all, at most; a longer one is skipped."""
BARREN_BYTES: Final = 256 * 1024**2
"""After so much without the end of an article there will be none, and reading stops."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What may be one article of a feed, or why it is none."""

    raw: bytes
    line: int
    """Where it begins, counted from 1."""
    end: int
    """Bytes of the feed read when it ends."""
    problem: str | None = None


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """What the file holds, without waiting for more than there is."""
    read = getattr(file, "read1", file.read)
    while chunk := read(CHUNK):
        yield chunk


def barren(size: int) -> str:
    """Why reading stops."""
    return f"{size:,} bytes without the end of an article; what follows was not read"


class Cutter(ABC):
    """What cutters have in common: a buffer that begins with the piece at hand, or after the last one.

    A subclass looks at the buffer from `_at` on, and says where pieces begin and end.
    """

    def __init__(self, source: Iterator[bytes]) -> None:
        self._source = source
        self._buffer = bytearray()
        self._at = 0
        """Up to here it has been looked at."""
        self._inside = False
        self._dropped = 0
        """Bytes of a piece too long to be kept."""
        self._read = 0
        self._line = 1
        self._fruitless = 0
        """Bytes read since the last piece ended."""

    def __iter__(self) -> Iterator[Piece]:
        for chunk in self._source:
            self._buffer += chunk
            self._fruitless += len(chunk)
            yield from self._cut()
            if len(self._buffer) > PIECE_BYTES:
                self._drop()
            if self._fruitless > BARREN_BYTES:
                yield Piece(b"", self._line, self._read + self._dropped, barren(self._fruitless))
                return
        yield from self._finish()

    @abstractmethod
    def _cut(self) -> Iterator[Piece]:
        """The pieces that end in the buffer."""

    def _finish(self) -> Iterator[Piece]:
        """What is left when the file ends."""
        if self._inside:
            yield self._piece(len(self._buffer), "not closed where the file ends")

    def _piece(self, end: int, problem: str | None = None) -> Piece:
        """The piece at hand, that ends there."""
        size = self._dropped + end
        line = self._line
        if size > PIECE_BYTES:
            problem = f"{size:,} bytes, more than the {PIECE_BYTES:,} that one article of a feed may take"
        raw = bytes(self._buffer[:end]) if size <= PIECE_BYTES else b""
        self._forget(end)
        self._inside = False
        self._fruitless = len(self._buffer)
        return Piece(raw, line, self._read, problem)

    def _forget(self, end: int) -> None:
        """The buffer begins there."""
        self._line += self._buffer.count(b"\n", 0, end)
        self._read += self._dropped + end
        self._dropped = 0
        del self._buffer[:end]
        self._at -= end

    def _drop(self) -> None:
        """Too long to be an article: only how long is kept."""
        self._line += self._buffer.count(b"\n", 0, self._at)
        self._dropped += self._at
        del self._buffer[: self._at]
        self._at = 0
