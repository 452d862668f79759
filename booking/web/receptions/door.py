"""The ledger has the same pages on the operator's and on the host federation's side."""

from starlette.requests import Request
from starlette.routing import Route

from booking.web.operator.door import operator_route
from booking.web.side import Side
from sites.foundation.pages import Handler, actor_of

federation_route = Side("federation")
FIGURES, RETURNS, PERIODS = (
    "/federation/figures",
    "/federation/figures/returns",
    "/federation/figures/periods",
)


def ledger_routes(
    path: str,
    *,
    needs: str,
    get: Handler | None = None,
    post: Handler | None = None,
    max_body: int | None = None,
) -> list[Route]:
    """One page of the ledger, under both sides."""
    return [
        operator_route(
            f"/operator/receptions{path}", needs=needs, get=get, post=post, max_body=max_body
        ),
        federation_route(
            f"/federation/receptions{path}", needs=needs, get=get, post=post, max_body=max_body
        ),
    ]


def root_of(request: Request) -> str:
    """Where the ledger stands on this person's side."""
    return f"/{actor_of(request).kind}/receptions"
