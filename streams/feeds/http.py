"""A response of HTTP as a crawl kept it: head and body, unpacked, but not without end."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from typing import Final

import brotli

from streams.feeds.chunks import PIECE_BYTES


class BodyRefused(ValueError):
    """A body that is broken or made to be too much; `str` says which."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered."""

    status: int
    kind: str
    charset: str | None
    body: bytes


def respond(block: bytes) -> Response | None:
    """A response from its bytes, None where they are none; raises BodyRefused."""
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    parts = first.split(None, 2)
    if not first.startswith(b"HTTP/") or len(parts) < 2 or not parts[1].isdigit():
        return None
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.decode("latin-1").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    content = Message()
    content["Content-Type"] = headers.get("content-type", "").replace("\r", "").replace("\n", "")
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = dechunked(body)
    for coding in reversed([name.strip().lower() for name in headers.get("content-encoding", "").split(",")]):
        body = UNPACK[coding](body) if coding in UNPACK else body
    return Response(int(parts[1]), content.get_content_type(), content.get_content_charset(), body)


def dechunked(body: bytes) -> bytes:
    """The chunks of a body joined; as it is where it has none, since crawlers join them and leave the header."""
    at = 0
    found: list[bytes] = []
    while True:
        line, end, _ = body[at : at + 1024].partition(b"\r\n")
        size = line.split(b";")[0].strip()
        if not end or not size or size.strip(b"0123456789abcdefABCDEF"):
            return b"".join(found) if found else body
        at += len(line) + 2
        count = int(size, 16)
        if count == 0:
            return b"".join(found)
        found.append(body[at : at + count])
        at += count + 2


def gunzipped(body: bytes, window: int = zlib.MAX_WBITS | 32) -> bytes:
    """A body packed with gzip or zlib, unpacked; as it is where it is not packed; raises BodyRefused."""
    unpack = zlib.decompressobj(window)
    try:
        found = unpack.decompress(body, PIECE_BYTES)
    except zlib.error:
        # Crawlers unpack and leave the header.
        return body
    if unpack.unconsumed_tail:
        raise BodyRefused(f"unpacks to more than the {PIECE_BYTES:,} bytes that one article of a feed may take")
    return found


def inflated(body: bytes) -> bytes:
    """A body packed with deflate: zlib by the standard, bare in the wild."""
    found = gunzipped(body)
    return gunzipped(body, -zlib.MAX_WBITS) if found is body else found


def unbrotlied(body: bytes) -> bytes:
    """A body packed with Brotli, unpacked; as it is where it is not packed; raises BodyRefused."""
    unpack = brotli.Decompressor()
    try:
        found = unpack.process(body, output_buffer_limit=PIECE_BYTES)
    except brotli.error:
        return body
    if not unpack.is_finished() and len(found) >= PIECE_BYTES:
        raise BodyRefused(f"unpacks to more than the {PIECE_BYTES:,} bytes that one article of a feed may take")
    return bytes(found)


UNPACK: Final[dict[str, Callable[[bytes], bytes]]] = {
    "gzip": gunzipped,
    "x-gzip": gunzipped,
    "deflate": inflated,
    "br": unbrotlied,
}
