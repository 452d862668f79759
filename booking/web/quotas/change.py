"""Changing a quota: before and after with all that follows, then saving it as its next version."""

from starlette.requests import Request
from starlette.responses import Response

from booking import quotas, stays
from booking.web.quotas.door import LOOK, ROOT, federation_route, quota_id, quota_path
from booking.web.quotas.form import ActForm, QuotaForm, typed
from booking.web.quotas.make import draw
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, fill, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect_saying


class ChangeForm(QuotaForm, ActForm):
    """The whole quota again, with the version that was seen."""


class LookForm(QuotaForm):
    """To look needs no reason yet."""


async def show(request: Request) -> Response:
    standing = await quotas.page_of(quota_id(request), by=actor_of(request))
    drawn = {**typed(standing), "seen": str(standing.version)}
    return await draw(request, Filled[ChangeForm](None, drawn), standing=standing)


async def act(request: Request) -> Response:
    by, quota = actor_of(request), quota_id(request)
    standing = await quotas.page_of(quota, by=by)
    looks = (await posted(request)).get("act") == LOOK
    wanted: type[QuotaForm] = LookForm if looks else ChangeForm
    filled = await fill(request, wanted)
    given = filled.value
    if given is None:
        return await draw(request, filled, standing=standing)
    try:
        if not isinstance(given, ChangeForm):
            told = await quotas.preview_change(quota, given.draft, trips=stays.trips_taking, by=by)
            return await draw(request, filled, standing=standing, told=told)
        await quotas.change(
            quota, given.draft, why=given.why, seen=given.seen, trips=stays.trips_taking, by=by
        )
    except Refusal as refusal:
        return await draw(request, filled, standing=standing, refusal=refusal)
    said = _("Saved as version %(version)s.", version=standing.version + 1)
    return redirect_saying(request, quota_path(request), said)


ROUTES = [federation_route(f"{ROOT}/{{quota}}/change", needs="quotas.manage", get=show, post=act)]
