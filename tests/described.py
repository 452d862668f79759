"""Answers to programs beside the document that describes them: status, headers and code must be named there."""

import re
from functools import cache
from typing import Any

import booking.api
import sites.api
from sites.foundation import openapi
from sites.foundation.language import ENGLISH, speaking


def demand_described(answer: Any) -> None:
    """Fails where the document names no such status, header or code for the operation that was asked."""
    path = answer.request.url.path.removeprefix("/en")
    responses = _responses(answer.request.method, path)
    if responses is None:  # the router's own answer to an address or a method that is none
        return
    told = responses.get(str(answer.status_code))
    assert told, f"{answer.request.method} {path} describes no {answer.status_code}: {answer.text}"
    missing = [
        name
        for name, header in told["headers"].items()
        if header["required"] and name not in answer.headers
    ]
    assert not missing, f"{path} {answer.status_code} lacks {missing}"
    kind = answer.headers.get("content-type", "").partition(";")[0]
    assert kind in told.get("content", {"": None}), f"{path} {answer.status_code} is {kind}"
    if kind == "application/problem+json":
        schema = told["content"][kind]["schema"]
        codes = schema["allOf"][1]["properties"]["code"]["enum"]
        assert answer.json()["code"] in codes, f"{path} describes no {answer.json()['code']}"


def _responses(method: str, path: str) -> dict[str, Any] | None:
    for template, operations in _document()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            described: dict[str, Any] = operations.get(method.lower(), {})
            return described.get("responses")
    return None


@cache
def _document() -> dict[str, Any]:
    with speaking(ENGLISH):
        return openapi.document(booking.api.together(sites.api.OPERATIONS), server="")
