"""The base that an address names, where it is this operator's own."""

from starlette.requests import Request

from sites.foundation.pages import actor_of
from sites.listings import SiteProfile, SiteUnknown, profiles_of


async def own_site(request: Request) -> SiteProfile:
    """Refused: SiteUnknown, whether the base is another's or none."""
    for site in await profiles_of(actor_of(request).organisation_id):
        if site.code == request.path_params["site"]:
            return site
    raise SiteUnknown
