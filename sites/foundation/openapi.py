"""The OpenAPI 3.1 document of all operations, made from the models that validate; and its two pages."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sites.foundation.described import Operation, Problem
from sites.foundation.language import N_, _
from sites.foundation.pages import PUBLIC, page, route

# May be said before anybody looked whose program asks: of an address, of a body without end.
BEFORE_DOOR = frozenset({"413", "429"})
REFERENCE = "#/components/schemas/{model}"
KEY = N_("1 to 80 visible characters, new for each request; the same again does nothing twice")
TAG = N_("The ETag of the stay that was read; another state by now is refused")
TOLD = {
    "ETag": N_("Changes with the answer; for If-None-Match, and of a stay for If-Match"),
    "Location": N_("The address of what was made"),
    "WWW-Authenticate": N_("Which token is needed"),
    "Retry-After": N_("Seconds until asking again makes sense"),
    "RateLimit": N_("What is left of the organisation's allowance (r) for so many seconds (t)"),
    "RateLimit-Policy": N_(
        "The allowance of the organisation: so many requests (q) in so many seconds (w)"
    ),
}
SEEN = N_("The ETag of an earlier answer; unchanged answers 304")


def document_routes(operations: Sequence[Operation]) -> list[Route]:
    """The document, the page that browses it, and the page that explains the interface."""

    async def as_json(request: Request) -> Response:
        return JSONResponse(document(operations, server=request.app.state.settings.origin))

    async def browsed(request: Request) -> Response:
        return page(request, "pages/public/api_docs.html")

    async def explained(request: Request) -> Response:
        return page(request, "pages/public/interface.html", operations=operations)

    return [
        Route("/api/v1/openapi.json", as_json, methods=["GET"]),
        route("/api/docs", needs=PUBLIC, get=browsed),
        route("/interface", needs=PUBLIC, get=explained),
    ]


def document(operations: Iterable[Operation], *, server: str) -> dict[str, Any]:
    """All operations in the reader's language."""
    every = [*operations]
    named, schemas = _schemas(every)
    paths: dict[str, Any] = {}
    for one in every:
        paths.setdefault(one.path, {})[one.method.lower()] = _described(one, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tongxin Retreats", "version": "1"},
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _schemas(every: list[Operation]) -> tuple[dict[Any, Any], dict[str, Any]]:
    answers = {one.answer for one in every} | {Problem}
    bodies = {one.body for one in every if one.body}
    wanted = [(model, "serialization") for model in answers] + [(m, "validation") for m in bodies]
    ordered: list[Any] = sorted(wanted, key=lambda pair: (pair[0].__name__, pair[1]))
    named, whole = models_json_schema(ordered, ref_template=REFERENCE)
    return named, _told(whole.get("$defs", {}))


def _told(schema: Any) -> Any:
    """What models say of themselves and of their fields, in the reader's language, paragraph by paragraph."""
    if isinstance(schema, list):
        return [_told(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    said = {name: _told(part) for name, part in schema.items()}
    if isinstance(said.get("description"), str):
        parts = (" ".join(part.split()) for part in said["description"].split("\n\n"))
        said["description"] = "\n\n".join(_(part) for part in parts)
    return said


def _described(one: Operation, named: Any) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": one.name,
        "tags": [one.path.split("/")[3]],
        "summary": _(one.summary),
        "parameters": [*_in_path(one.path), *_in_query(one.query), *_in_headers(one)],
        "responses": _responses(one, named),
    }
    if one.body:
        schema = named[one.body, "validation"]
        described["requestBody"] = {"required": True, "content": _as_json(schema)}
    if one.scope:
        described["security"] = [{"token": []}]
        described["description"] = _(N_("Needs the scope %(scope)s."), scope=one.scope)
    return described


def _responses(one: Operation, named: Any) -> dict[str, Any]:
    """By status, with headers, and each problem with the codes that a program may meet; `default` is for what nobody expects."""
    problem = named[Problem, "serialization"]
    told = {str(one.status): _content(_(N_("The answer")), named[one.answer, "serialization"])}
    if one.method == "GET":
        told["304"] = {"description": _(N_("Unchanged since the tag in If-None-Match"))}
    for number, codes in sorted(one.codes_by_status().items()):
        told[str(number)] = _problem(codes, problem)
    if "413" in told:  # of more than the server itself takes
        told["413"]["content"]["text/plain"] = {"schema": {"type": "string"}}
    for status, answer in told.items():
        answer["headers"] = _headers_of(one, status)
    other = _content(_(N_("Another problem")), problem, is_problem=True)
    return {**told, "default": other}


def _problem(codes: Sequence[str], schema: Any) -> dict[str, Any]:
    known = {"allOf": [schema, {"type": "object", "properties": {"code": {"enum": [*codes]}}}]}
    return _content(", ".join(f"`{code}`" for code in codes), known, is_problem=True)


def _headers_of(one: Operation, status: str) -> dict[str, Any]:
    """Those that always come are required."""
    required = {"ETag"} if status in {"200", "201", "304"} else set()
    required |= {
        "201": {"Location"}, "401": {"WWW-Authenticate"}, "429": {"Retry-After"},
    }.get(status, set())  # fmt: skip
    allowance = {"RateLimit", "RateLimit-Policy"} if one.scope and status != "401" else set()
    if status not in BEFORE_DOOR:
        required |= allowance
    return {
        name: {
            "description": _(TOLD[name]), "required": name in required,
            "schema": {"type": "integer" if name == "Retry-After" else "string"},
        }
        for name in sorted(required | allowance)
    }  # fmt: skip


def _content(words: str, schema: Any, *, is_problem: bool = False) -> dict[str, Any]:
    return {"description": words, "content": _as_json(schema, is_problem=is_problem)}


def _as_json(schema: Any, *, is_problem: bool = False) -> dict[str, Any]:
    return {"application/problem+json" if is_problem else "application/json": {"schema": schema}}


def _in_path(path: str) -> list[dict[str, Any]]:
    names = [part.strip("{}") for part in path.split("/") if part.startswith("{")]
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in names
    ]


def _in_query(query: type[BaseModel] | None) -> list[dict[str, Any]]:
    if query is None:
        return []
    schema = _told(query.model_json_schema(ref_template=REFERENCE))
    return [
        {
            "name": name, "in": "query", "required": False,
            "description": kept.pop("description", ""), "schema": kept,
        }
        for name, kept in schema["properties"].items()
    ]  # fmt: skip


def _in_headers(one: Operation) -> list[dict[str, Any]]:
    text = {"type": "string"}
    if not one.is_write:
        return [_header("If-None-Match", SEEN, text)] if one.method == "GET" else []
    key = _header("Idempotency-Key", KEY, {**text, "pattern": "^[!-~]{1,80}$"}, required=True)
    return [key, _header("If-Match", TAG, text)] if "{" in one.path else [key]


def _header(name: str, words: str, schema: Any, *, required: bool = False) -> dict[str, Any]:
    return {
        "name": name, "in": "header", "required": required, "description": _(words),
        "schema": schema,
    }  # fmt: skip
