"""Both kinds of federations keep documents under one address, a union its own measures under its own."""

from starlette.requests import Request
from starlette.routing import Route

from booking.web.side import Side
from sites.foundation.pages import Handler, actor_of

FEDERATION, UNION = "/federation/rules", "/union/rules"


def root_of(request: Request) -> str:
    return UNION if actor_of(request).kind == "union" else FEDERATION


def policy_id(request: Request) -> str:
    params = request.path_params
    return str(params.get("policy") or params["own"])


def both(
    rest: str, *, needs: str, get: Handler | None = None, post: Handler | None = None
) -> list[Route]:
    """The same page on both sides; what stands as `{policy}` at a federation's desk is a union's `{own}`."""
    own = rest.replace("{policy}", "{own}")
    return [
        Side("federation")(f"{FEDERATION}{rest}", needs=needs, get=get, post=post),
        Side("union")(f"{UNION}{own}", needs=needs, get=get, post=post),
    ]
