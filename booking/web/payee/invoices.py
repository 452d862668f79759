"""Invoices of a payee: what is asked for, what is missing and what was issued, and the same as a sheet."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.money import ChargeInvoices
from booking.stays import StayLine
from booking.web.payee.door import desk_of, payee_routes
from booking.web.showing.download import download
from booking.web.showing.invoices import invoice_sheet
from sites.foundation.amounts import total
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href

INVOICES = "pages/payee/invoices.html"
VIEWS: dict[str, str] = {
    "asked": N_("Asked for, not issued"),
    "missing": N_("Not invoiced yet"),
    "done": N_("Invoiced or waived"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    stay: StayLine
    charge: ChargeInvoices

    @property
    def view(self) -> str:
        if self.charge.open_requests or self.charge.standing.over:
            return "asked"
        return "missing" if self.charge.standing.missing else "done"


async def show(request: Request) -> Response:
    every = await _listed(request)
    view = request.query_params.get("in", "")
    chosen = view if view in VIEWS else "asked"
    root = f"{desk_of(request)}/invoices"
    return page(
        request, INVOICES, root=root, shown=[one for one in every if one.view == chosen],
        tabs=[
            (_(words), href(root, **({} if name == "asked" else {"in": name})), name == chosen,
             sum(one.view == name for one in every))
            for name, words in VIEWS.items()
        ],
        asked=sum(len(one.charge.open_requests) for one in every),
        missing=total(one.charge.standing.missing for one in every),
        invoiced=total(one.charge.standing.invoiced for one in every),
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    every = await _listed(request)
    return await download(_("Invoices"), invoice_sheet([(one.stay, one.charge) for one in every]))


async def _listed(request: Request) -> list[Listed]:
    """Charges of nothing, on which no invoice ever stood, need none."""
    found = await money.invoices_with(actor_of(request))
    kept = [one for one in found if one.standing.charged or one.invoices or one.requests]
    lines = await stays.lines_by_id({one.stay_id for one in kept})
    return [Listed(lines[one.stay_id], one) for one in kept]


ROUTES = [
    *payee_routes("/invoices", needs="money.see", get=show),
    *payee_routes("/invoices.xlsx", needs="money.see", get=sheet),
]
