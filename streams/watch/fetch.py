"""Asking for a feed, from a server that may be anything."""

import asyncio
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from types import TracebackType
from typing import Any, Final

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from streams.watch.hosts import Hosts
from streams.watch.public import Judge, address_of

AGENT: Final = f"wireroom/{version('wireroom')}"
ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "application/json;q=0.9, */*;q=0.5"
)
SCHEMES: Final = ("http", "https")
HOPS: Final = 5
"""Redirects that are followed."""
PERMANENT: Final = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
REDIRECTS: Final = (*PERMANENT, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT)
CHUNK: Final = 64 * 1024
HEADER_BYTES: Final = 8190


class Unreachable(Exception):
    """No usable answer; the next round may fare better. `str` has no address in it, because of passwords."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        """In how many seconds the server wants to be asked again, where it says so."""


class Gone(Unreachable):
    """The server says that the feed is no more, and never will be."""


class AddressRefused(OSError):
    """The server is at an address where no feed may be."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may take."""

    seconds: float = 60.0
    """From the first question to the last byte, over all redirects."""
    silent_seconds: float = 15.0
    """Without a byte."""
    body_bytes: int = 32 * 1024**2
    """Unpacked."""


@dataclass(frozen=True, slots=True)
class Document:
    """A feed as it is now."""

    body: bytes
    content_type: str
    url: str
    etag: str | None
    last_modified: str | None
    moved_to: str | None
    """Where every redirect on the way was for good, the address at its end."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The feed is as it was."""

    moved_to: str | None


class Fetcher:
    """Asks for feeds. Use as a context manager.

    Every connection goes to an address that was judged, and to no other: the judgement is on the socket's own address,
    just before it connects, so neither a redirect nor a name that changes its answer comes around it.
    """

    def __init__(
        self, judge: Judge, limits: Limits, hosts: Hosts, resolver: AbstractResolver | None = None, ssl: Any = True
    ) -> None:
        self._judge = judge
        self._limits = limits
        self._hosts = hosts
        self._resolver = resolver
        self._ssl = ssl

    async def __aenter__(self) -> "Fetcher":
        connector = aiohttp.TCPConnector(
            resolver=self._resolver or aiohttp.ThreadedResolver(),
            use_dns_cache=False,
            socket_factory=self._socket,
            force_close=True,
            ssl=self._ssl,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            headers={"User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"},
            timeout=aiohttp.ClientTimeout(total=None, sock_read=self._limits.silent_seconds),
            read_bufsize=CHUNK,
            max_line_size=HEADER_BYTES,
            max_field_size=HEADER_BYTES,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def fetch(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Document | Unchanged:
        """The feed, or that it is as it was; raises Unreachable and Gone."""
        conditions = {
            name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value
        }
        try:
            return await self._follow(URL(url), conditions)
        except aiohttp.ServerTimeoutError:
            raise Unreachable(f"silent for {self._limits.silent_seconds:g} s") from None
        except TimeoutError:
            raise Unreachable(f"no answer within {self._limits.seconds:g} s") from None
        except aiohttp.ClientConnectorError as error:
            raise Unreachable(f"no connection: {error.os_error.strerror or error.os_error}") from None
        except (aiohttp.ClientError, ValueError) as error:
            raise Unreachable(f"broken off or garbled: {type(error).__name__}") from None

    async def _follow(self, url: URL, conditions: dict[str, str]) -> Document | Unchanged:
        moved: str | None = None
        for_good = True
        left = self._limits.seconds
        for _ in range(HOPS + 1):
            if url.scheme not in SCHEMES or url.host is None:
                raise Unreachable(f"not an address of HTTP: {url.scheme or 'no scheme'}")
            async with (
                self._hosts.turn(url.host),
                # To wait for a host's turn is none of its doing.
                asyncio.timeout(left) as limit,
                self._session.get(url, headers=conditions, allow_redirects=False) as response,
            ):
                if response.status not in REDIRECTS:
                    return await self._take(response, url, moved, bool(conditions))
                url = url.join(URL(response.headers.get("Location", "")))
                for_good = for_good and response.status in PERMANENT
                moved = str(url) if for_good else moved
                left = (limit.when() or 0.0) - asyncio.get_running_loop().time()
        raise Unreachable(f"more than {HOPS} redirects")

    async def _take(
        self, response: aiohttp.ClientResponse, url: URL, moved: str | None, asked: bool
    ) -> Document | Unchanged:
        if response.status == HTTPStatus.NOT_MODIFIED and asked:
            return Unchanged(moved)
        if response.status == HTTPStatus.GONE:
            raise Gone("HTTP 410")
        if response.status != HTTPStatus.OK:
            retry_after = seconds_of(response.headers.get("Retry-After"))
            if response.status == HTTPStatus.TOO_MANY_REQUESTS and retry_after and url.host:
                self._hosts.leave_alone(url.host, retry_after)
            raise Unreachable(f"HTTP {response.status}", retry_after)
        body = bytearray()
        async for chunk in response.content.iter_chunked(CHUNK):
            body += chunk
            if len(body) > self._limits.body_bytes:
                raise Unreachable(f"more than {self._limits.body_bytes:,} bytes")
        return Document(
            bytes(body),
            response.headers.get("Content-Type", ""),
            str(url.with_user(None)),
            response.headers.get("ETag"),
            response.headers.get("Last-Modified"),
            moved,
        )

    def _socket(self, info: Any) -> socket.socket:
        family, kind, protocol, _, address = info
        if not self._judge(address_of(address[0])):
            raise AddressRefused(None, f"{address[0]} is no public address")
        return socket.socket(family, kind, protocol)


def seconds_of(retry_after: str | None, now: datetime | None = None) -> float | None:
    """What Retry-After says, in seconds; None: nothing, or nothing that can be read."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())
