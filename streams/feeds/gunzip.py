"""Gzip as it is read, member after member, and no bombs."""

import io
import zlib
from typing import BinaryIO, Final

from streams.feeds.chunks import CHUNK

MAGIC: Final = b"\x1f\x8b"
MOST: Final = 200
"""How many times its size a feed may unpack to; news takes 3 to 20."""
FREE: Final = 64 * 1024**2
"""Bytes that are unpacked before anybody counts."""


class GzipRefused(OSError):
    """What is packed is broken, or made to be too much; `str` says which."""


class Gunzip(io.RawIOBase):
    """What a gzip file holds. Reading raises GzipRefused."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._waiting = b""
        self._begun = False
        self.taken = 0
        """Bytes of the file that were read."""
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        while True:
            if not self._waiting and not self._more():
                return 0
            unpacked = self._step(len(into))
            if unpacked:
                into[: len(unpacked)] = unpacked
                return len(unpacked)

    def _more(self) -> bool:
        self._waiting = getattr(self._file, "read1", self._file.read)(CHUNK)
        self.taken += len(self._waiting)
        if not self._waiting and self._begun and not self._unpack.eof:
            raise GzipRefused("the file ends in the middle of what is packed")
        return bool(self._waiting)

    def _step(self, most: int) -> bytes:
        if self._unpack.eof:
            # Writers pad with NULs; anything else is another member.
            self._waiting = self._waiting.lstrip(b"\x00")
            self._unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
            self._begun = False
            if not self._waiting:
                return b""
        self._begun = True
        try:
            unpacked = self._unpack.decompress(self._waiting, most)
        except zlib.error as error:
            raise GzipRefused(f"broken gzip: {error}") from error
        self._waiting = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail
        self.given += len(unpacked)
        if self.given > FREE and self.given > MOST * self.taken:
            raise GzipRefused(f"unpacks to more than {MOST} times its size")
        return unpacked
