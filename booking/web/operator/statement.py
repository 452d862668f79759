"""The statement of one stay: every entry of the ledger in words, and what is owed after it."""

from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.money.vocabulary import LINE, WHY
from booking.web.operator.door import operator_route
from booking.web.operator.sight import seen
from sites.foundation.pages import actor_of, page


async def show(request: Request) -> Response:
    stay = await seen(request.path_params["stay"], by=actor_of(request))
    account, by = await money.account_of(stay.id), actor_of(request)
    return page(
        request, "pages/operator/statement.html", stay=stay, account=account, line_words=LINE,
        why_words=WHY, write_offs=await money.write_offs_of_stay(stay.id, by=by),
    )  # fmt: skip


ROUTES = [operator_route("/operator/stays/{stay}/statement", needs="money.see", get=show)]
