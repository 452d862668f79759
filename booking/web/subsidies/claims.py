"""The federation's list of claims: what waits for whom, what was paid, the same as a sheet, and what the bank is to transfer."""

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.money import ClaimLine
from booking.web.showing.download import download
from booking.web.subsidies.door import ROOT, federation_route
from booking.web.subsidies.words import ON_PAGES, claim_sheet, programme_words
from sites.foundation.amounts import total
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href
from sites.foundation.spreadsheet import Sheet

LIST = "pages/subsidies/claims.html"
VIEWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "open": (N_("To decide"), ("claimed", "checked")),
    "granted": (N_("To pay"), ("granted",)),
    "paid": (N_("Subsidy paid"), ("paid",)),
    "ended": (N_("Turned down or withdrawn"), ("turned_down", "withdrawn")),
}


async def show(request: Request) -> Response:
    by = actor_of(request)
    every = await money.claims_to(by)
    asked = request.query_params.get("in", "")
    view = asked if asked in VIEWS else "open"
    shown = [one for one in every if one.state in VIEWS[view][1]]
    return page(
        request, LIST, shown=shown, view=view, rates=await money.rates_of(by.organisation_id),
        groups=await stays.lines_of_trips({one.trip_id for one in shown}), tabs=_tabs(every, view),
        waits=total(one.claimed for one in every if one.state in VIEWS["open"][1]),
        owed=total(one.given for one in every if one.state == "granted"),
        paid=total(one.given for one in every if one.state == "paid"), root=ROOT, **ON_PAGES,
    )  # fmt: skip


def _tabs(every: tuple[ClaimLine, ...], view: str) -> list[tuple[str, str, bool, int]]:
    return [
        (_(words), href(ROOT, **({} if name == "open" else {"in": name})), name == view,
         sum(one.state in states for one in every))
        for name, (words, states) in VIEWS.items()
    ]  # fmt: skip


async def sheet(request: Request) -> Response:
    claims = await money.claims_to(actor_of(request))
    groups = await stays.lines_of_trips({one.trip_id for one in claims})
    title = _("Subsidies")
    return await download(title, claim_sheet(title, claims, groups, other=_("Union")))


async def transfers(request: Request) -> Response:
    """Account numbers are whole in it: it is for the bank."""
    due = await money.transfers_due(actor_of(request))
    head = (_("Account holder"), _("Account number"), _("Bank"), _("Branch"), _("Amount"), _("Purpose"))  # fmt: skip
    rows = [
        (
            account.holder, account.number, account.bank, account.branch, one.given.minor / 100,
            _("Subsidy, %(programme)s", programme=programme_words(one.programme)),
        )
        for one, account in due
    ]  # fmt: skip
    title = _("Subsidies to transfer")
    return await download(title, Sheet(title, head, rows))


ROUTES = [
    federation_route(ROOT, needs="subsidies.see", get=show),
    federation_route(f"{ROOT}.xlsx", needs="subsidies.see", get=sheet),
    federation_route(f"{ROOT}/transfers.xlsx", needs="subsidies.decide", get=transfers),
]
