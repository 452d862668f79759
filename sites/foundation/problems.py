"""Failures for programs: RFC 9457 problem+json with the same stable codes as the pages'."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.foundation.words import say

Handler = Callable[[Request], Awaitable[Response]]


def problem(status: int, *, code: str, detail: str = "", **fields: Any) -> Response:
    body = {
        "type": f"urn:tongxin:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        **fields,
    }
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def of_refusal(refusal: Refusal) -> Response:
    params = {name: _plain(value) for name, value in refusal.params.items()}
    field = {"field": refusal.field} if refusal.field else {}
    return problem(refusal.status, code=refusal.code, detail=say(refusal), params=params, **field)


def answering(handler: Handler) -> Handler:
    """Let a handler raise refusals; they become problems."""

    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except Refusal as refusal:
            return of_refusal(refusal)

    return answered


def _plain(value: object) -> Any:
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    return value if isinstance(value, bool | int | str) else str(value)
