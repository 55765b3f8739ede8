"""A web site for tests, that answers byte for byte as it is told, and names that point wherever a test wants."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from ipaddress import ip_address
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from streams.watch.fetch import Fetcher, Limits
from streams.watch.hosts import Hosts
from streams.watch.public import Address, is_public

HERE = ip_address("127.0.0.1")
"""The one address that tests take for a public one: nothing else is ever connected to."""

Respond = Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(status: str, body: bytes = b"", **headers: str) -> bytes:
    """A response, whole."""
    given = {"Content-Length": str(len(body))} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


class Site:
    """Pages by path: bytes that are sent and then the connection is closed, or a function that writes."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | Respond] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.at_once = 0
        self.most_at_once = 0
        self.port = 0

    def url(self, path: str, host: str = "wire.test") -> str:
        """Where a page is."""
        return f"http://{host}:{self.port}{path}"

    async def respond(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.split("\r\n")
            path = first.split()[1]
            self.asked.append((path, {k.lower(): v for k, _, v in (line.partition(": ") for line in lines if line)}))
            page = self.pages[path]
            if isinstance(page, bytes):
                writer.write(page)
                await writer.drain()
            else:
                await page(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.at_once -= 1
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


@asynccontextmanager
async def site() -> AsyncIterator[Site]:
    """A site on loopback; what it still says when a test ends is cut off."""
    made = Site()
    tasks: set[asyncio.Task[None]] = set()

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await made.respond(reader, writer)
        except asyncio.CancelledError:
            # Nobody waits for a task of the server's but the server, which tells what it raises.
            pass
        finally:
            tasks.discard(task)

    server = await asyncio.start_server(respond, str(HERE), 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Names(AbstractResolver):
    """A resolver of the test's own: addresses by name, one list after the other where there are several."""

    def __init__(self, known: Mapping[str, list[list[str]]]) -> None:
        self._known = {name: list(answers) for name, answers in known.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        self.asked.append(host)
        answers = self._known.get(host)
        if not answers:
            raise OSError(None, "no such name")
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in found
        ]

    async def close(self) -> None:
        pass


def here_or_public(address: Address) -> bool:
    """The judgement that watching makes, but for the tests' own site."""
    return address == HERE or is_public(address)


def fetcher(names: Names | None = None, limits: Limits | None = None, **options: Any) -> Fetcher:
    """A fetcher that finds wire.test and other.test at the tests' site."""
    names = names or Names({"wire.test": [[str(HERE)]], "other.test": [[str(HERE)]]})
    given = {"judge": here_or_public, "hosts": Hosts()} | options
    return Fetcher(limits=limits or Limits(seconds=10, silent_seconds=5), resolver=names, **given)
