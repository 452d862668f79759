"""Where a pooled group stands in the address."""

from starlette.requests import Request


def pool_id(request: Request) -> str:
    return str(request.path_params["pool"])


def pool_path(request: Request, rest: str = "") -> str:
    return f"/union/pools/{pool_id(request)}{rest}"
