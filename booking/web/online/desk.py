"""The payee's page of money online."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.money import online
from booking.money.vocabulary import DIFFERENCE, DISPUTE, METHOD
from booking.web.banking.door import root_of
from sites.foundation.pages import PageUnknown, actor_of, page


async def show(request: Request) -> Response:
    found = await online.online_desk(actor_of(request).organisation_id)
    if found is None:
        raise PageUnknown
    shown = {one.stay_id for one in found.payments}
    shown |= {one.stay_id for one in found.differences if one.stay_id}
    return page(
        request, "pages/online/desk.html", found=found, lines=await stays.lines_by_id(shown),
        root=root_of(request), difference_words=DIFFERENCE, method_words=METHOD,
        dispute_words=DISPUTE,
    )  # fmt: skip
