"""Servers that mean harm, each asked in a process of its own: how long it took, how much memory, and what was said.

    python -m tests.streams.watch.hostile

Sizes are the deployment's own limits; of times only so much that a test can wait for them.
"""

import asyncio
import multiprocessing as mp
import resource
import time
import zlib
from collections.abc import Callable
from typing import Final, NamedTuple

from streams.watch.fetch import Limits, Unreachable
from tests.streams.watch.sites import HERE, Names, Respond, Site, answer, fetcher, site

LIMITS: Final = Limits(seconds=2.0, silent_seconds=1.0)
OTHER: Final = "127.0.0.2"
"""An address in our own network; nothing is ever connected to it."""


async def never(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


def dripping(start: bytes, drop: bytes) -> Respond:
    """Says something every now and then, for ever."""

    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.02)

    return drip


def endless(start: bytes, block: bytes) -> Respond:
    """Says as much as it can, for ever."""

    async def pour(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(block)
            await writer.drain()

    return pour


def bomb() -> bytes:
    """A gigabyte of nothing, packed, and never there as a whole."""
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(bytes(1024**2)) for _ in range(1024)) + packer.flush()
    return answer("200 OK", packed, Content_Encoding="gzip")


def to(location: str) -> Callable[[], bytes]:
    """A redirect there."""
    return lambda: answer("302 Found", Location=location)


OK: Final = b"HTTP/1.1 200 OK\r\n"

PAGES: Final[dict[str, Callable[[], bytes | Respond]]] = {
    "never answers": lambda: never,
    "drips headers": lambda: dripping(OK, b"X: y\r\n"),
    "drips a body": lambda: dripping(OK + b"\r\n", b"x"),
    "endless body": lambda: endless(OK + b"\r\n", b"x" * 65_536),
    "endless chunks": lambda: endless(
        OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    ),
    "endless headers": lambda: endless(OK, b"X: " + b"y" * 1_000 + b"\r\n"),
    "endless header": lambda: endless(OK + b"X: ", b"y" * 65_536),
    "gzip bomb of 1 GB": bomb,
    "redirect to loopback": to(f"http://{OTHER}/"),
    "redirect to IPv6 loopback": to("http://[::1]/"),
    "redirect to link-local": to("http://169.254.169.254/latest/meta-data/"),
    "redirect to private": to("http://10.0.0.1/"),
    "redirect to multicast": to("http://224.0.0.1/"),
    "redirect to 6to4 of loopback": to("http://[2002:7f00:1::1]/"),
    "redirect to a mapped address": to(f"http://[::ffff:{OTHER}]/"),
    "redirect to a name of loopback": to("http://inside.test/"),
    "redirect to file:": to("file:///etc/passwd"),
    "redirect to gopher:": to(f"gopher://{OTHER}:70/"),
    "redirect to itself": to("/feed"),
    "half a body": lambda: answer("200 OK", b"<rss>" * 100)[:-50],
    "garbage": lambda: b"\x00\xff" * 10_000 + b"\r\n\r\n",
}
SAYS: Final = {
    "never answers": "silent for 1 s",
    "drips headers": "no answer within 2 s",
    "drips a body": "no answer within 2 s",
    "endless body": "more than 33,554,432 bytes",
    "endless chunks": "more than 33,554,432 bytes",
    "endless headers": "broken off or garbled",
    "endless header": "broken off or garbled",
    "gzip bomb of 1 GB": "more than 33,554,432 bytes",
    "redirect to file:": "not an address of HTTP: file",
    "redirect to gopher:": "not an address of HTTP: gopher",
    "redirect to itself": "more than 5 redirects",
    "half a body": "broken off or garbled",
    "garbage": "broken off or garbled",
}
"""What is said of each; of the others, that it is no public address."""


class Measured(NamedTuple):
    """What it took to be done with a server."""

    seconds: float
    megabytes: float
    said: str
    asked: int
    """Requests that any server got."""


def measure(name: str) -> Measured:
    """Ask a server in a process of its own."""
    context = mp.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(name, theirs))
    process.start()
    theirs.close()
    try:
        return Measured(*ours.recv())
    finally:
        process.join(10)
        ours.close()


def _measure(name: str, pipe: object) -> None:
    pipe.send(tuple(asyncio.run(_ask(PAGES[name]()))))  # type: ignore[attr-defined]


async def _ask(page: bytes | Respond) -> Measured:
    names = Names({"wire.test": [[str(HERE)]], "inside.test": [[OTHER]]})
    async with site() as here, fetcher(names, LIMITS) as fetch:
        here.pages["/feed"] = page
        before = _peak()
        start = time.monotonic()
        said = await _said(fetch, here)
        return Measured(time.monotonic() - start, _peak() - before, said, len(here.asked))


async def _said(fetch: object, here: Site) -> str:
    try:
        found = await fetch.fetch(here.url("/feed"))  # type: ignore[attr-defined]
    except Unreachable as error:
        return str(error)
    return f"a document of {len(found.body):,} bytes"


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """The table."""
    print("| server | seconds | MB | what is said of it |\n| --- | ---: | ---: | --- |")
    for name in PAGES:
        found = measure(name)
        print(f"| {name} | {found.seconds:.2f} | {found.megabytes:.0f} | {found.said} |", flush=True)


if __name__ == "__main__":
    main()
