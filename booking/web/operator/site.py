"""The operator's own bases, read only: certificate, and every room type's nights of the next five weeks."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from booking.web.operator.door import operator_route
from booking.web.operator.nights_grid import GridView, grid_view
from sites import calendar, certification
from sites.certification import CertificateRecord
from sites.foundation import clock
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.listings import SiteProfile, SiteUnknown, check_rooms, profiles_of

DAYS = 35


@dataclass(frozen=True, slots=True)
class OwnSite:
    profile: SiteProfile
    certificate: CertificateRecord | None
    grid: GridView


async def show(request: Request) -> Response:
    by = actor_of(request)
    profiles = await profiles_of(by.organisation_id)
    records = await certification.records([site.id for site in profiles])
    own = [
        OwnSite(site, certification.current(records.get(site.id, ())), await _grid(site))
        for site in profiles
    ]
    return page(request, "pages/operator/site.html", own=own, now=clock.now())


async def _grid(site: SiteProfile) -> GridView:
    first = clock.today()
    until = first + timedelta(days=DAYS)
    nights = await calendar.grid(site.id, first=first, until=until)
    return grid_view(site, nights, days=calendar.nights_between(first, until))


async def check(request: Request) -> Response:
    by = actor_of(request)
    found = [
        s for s in await profiles_of(by.organisation_id) if s.code == request.path_params["site"]
    ]
    if not found:
        raise SiteUnknown
    await check_rooms(found[0].id, by=by)
    return redirect_saying(request, "/operator/site", _("Kept: the rooms are right as of now."))


ROUTES = [
    operator_route("/operator/site", needs="calendar.see", get=show),
    operator_route("/operator/site/{site}/rooms-checked", needs="calendar.edit", post=check),
]
