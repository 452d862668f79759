"""Invoices for the union: what is missing, what was asked for and what came, and the same as a sheet."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.money import ChargeInvoices
from booking.stays import StayLine
from booking.web.payee.invoice import fetch
from booking.web.showing.download import download
from booking.web.showing.invoices import invoice_sheet
from booking.web.union.door import union_route
from sites.foundation.amounts import total
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href

INVOICES = "pages/union/invoices.html"
VIEWS: dict[str, str] = {
    "missing": N_("Missing"),
    "asked": N_("Asked for, not issued"),
    "done": N_("Here or waived"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    stay: StayLine
    charge: ChargeInvoices

    @property
    def view(self) -> str:
        if self.charge.open_requests:
            return "asked"
        return "done" if self.charge.standing.is_complete else "missing"


async def show(request: Request) -> Response:
    every = await _listed(request)
    view = request.query_params.get("in", "")
    chosen = view if view in VIEWS else "missing"
    return page(
        request, INVOICES, shown=[one for one in every if one.view == chosen],
        tabs=[
            (_(words), href("/union/invoices", **({} if name == "missing" else {"in": name})),
             name == chosen, sum(one.view == name for one in every))
            for name, words in VIEWS.items()
        ],
        missing=total(one.charge.standing.missing for one in every),
        invoiced=total(one.charge.standing.invoiced for one in every),
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    every = await _listed(request)
    return await download(_("Invoices"), invoice_sheet([(one.stay, one.charge) for one in every]))


async def _listed(request: Request) -> list[Listed]:
    found = await money.invoices_with(actor_of(request))
    kept = [one for one in found if one.standing.charged or one.invoices or one.requests]
    lines = await stays.lines_by_id({one.stay_id for one in kept})
    return [Listed(lines[one.stay_id], one) for one in kept]


ROUTES = [
    union_route("/union/invoices", needs="money.see", get=show),
    union_route("/union/invoices.xlsx", needs="money.see", get=sheet),
    union_route("/union/invoices/{invoice}/file", needs="money.see", get=fetch),
]
