"""The operator's own bases: certificate, hours, freshness of the rooms, and the way to each calendar."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from booking.web.operator.door import operator_route
from sites import certification
from sites.certification import CertificateRecord
from sites.foundation import clock
from sites.foundation.pages import actor_of, page, redirect
from sites.listings import SiteProfile, profiles_of


@dataclass(frozen=True, slots=True)
class OwnSite:
    profile: SiteProfile
    certificate: CertificateRecord | None


async def show(request: Request) -> Response:
    profiles = await profiles_of(actor_of(request).organisation_id)
    records = await certification.records([site.id for site in profiles])
    own = [OwnSite(site, certification.current(records.get(site.id, ()))) for site in profiles]
    return page(request, "pages/operator/site.html", own=own, now=clock.now())


async def lead_on(request: Request) -> Response:
    """To the room calendar of the only base; where there are several, or none, to their list."""
    profiles = await profiles_of(actor_of(request).organisation_id)
    if len(profiles) == 1:
        return redirect(f"/operator/sites/{profiles[0].code}/calendar")
    return redirect("/operator/site")


ROUTES = [
    operator_route("/operator/site", needs="calendar.see", get=show),
    operator_route("/operator/sites", needs="calendar.see", get=lead_on),
]
