"""Pages for people: routes with their permission, answers, redirects, and every no as a page."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sites.foundation import editions, shield
from sites.foundation.actor import Actor, Viewer
from sites.foundation.errors import Kind, Refusal
from sites.foundation.form_tokens import FreshKey, Token, basis_of, is_from_own_page, kept_form
from sites.foundation.forms import posted
from sites.foundation.idempotency import Key, key_for
from sites.foundation.identifiers import public_id
from sites.foundation.language import N_, is_english
from sites.foundation.rendering import href, render
from sites.foundation.words import say

Handler = Callable[[Request], Awaitable[Response]]
SAFE = frozenset({"GET", "HEAD"})
PUBLIC = "public"
AGAIN = "pages/form_again.html"


class PageUnknown(Refusal):
    code = "page_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such page, or it is not yours to see.")


class NotAllowed(Refusal):
    code = "not_allowed"
    kind = Kind.FORBIDDEN
    words = N_(
        "Your role does not include this. The administrator of your organisation can grant it."
    )


class FormOutOfDate(Refusal):
    code = "form_out_of_date"
    kind = Kind.FORBIDDEN
    words = N_(
        "This form was opened in another session, so nothing was done. Load the page again and send it once more."
    )


@dataclass(frozen=True)
class Flash:
    kind: str
    text: str


def route(
    path: str,
    *,
    needs: str,
    get: Handler | None = None,
    post: Handler | None = None,
    max_body: int | None = None,
) -> Route:
    """One address. `needs` is a permission of the table of kinds and roles, or PUBLIC, and is never absent."""

    async def endpoint(request: Request) -> Response:
        handler = get if request.method in SAFE else post
        request.state.route = path
        try:
            if request.method in SAFE:
                with editions.looking():
                    return await _guarded(request, needs, handler)  # type: ignore[arg-type]
            return await _guarded(request, needs, handler)  # type: ignore[arg-type]
        except Refusal as refusal:
            return refused(request, refusal)
        finally:
            await request.close()  # gives back the files of a form

    methods = [name for name, handler in (("GET", get), ("POST", post)) if handler]
    made = Route(path, endpoint, methods=methods, max_body_size=max_body)
    made.needs = needs  # type: ignore[attr-defined]  # read by the house test and by nothing else
    return made


async def _guarded(request: Request, needs: str, handler: Handler) -> Response:
    if request.method not in SAFE and not await _is_own_form(request):
        return await _out_of_date(request)
    if needs != PUBLIC:
        viewer = viewer_of(request)
        if viewer is None:
            return await _to_sign_in(request)
        if not viewer.actor.may(needs):
            raise NotAllowed
    return await handler(request)


async def _is_own_form(request: Request) -> bool:
    token = (await posted(request)).get("csrf")
    secret = request.app.state.settings.secret_key
    given = token if isinstance(token, str) else ""
    return shield.token_fits(given, basis=basis_of(request), secret=secret)


async def _out_of_date(request: Request) -> Response:
    """Nothing is done; what was typed on a page of ours is shown again, to be sent with a sound token."""
    kept = kept_form(await posted(request), address=href(asked_path(request)))
    if kept is None or not is_from_own_page(request):
        raise FormOutOfDate
    return page(request, AGAIN, status=FormOutOfDate().status, kept=kept, words=say(FormOutOfDate()))  # fmt: skip


async def _to_sign_in(request: Request) -> Response:
    """A page is opened again afterwards; a form that somebody filled goes along to the page of signing in."""
    if request.method in SAFE:
        return redirect("/sign-in", next=asked_path(request))
    if kept_form(await posted(request), address="") is None:
        return redirect("/sign-in", next="/")
    return RedirectResponse(href("/sign-in/kept", to=asked_path(request)), status_code=307)


def asked_path(request: Request) -> str:
    """The address that was asked for, with its query and without its language."""
    path = str(request.scope["path"])
    return path + (f"?{request.url.query}" if request.url.query else "")


def viewer_of(request: Request) -> Viewer | None:
    return getattr(request.state, "viewer", None)


def actor_of(request: Request) -> Actor:
    """The signed-in actor; only behind a route that needs a permission."""
    viewer = viewer_of(request)
    if viewer is None:
        raise NotAllowed
    return viewer.actor


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """Render a template with what every page has: viewer, csrf, size, path, flash."""
    secret = request.app.state.settings.secret_key
    token = Token(request)
    flash, spent = _flash(request, secret)
    body = render(
        template,
        **{
            "viewer": viewer_of(request),
            "csrf": token,
            "fresh_key": FreshKey(request),
            "size": size_of(request),
            "path": request.scope["path"],
            "query": request.url.query,
            "origin": request.app.state.settings.origin,
            "flash": flash,
            "other_language_href": _other_language(request),
            "demo": request.app.state.settings.demo,
            **context,
        },
    )
    response = HTMLResponse(body, status_code=status)
    response.headers["Content-Language"] = "en" if is_english() else "zh-Hans-CN"
    if viewer_of(request) is not None:
        response.headers["Cache-Control"] = "no-store"
    if token.visitor:
        shield.set_cookie(
            response, "visitor", token.visitor, https=request.app.state.settings.is_https
        )
    if spent:
        shield.set_cookie(
            response, "flash", "", https=request.app.state.settings.is_https, max_age=0
        )
    return response


def size_of(request: Request) -> str:
    """Of the letters: what the visitor chose."""
    return "large" if request.cookies.get("size") == "large" else "standard"


def redirect(path: str, **query: object) -> Response:
    """Go on to an own page (303, so that reloading repeats nothing)."""
    return RedirectResponse(href(path, **query), status_code=303)


def redirect_saying(request: Request, path: str, words: str, *, kind: str = "done") -> Response:
    """Go on to a page that shows these (already translated) words once."""
    settings = request.app.state.settings
    response = redirect(path)
    signed = shield.sign(f"{kind}\n{words}", secret=settings.secret_key)
    shield.set_cookie(response, "flash", signed, https=settings.is_https, max_age=60)
    return response


def refused(request: Request, refusal: Refusal) -> Response:
    """A refusal as a page: what is wrong, and the way back with nothing lost."""
    return page(
        request, "pages/refused.html", status=refusal.status, words=say(refusal),
        code=refusal.code, back=own_path(request.headers.get("referer", ""), request),
    )  # fmt: skip


async def form_key(request: Request) -> Key:
    """The idempotency key that was drawn into the form, bound to its content and to the person."""
    form = await posted(request)
    token = form.get("key")
    body = sorted(
        (n, v) for n, v in form.multi_items() if isinstance(v, str) and n not in {"csrf", "key"}
    )
    viewer = viewer_of(request)
    return key_for(
        token if isinstance(token, str) and 16 <= len(token) <= 64 else public_id(),
        method=request.method,
        path=request.scope["path"],
        body=body,
        user_id=viewer.actor.user_id if viewer else 0,
    )


def own_path(address: str, request: Request) -> str:
    """A relative path of this site out of an address that somebody sent, else the first page."""
    origin = request.app.state.settings.origin
    path: str = address.removeprefix(origin)
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if plain and "\\" not in path and not _hidden_slash(path) else href("/")


def _hidden_slash(path: str) -> bool:
    # Browsers drop tabs and newlines, so "/%09/evil" decoded once may become "//evil".
    return path[1:4].lower() in {"%09", "%0a", "%0d", "%2f", "%5c"}


def _flash(request: Request, secret: str) -> tuple[Flash | None, bool]:
    cookie = request.cookies.get(
        shield.cookie_name("flash", https=request.app.state.settings.is_https)
    )
    if not cookie:
        return None, False
    text = shield.unsign(cookie, secret=secret)
    kind, _, words = (text or "").partition("\n")
    return (Flash(kind, words) if words else None), True


def _other_language(request: Request) -> str:
    path = str(request.scope["path"]) + (f"?{request.url.query}" if request.url.query else "")
    return path if is_english() else "/en" + path
