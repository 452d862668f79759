"""The quotas of both kinds of federations: of the bases' host, and of partner cities for their own unions."""

from starlette.requests import Request

from booking.web.people.again import again
from booking.web.side import Side

__all__ = ["ROOT", "again", "federation_route", "quota_id", "quota_path"]

ROOT = "/federation/quotas"
federation_route = Side("federation")
# The button that only looks: before the act the page says what it would do.
LOOK = "look"


def quota_id(request: Request) -> str:
    return str(request.path_params["quota"])


def quota_path(request: Request, rest: str = "") -> str:
    return f"{ROOT}/{quota_id(request)}{rest}"
