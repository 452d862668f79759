"""The page of an organisation's programs, drawn plain, with a form that was refused, or with a fresh secret."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import notices, people, webhooks
from booking.web.people.again import again
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page

PAGE = "pages/programs/hub.html"
LIFETIMES: dict[str, str] = {
    "90": N_("90 days"), "365": N_("A year"), "0": N_("Until it is revoked"),
}  # fmt: skip


async def draw_hub(
    request: Request, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    context = await _context(request)
    if filled is None:
        return page(request, PAGE, form=Filled[Any](), **context)
    return again(request, PAGE, filled, refusal, **context)


def show_secret(request: Request, secret: str, *, title: str, use: str, back: str) -> Response:
    """A secret, once: the page is not stored, and loading it again does not show it."""
    return page(
        request, "pages/programs/secret.html", title=title, secret=secret, use=use, back=back
    )


async def _context(request: Request) -> dict[str, Any]:
    actor = actor_of(request)
    scopes, subjects = people.scopes_of(actor.kind), webhooks.subjects_of(actor.kind)
    return {
        "tokens": await people.tokens_of(actor),
        "scopes": [(scope, _(people.SCOPES[scope])) for scope in scopes],
        "scope_words": {scope: _(words) for scope, words in people.SCOPES.items()},
        "lifetimes": [(days, _(words)) for days, words in LIFETIMES.items()],
        "endpoints": await webhooks.endpoints_of(actor),
        "subjects": [(one, _(webhooks.SUBJECTS[one])) for one in subjects],
        "robots": await notices.robots_of(actor),
        "robot_kinds": [(kind, _(words)) for kind, words in notices.ROBOT_KINDS.items()],
        "subject_words": {one: _(words) for one, words in webhooks.SUBJECTS.items()},
    }
