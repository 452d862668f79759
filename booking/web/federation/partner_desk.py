"""A partner city's first page: the unions of its area that wait for its word, and the way to the bases."""

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from sites import listings
from sites.foundation.pages import actor_of, page, route


async def show(request: Request) -> Response:
    by = actor_of(request)
    waiting = await people.unions_of_area("unverified", by=by) if by.may("unions.verify") else None
    return page(
        request, "pages/federation/desk_partner.html", waiting=waiting,
        bases=len(await listings.cards()),
    )  # fmt: skip


ROUTES = [route("/partner", needs="partners.see", get=show)]
