"""A new quota, of its own or as a share of another: what it would count, then making it."""

from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from booking import people, quotas, stays
from booking.quotas import Consequences, QuotaPage
from booking.web.quotas.door import LOOK, ROOT, federation_route
from booking.web.quotas.form import FIELDS, QuotaForm, options
from booking.web.quotas.words import UNITS
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.words import say

F = TypeVar("F", bound=QuotaForm)
FORM = "pages/quotas/form.html"


async def show(request: Request) -> Response:
    parent = await _parent(request, request.query_params.get("parent", ""))
    year = clock.today().year
    drawn = {"first_day": f"{year}-01-01", "last_day": f"{year}-12-31", "unit": "workers"}
    return await draw(request, Filled[QuotaForm](None, {} if parent else drawn), parent=parent)


async def act(request: Request) -> Response:
    form = await posted(request)
    given = form.get("parent")
    parent = await _parent(request, given if isinstance(given, str) else "")
    filled = await fill(request, QuotaForm)
    if filled.value is None:
        return await draw(request, filled, parent=parent)
    by, draft = actor_of(request), filled.value.draft
    above = parent.line.public_id if parent else ""
    try:
        if form.get("act") == LOOK:
            told = await quotas.preview_make(draft, parent=above, trips=stays.trips_taking, by=by)
            return await draw(request, filled, parent=parent, told=told)
        made = await quotas.make(
            draft, parent=above, why=filled.value.why, trips=stays.trips_taking, by=by,
            key=await form_key(request),
        )  # fmt: skip
    except Refusal as refusal:
        return await draw(request, filled, parent=parent, refusal=refusal)
    return redirect_saying(
        request, f"{ROOT}/{made}", _("The quota is made. It counts from now on.")
    )


async def _parent(request: Request, public_id: str) -> QuotaPage | None:
    """Refused: QuotaUnknown."""
    return await quotas.page_of(public_id, by=actor_of(request)) if public_id else None


async def draw(
    request: Request, filled: Filled[F], *, parent: QuotaPage | None = None,
    standing: QuotaPage | None = None, told: Consequences | None = None, refusal: Refusal | None = None,
) -> Response:  # fmt: skip
    """The form of a quota, with what it would do where that was asked for."""
    if refusal is not None:
        if refusal.kind is Kind.UNKNOWN:
            raise refusal
        name = refusal.field or ""
        filled = filled.with_error(FIELDS.get(name, name), say(refusal))
    status = refusal.status if refusal else 422 if filled.errors else 200
    return page(
        request, FORM, status=status, form=filled, parent=parent, standing=standing, told=told,
        root=ROOT, look=LOOK, managers=await _managers(request), unit_words=UNITS,
        options=options(),
    )  # fmt: skip


async def _managers(request: Request) -> list[tuple[str, str]]:
    """Who may manage a share beside the own federation: a city's, where the host gives it one."""
    area = await people.area_of(actor_of(request).organisation_id)
    return await people.city_federations() if area.is_host else []


ROUTES = [federation_route(f"{ROOT}/new", needs="quotas.manage", get=show, post=act)]
