"""Failures for programs: RFC 9457 problem+json with the same stable codes as the pages'."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.foundation.language import N_, _, is_english
from sites.foundation.words import say

OF_ROUTER = {
    404: N_("There is no such address."),
    405: N_("This address does not take that method."),
    413: N_("The body is too large."),
}
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
    answer = JSONResponse(body, status_code=status, media_type="application/problem+json")
    answer.headers["Content-Language"] = "en" if is_english() else "zh-Hans-CN"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def of_status(status: int) -> Response:
    """What the router itself says no to, before any operation: no such address, method or size."""
    return problem(status, code=f"http_{status}", detail=_(OF_ROUTER.get(status, "")))


def of_refusal(refusal: Refusal) -> Response:
    """The refusal's code, words and values. A refusal may name the field, and headers of its own."""
    params = {name: _plain(value) for name, value in refusal.params.items()}
    field = {"field": refusal.field} if refusal.field else {}
    answer = problem(refusal.status, code=refusal.code, detail=say(refusal), params=params, **field)
    answer.headers.update(getattr(refusal, "headers", {}))
    return answer


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
