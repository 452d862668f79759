"""Operations for programs: each says what it takes and answers, and the OpenAPI document is made of that."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sites.foundation import editions
from sites.foundation.errors import STATUS, Refusal
from sites.foundation.problems import Handler, answering


class Problem(BaseModel):
    """RFC 9457. `code` is stable; `detail` is in the reader's language; other fields depend on the code."""

    type: str
    title: str
    status: int
    detail: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method of one address. `summary` is a marked msgid; `scope` is what a token needs, empty = public.

    `codes` are the refusals that a caller should expect; their statuses come from the one table. `is_question`: the body
    only asks, so nothing is written and no key is needed.
    """

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
    is_question: bool = False

    @property
    def is_write(self) -> bool:
        return self.body is not None and not self.is_question

    def takes(self) -> list[str]:
        """Names of what may be asked in the query and said in the body, for the page that lists them."""
        models = [model for model in (self.query, self.body) if model]
        return [field.alias or name for m in models for name, field in m.model_fields.items()]

    def codes_by_status(self) -> dict[int, list[str]]:
        """Those of the operation, and those of its address: too long, of no known id, or asked too often."""
        codes = ["too_many_from_address", *self.codes]
        found = {400: ["http_400"]} | ({404: ["http_404"]} if "{" in self.path else {})
        for code in codes:
            found.setdefault(STATUS[Refusal.registry[code].kind], []).append(code)
        return found

    @property
    def name(self) -> str:
        """A stable name for programs that are written from the document."""
        parts = [part.strip("{}") for part in self.path.split("/")[3:]]
        return "_".join([self.method.lower(), *parts])


def routes(
    operations: Iterable[Operation], *, admitting: Callable[[Operation], Handler] | None = None
) -> list[Route]:
    """Each operation at its address; refusals become problems. `admitting` is the door of those with a scope."""
    return [_route(one, admitting(one) if admitting else one.handler) for one in operations]


def _route(one: Operation, handler: Handler) -> Route:
    inside = answering(handler)

    async def endpoint(request: Request) -> Response:
        request.state.route = one.path
        if one.is_write:
            return await inside(request)
        with editions.looking():
            return await inside(request)

    made = Route(one.path, endpoint, methods=[one.method])
    made.scope = one.scope  # type: ignore[attr-defined]  # read by the house test and by nothing else
    return made
