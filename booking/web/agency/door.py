"""The agency's side."""

from starlette.requests import Request

from booking.web.side import Side

agency_route = Side("agency")


def mandate_id(request: Request) -> str:
    return str(request.path_params["mandate"])


def mandate_path(request: Request) -> str:
    return f"/agency/mandates/{mandate_id(request)}"
