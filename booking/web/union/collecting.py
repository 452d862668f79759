"""The union's list of who pays it their own part of a stay: seen, ticked off, taken home as a sheet."""

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import collecting
from booking.web.books.view import yuan
from booking.web.showing.download import download
from booking.web.union.door import stay_id, stay_path, union_route
from sites.foundation.clock import SHANGHAI
from sites.foundation.forms import Form, NeededLine, fill
from sites.foundation.language import _, pgettext
from sites.foundation.pages import PageUnknown, actor_of, page, redirect_saying
from sites.foundation.spreadsheet import Sheet

PAGE = "pages/union/collecting.html"
ACTS = {"paid": collecting.note_paid, "back": collecting.take_back_paid}


class TickForm(Form):
    who: NeededLine
    act: Literal["paid", "back"]


async def show(request: Request) -> Response:
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    shown = await collecting.collecting_of(stay_id(request), by=by)
    return page(request, PAGE, line=found.line, shown=shown, ticks=by.may("money.pay"))


async def tick(request: Request) -> Response:
    form = (await fill(request, TickForm)).value
    if form is None:
        raise PageUnknown
    await ACTS[form.act](stay_id(request), form.who, by=actor_of(request))
    words = _("Noted as paid.") if form.act == "paid" else _("The tick is taken back.")
    return redirect_saying(request, stay_path(request, "/collecting"), words)


async def sheet(request: Request) -> Response:
    by = actor_of(request)
    shown = await collecting.collecting_of(stay_id(request), by=by)
    head = (_("Name"), _("Pays"), pgettext("payment", "Paid"), _("Noted at"), _("Noted by"))
    rows = [
        (
            one.person.name, yuan(one.amount), yuan(one.paid) if one.paid else "",
            one.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if one.at else "", one.by_name,
        )
        for one in shown.people
    ]  # fmt: skip
    return await download(_("What workers and families pay"), Sheet(_("What workers and families pay"), head, rows))  # fmt: skip


COLLECTING = "/union/stays/{stay}/collecting"
ROUTES = [
    union_route(COLLECTING, needs="rosters.see", get=show),
    union_route(f"{COLLECTING}.xlsx", needs="rosters.see", get=sheet),
    union_route(f"{COLLECTING}/tick", needs="money.pay", post=tick),
]
