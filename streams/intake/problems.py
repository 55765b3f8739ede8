"""What is said of a request or of an article that is not taken: RFC 9457."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from math import ceil
from typing import Any, Final

from starlette.responses import JSONResponse

from streams.records import to_json

MEDIA_TYPE: Final = "application/problem+json"


class Refused(Exception):
    """A request that is answered by a problem."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = more


class Busy(Refused):
    """Not now; the same request may fare better in a moment."""

    def __init__(self, status: int, detail: str, seconds: float, **more: Any) -> None:
        super().__init__(status, detail, {"Retry-After": str(max(1, ceil(seconds)))}, **more)


def problem(status: int, detail: str, **more: Any) -> dict[str, Any]:
    """The problem's members. Its type is left out, which is `about:blank`: the title is the status's own."""
    return {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}


class Json(JSONResponse):
    """JSON as the rest of Wireroom writes it."""

    def render(self, content: Any) -> bytes:
        return to_json(content)


def answer(refused: Refused) -> Json:
    """The response that says so."""
    content = problem(refused.status, refused.detail, **refused.more)
    return Json(content, refused.status, refused.headers, MEDIA_TYPE)


def common_status(statuses: Sequence[int]) -> int:
    """The status of a request of which no article was taken: theirs where they agree, else 422."""
    return statuses[0] if len(set(statuses)) == 1 else HTTPStatus.UNPROCESSABLE_ENTITY
