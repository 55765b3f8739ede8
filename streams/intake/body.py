"""The bytes of a request, and no more of them than allowed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from starlette.requests import ClientDisconnect, Request

from streams.intake.limits import Limits
from streams.intake.problems import Busy, Refused

BUSY_SECONDS: Final = 1.0


class Bodies:
    """Reads bodies, and counts what is held of them: together they have a limit too."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._held = 0

    @asynccontextmanager
    async def taken(self, request: Request) -> AsyncIterator[bytes]:
        """The body, for as long as it is worked on; raises Refused for one that is too long, slow or broken off."""
        self._check_length(request)
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                async for part in request.stream():
                    size += len(part)
                    self._held += len(part)
                    self._check(size)
                    parts.append(part)
            yield b"".join(parts)
        except TimeoutError:
            raise Refused(
                HTTPStatus.REQUEST_TIMEOUT,
                f"the body was not there within {self._limits.body_seconds:g} s",
                {"Connection": "close"},
            ) from None
        except ClientDisconnect:
            raise Refused(HTTPStatus.BAD_REQUEST, "the body was broken off") from None
        finally:
            self._held -= size

    def _check_length(self, request: Request) -> None:
        length = request.headers.get("content-length", "")
        if length.isdecimal():
            self._check(int(length))

    def _check(self, size: int) -> None:
        if size > self._limits.body_bytes:
            raise Refused(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"more than {self._limits.body_bytes:,} bytes; send fewer articles at once",
                {"Connection": "close"},
            )
        if self._held > self._limits.held_bytes:
            raise Busy(HTTPStatus.SERVICE_UNAVAILABLE, "too much is being sent at once", BUSY_SECONDS)
