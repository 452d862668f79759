"""What the ways in share: the session's cookie, where to go on to, and who asks."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking.people import Entered
from sites.foundation import shield
from sites.foundation.forms import clean_line, filled_in
from sites.foundation.pages import own_path, redirect
from sites.foundation.rendering import href

# Exactly as typed: nothing is trimmed, normalised or cut. The verbs judge it.
Password = Annotated[str, Field(min_length=1, max_length=1024)]
PersonName = Annotated[
    str, BeforeValidator(clean_line), Field(max_length=60), AfterValidator(filled_in)
]
COOKIE_DAYS = 7


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def agent_of(request: Request) -> str:
    """A short name of the browser, so that its owner knows it again in the list of sessions."""
    agent = request.headers.get("user-agent", "")
    browser = next(
        (b for b in ("MicroMessenger", "Edg", "Firefox", "Chrome", "Safari") if b in agent), ""
    )
    system = next(
        (
            s
            for s in ("HarmonyOS", "Android", "iPhone", "iPad", "Windows", "Mac", "Linux")
            if s in agent
        ),
        "",
    )
    names = {"MicroMessenger": "WeChat", "Edg": "Edge"}
    return " · ".join(part for part in (names.get(browser, browser), system) if part)


def go_in(request: Request, entered: Entered, *, to: str = "") -> Response:
    """Set the session's cookie and go to `to` (an own path) or home; with several organisations, choose first."""
    target = to or ("/account/switch" if entered.has_choice else entered.home)
    response = redirect(target)
    keep_session(request, response, entered.token)
    return response


def keep_session(request: Request, response: Response, token: str) -> None:
    https = request.app.state.settings.is_https
    shield.set_cookie(response, "session", token, https=https, max_age=COOKIE_DAYS * 24 * 3600)


def drop_session(request: Request, response: Response) -> None:
    https = request.app.state.settings.is_https
    shield.set_cookie(response, "session", "", https=https, max_age=0)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def wanted_path(request: Request, address: str) -> str:
    """The page to which somebody wanted to go, without the language; empty for foreign or none."""
    path = own_path(address, request) if address else href("/")
    if path in {"/", href("/")}:
        return ""
    return path.removeprefix("/en") if path.startswith("/en/") else path
