"""A web server in this process: listening before anything else starts, patient with nobody, gone when told."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from streams.errors import NotThere

HEADER_SECONDS: Final = 10.0
"""How long a client may take to send a request's headers, from when it is its turn."""
IDLE_SECONDS: Final = 30
"""How long a connection stays open on which nothing is asked."""
STOP_SECONDS: Final = 3
"""How long requests under way may take to end, when the server is told to."""

Troubles = Callable[[], dict[str, str]]
"""What stands between a process and its work, by name."""


class PortTaken(NotThere):
    """Nothing can listen at this address; the message says why."""


class CertificateUnusable(NotThere):
    """The certificate or its key cannot be read, or they do not belong together."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens, and as whom."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    def listen(self) -> socket.socket:
        """A socket that listens there; raises PortTaken."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            return socket.create_server((self.host, self.port), family=family, backlog=512)
        except OSError as error:
            raise PortTaken(f"cannot listen at {self.host}:{self.port}: {error.strerror or error}") from error


class Impatient(H11Protocol):
    """Closes connections of clients that begin a request and do not come to an end of its headers."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._set_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        self._clear_deadline()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._deadline is None and self._waits_for_headers():
            self._set_deadline()
        super().data_received(data)
        if not self._waits_for_headers():
            self._clear_deadline()

    def _waits_for_headers(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _set_deadline(self) -> None:
        self._deadline = self.loop.call_later(HEADER_SECONDS, self._close)

    def _clear_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()


class Server(uvicorn.Server):
    """Leaves signals to whoever starts it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served(app: Starlette, place: Place, connections: int = 1_000) -> AsyncIterator[int]:
    """The application, answering for as long as this is open; its port. Raises PortTaken and CertificateUnusable."""
    config = uvicorn.Config(
        app,
        http=Impatient,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=connections,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
        ssl_certfile=place.certificate,
        ssl_keyfile=place.key,
    )
    try:
        config.load()
    except OSError as error:
        raise CertificateUnusable(f"cannot use {place.certificate}: {error.strerror or error}") from error
    listening = place.listen()
    server = Server(config)
    serving = asyncio.create_task(server.serve([listening]))
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        await serving
        listening.close()


def pages(registry: CollectorRegistry, troubles: Troubles) -> Starlette:
    """`/live`, `/ready` and `/metrics` of a process."""

    async def live(request: Request) -> Response:
        return JSONResponse({"live": True})

    async def ready(request: Request) -> Response:
        found = troubles()
        return JSONResponse({"ready": not found, "troubles": found}, 503 if found else 200)

    async def metrics(request: Request) -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return Starlette(routes=[Route("/live", live), Route("/ready", ready), Route("/metrics", metrics)])


async def while_not_told(work: Coroutine[Any, Any, None]) -> None:
    """Do this until SIGTERM or Ctrl-C comes, then cancel it; raises what it raises."""
    working = asyncio.ensure_future(work)
    told = False

    def tell() -> None:
        nonlocal told
        told = True
        working.cancel()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, tell)
    try:
        await working
    except asyncio.CancelledError:
        if not told:
            raise
