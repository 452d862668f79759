"""The union's side, and where a stay stands in it."""

from starlette.requests import Request

from booking.web.side import Side

UPLOAD = 7 * 1024 * 1024
union_route = Side("union")


def stay_id(request: Request) -> str:
    return str(request.path_params["stay"])


def stay_path(request: Request, rest: str = "") -> str:
    return f"/union/stays/{stay_id(request)}{rest}"


def trip_id(request: Request) -> str:
    return str(request.path_params["trip"])


def trip_path(request: Request, rest: str = "") -> str:
    return f"/union/trips/{trip_id(request)}{rest}"


def plan_id(request: Request) -> str:
    return str(request.path_params["plan"])


def plan_people_path(request: Request, rest: str = "") -> str:
    return f"/union/plans/{plan_id(request)}/people{rest}"
