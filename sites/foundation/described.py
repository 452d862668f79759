"""Operations for programs: each says what it takes and answers, and the OpenAPI document is made of that."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sites.foundation.language import _
from sites.foundation.pages import PUBLIC, page, route
from sites.foundation.problems import answering

_REFERENCE = "#/components/schemas/{model}"


class Problem(BaseModel):
    """RFC 9457. `code` is stable; `detail` is in the reader's language; other fields depend on the code."""

    type: str
    title: str
    status: int
    detail: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method of one address. `summary` is a marked msgid; `scope` is what a token needs, empty = public."""

    method: str
    path: str
    summary: str
    handler: Callable[[Request], Awaitable[Response]]
    answer: type[BaseModel]
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    scope: str = ""
    status: int = 200
    codes: tuple[str, ...] = ()

    def parameter_names(self) -> list[str]:
        return [one["name"] for one in _in_query(self.query)]

    def models(self) -> list[type[BaseModel]]:
        return [model for model in (self.answer, self.body) if model]


def routes(operations: Iterable[Operation]) -> list[Route]:
    """Each operation at its address; refusals become problems."""
    return [Route(one.path, answering(one.handler), methods=[one.method]) for one in operations]


def document_routes(operations: Sequence[Operation]) -> list[Route]:
    """The OpenAPI document of all operations, and a page for people that lists them."""

    async def as_json(request: Request) -> Response:
        return JSONResponse(document(operations, server=request.app.state.settings.origin))

    async def as_page(request: Request) -> Response:
        return page(request, "pages/public/interface.html", operations=operations)

    return [
        Route("/api/v1/openapi.json", as_json, methods=["GET"]),
        route("/api/docs", needs=PUBLIC, get=as_page),
    ]


def document(operations: Iterable[Operation], *, server: str) -> dict[str, Any]:
    """OpenAPI 3.1. Schemas come from the models themselves."""
    every = [*operations]
    models = {model for one in every for model in one.models()} | {Problem}
    ordered = sorted(models, key=lambda model: model.__name__)
    named, whole = models_json_schema(
        [(model, "serialization") for model in ordered], ref_template=_REFERENCE
    )
    paths: dict[str, Any] = {}
    for one in every:
        paths.setdefault(one.path, {})[one.method.lower()] = _described(one, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tongxin Retreats", "version": "1"},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": whole.get("$defs", {}),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _described(one: Operation, named: Any) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": _(one.summary),
        "parameters": [*_in_path(one.path), *_in_query(one.query)],
        "responses": {
            str(one.status): _content("The answer", named[one.answer, "serialization"]),
            "default": _content(
                f"A problem: {', '.join(one.codes)}" if one.codes else "A problem",
                named[Problem, "serialization"],
                kind="application/problem+json",
            ),
        },
    }
    if one.body:
        body = _content("", named[one.body, "serialization"])
        described["requestBody"] = {"required": True, "content": body["content"]}
    if one.scope:
        described["security"] = [{"token": [one.scope]}]
    return described


def _content(words: str, schema: Any, *, kind: str = "application/json") -> dict[str, Any]:
    return {"description": words, "content": {kind: {"schema": schema}}}


def _in_path(path: str) -> list[dict[str, Any]]:
    names = [part.strip("{}") for part in path.split("/") if part.startswith("{")]
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in names
    ]


def _in_query(query: type[BaseModel] | None) -> list[dict[str, Any]]:
    if query is None:
        return []
    schema = query.model_json_schema(ref_template=_REFERENCE)
    needed = schema.get("required", [])
    return [
        {
            "name": name,
            "in": "query",
            "required": name in needed,
            "description": kept.pop("description", ""),
            "schema": kept,
        }
        for name, kept in schema["properties"].items()
    ]
