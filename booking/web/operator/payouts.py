"""What a service centre collected for the operator, what it kept, and what it paid out."""

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.web.operator.door import operator_route
from booking.web.showing.download import download
from sites.foundation.amounts import total
from sites.foundation.formats import full_day
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.spreadsheet import Sheet


async def show(request: Request) -> Response:
    operator = actor_of(request).organisation_id
    found = await money.collected_for(operator)
    payouts = await money.payouts_to(operator)
    wanted = {one.stay_id for one in found} | {line.stay_id for p in payouts for line in p.lines}
    return page(
        request, "pages/operator/payouts.html", found=found, payouts=payouts,
        lines=await stays.lines_by_id(wanted), charged=total(one.standing.charged for one in found),
        commission=total(one.commission for one in found),
        paid=total(one.amount for one in payouts if one.state == "paid"),
        owed=total(one.owed for one in found) - total(one.amount for one in payouts if one.state == "paid"),
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    payouts = await money.payouts_to(actor_of(request).organisation_id)
    lines = await stays.lines_by_id({line.stay_id for one in payouts for line in one.lines})
    head = (
        _("Paid on"), _("Voucher"), _("Service centre"), _("Union"), _("Group"), _("Payment reference"), _("Amount"),
    )  # fmt: skip
    rows = [
        (full_day(one.paid_on) if one.paid_on else _("not yet"), one.voucher, one.centre,
         lines[line.stay_id].union_name, lines[line.stay_id].reference, line.reference, line.amount.minor / 100)
        for one in payouts
        for line in one.lines
    ]  # fmt: skip
    return await download(_("Payouts"), Sheet(_("Payouts"), head, rows))


ROUTES = [
    operator_route("/operator/payouts", needs="money.see", get=show),
    operator_route("/operator/payouts.xlsx", needs="money.see", get=sheet),
]
