"""The application: `POST /articles`, and its description."""

import time
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from streams.feeds import Delivery, Item, Reject
from streams.intake.binding import NotYours, bind
from streams.intake.body import Bodies
from streams.intake.documents import Documents, media_type_of
from streams.intake.keys import Key, Keys
from streams.intake.limits import Limits
from streams.intake.metrics import Metrics
from streams.intake.openapi import describe
from streams.intake.problems import Busy, Json, Refused, answer, common_status, problem
from streams.intake.rate import Rate

Deliver = Callable[[Sequence[Item]], Awaitable[Delivery]]
"""Publishes articles; comes back when each is acknowledged or given up."""

AWAY_SECONDS: Final = 5.0
BEARER: Final = "bearer"


class Intake:
    """Takes requests with articles, and answers each."""

    def __init__(self, keys: Keys, documents: Documents, deliver: Deliver, limits: Limits, metrics: Metrics) -> None:
        self._keys = keys
        self._documents = documents
        self._deliver = deliver
        self._metrics = metrics
        self._rate = Rate(limits.per_second)
        self._bodies = Bodies(limits)

    async def take(self, request: Request) -> Response:
        """202 when the broker has acknowledged every article that is one; else a problem."""
        start = time.monotonic()
        status: int = HTTPStatus.INTERNAL_SERVER_ERROR
        try:
            response = await self._answer(request)
            status = response.status_code
            return response
        except Refused as refused:
            status = refused.status
            return answer(refused)
        finally:
            self._metrics.answered(status, time.monotonic() - start)

    async def _answer(self, request: Request) -> Response:
        key = self._key(request)
        if seconds := self._rate.wait(key.id):
            raise Busy(HTTPStatus.TOO_MANY_REQUESTS, "too many requests with this key", seconds)
        content_type = request.headers.get("content-type", "")
        media_type_of(content_type)
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send it without content encoding")
        async with self._bodies.taken(request) as body:
            found = await self._documents.articles(body, content_type)
            items, errors = sort(found, key)
            delivery = await self._deliver(items) if items else Delivery()
        return self._report(key, items, errors, delivery)

    def _key(self, request: Request) -> Key:
        scheme, _, written = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != BEARER or (key := self._keys.find(written.strip())) is None:
            raise Refused(
                HTTPStatus.UNAUTHORIZED,
                "a key that is good is needed, as a bearer token",
                {"WWW-Authenticate": "Bearer"},
            )
        return key

    def _report(self, key: Key, items: Sequence[Item], errors: list[dict[str, Any]], delivery: Delivery) -> Response:
        too_large, undelivered = delivery.rejects, delivery.undelivered
        errors = [
            *errors,
            *(wrong(reject, HTTPStatus.REQUEST_ENTITY_TOO_LARGE) for reject in too_large),
            *(wrong(reject, HTTPStatus.SERVICE_UNAVAILABLE) for reject in undelivered),
        ]
        lost = {reject.where for reject in (*too_large, *undelivered)}
        accepted = [item.article_id for item in items if item.where not in lost]
        self._count(key, len(accepted), errors)
        if undelivered:
            raise Busy(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "not every article is acknowledged; send those again that are not accepted",
                AWAY_SECONDS,
                accepted=accepted,
                errors=errors,
            )
        if not accepted:
            if not errors:
                raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "no article in it")
            status = common_status([error["status"] for error in errors])
            raise Refused(status, "no article of it was taken", errors=errors)
        return Json({"accepted": accepted, "errors": errors}, HTTPStatus.ACCEPTED)

    def _count(self, key: Key, accepted: int, errors: Sequence[dict[str, Any]]) -> None:
        self._metrics.article(key.id, HTTPStatus.ACCEPTED, accepted)
        for error in errors:
            self._metrics.article(key.id, error["status"])


def sort(found: Sequence[Item | Reject], key: Key) -> tuple[list[Item], list[dict[str, Any]]]:
    """What is to be published with this key, and what is wrong with the rest."""
    items: list[Item] = []
    errors: list[dict[str, Any]] = []
    for one in found:
        if isinstance(one, Reject):
            errors.append(wrong(one, HTTPStatus.UNPROCESSABLE_ENTITY))
            continue
        try:
            items.append(bind(one, key))
        except NotYours as error:
            errors.append(problem(error.status, str(error), where=one.where, id=one.article_id))
    return items, errors


def wrong(reject: Reject, status: int) -> dict[str, Any]:
    """What is wrong with one article."""
    return problem(status, reject.reason, where=reject.where)


def build(intake: Intake, limits: Limits) -> Starlette:
    """The application that a server runs."""
    description = describe(limits)

    async def openapi(request: Request) -> Response:
        return Json(description)

    async def refuse(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return answer(Refused(error.status_code, error.detail, error.headers))

    async def apologise(request: Request, error: Exception) -> Response:
        return answer(Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "nobody foresaw this; it is in the log"))

    return Starlette(
        routes=[
            Route("/articles", intake.take, methods=["POST"]),
            Route("/openapi.json", openapi, methods=["GET"]),
        ],
        exception_handlers={HTTPException: refuse, Exception: apologise},
    )
