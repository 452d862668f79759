"""What an organisation owes, or is owed, over a period: the union's and the payee's page of it, as sheet and as paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from booking import documents, money, people, stays
from booking.money import OwnLine, OwnStatement, ToPay
from booking.money.book_words import entry_words
from booking.stays import StayLine
from booking.web.books.period import period_of, query_of
from booking.web.books.view import yuan
from booking.web.documents.showing import file_of
from booking.web.showing.download import download
from booking.web.side import Side
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import total
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href
from sites.foundation.spreadsheet import Sheet

PAGE = "pages/books/statement.html"
MOST_DUE = 8
ADDRESSES = {
    "union": "/union/money", "operator": "/operator/money/statement",
    "service_centre": "/centre/money/statement",
}  # fmt: skip

OF: dict[str, str] = {
    "union": N_("What the union owes"),
    "people": N_("What workers and families pay themselves"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the page shows it: `other` is the other party; `stay` and `group` lead to the group."""

    line: OwnLine
    what: str
    other: str
    stay: str
    group: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something to pay as the page shows it."""

    one: ToPay
    line: StayLine
    payee: str


async def show(request: Request) -> Response:
    by, statement = actor_of(request), await _statement(request)
    return page(
        request, PAGE, statement=statement, lines=await _shown(statement.lines, by),
        period=statement.period, kept=_kept(request), address=ADDRESSES[by.kind],
        stays="" if by.kind == "service_centre" else f"/{by.kind}/stays/", is_payer=by.kind == "union",
        tabs=_tabs(request) if by.kind == "union" else (), of=_of(request), **await _next(request, by),
    )  # fmt: skip


async def _next(request: Request, by: Actor) -> dict[str, Any]:
    """What a union has to pay, the nearest date first; the rest of a long list once it is asked for."""
    due = await money.to_pay(by.organisation_id, of=_of(request)) if by.kind == "union" else ()
    shown = due if request.query_params.get("due") == "all" else due[:MOST_DUE]
    groups = await stays.lines_by_id({one.stay_id for one in shown})
    names = await people.named({one.payee_id for one in shown})
    return {
        "due": [Due(one, groups[one.stay_id], names[one.payee_id].name) for one in shown],
        "due_count": len(due), "due_sum": total(one.amount for one in due if one.is_overdue),
    }  # fmt: skip


async def sheet(request: Request) -> Response:
    by, statement = actor_of(request), await _statement(request)
    head = (
        _("Day"), _("Entry"), _("Payee") if by.kind == "union" else _("Union"), _("Group"),
        _("Payment reference"), _("More or less owed"), _("Owed then"),
    )  # fmt: skip
    rows = [
        (
            clock.day_of(one.line.at).isoformat(), one.what, one.other, one.group,
            one.line.reference, yuan(one.line.amount), yuan(one.line.balance),
        )
        for one in await _shown(statement.lines, by)
    ]  # fmt: skip
    title = _("Statement of account")
    return await download(title, Sheet(title, head, rows))


async def paper(request: Request) -> Response:
    by, statement = actor_of(request), await _statement(request)
    shown = [(one.what, one.other, one.group) for one in await _shown(statement.lines, by)]
    own = (await people.named([by.organisation_id]))[by.organisation_id]
    document = documents.own_statement(
        own.name, statement, shown, is_payer=by.kind == "union",
        is_example=request.app.state.settings.demo,
    )  # fmt: skip
    return await file_of(document)


async def _statement(request: Request) -> OwnStatement:
    by, period = actor_of(request), period_of(request)
    if by.kind == "union":
        return await money.owed_by(by.organisation_id, period, of=_of(request))
    return await money.owed_to(by.organisation_id, period)


def _of(request: Request) -> str:
    """Whose charges a union asks for: its own by default."""
    asked = request.query_params.get("of", "")
    return asked if asked in OF else "union"


def _kept(request: Request) -> dict[str, str]:
    of = _of(request)
    return query_of(period_of(request)) | ({} if of == "union" else {"of": of})


def _tabs(request: Request) -> list[tuple[str, str, bool, str]]:
    days = query_of(period_of(request))
    return [
        (_(words), href(ADDRESSES["union"], **days, **({} if of == "union" else {"of": of})), of == _of(request), "")
        for of, words in OF.items()
    ]  # fmt: skip


async def _shown(lines: Sequence[OwnLine], by: Actor) -> list[Shown]:
    groups = await stays.lines_by_id({line.stay_id for line in lines})
    others = {line.payee_id if by.kind == "union" else line.payer_id for line in lines}
    names = await people.named(others)
    return [
        Shown(
            line, entry_words(line.what),
            names[line.payee_id if by.kind == "union" else line.payer_id].name,
            groups[line.stay_id].public_id, groups[line.stay_id].reference,
        )
        for line in lines
    ]  # fmt: skip


def _routes(kind: str, address: str) -> list[Route]:
    side = Side(kind)
    return [
        side(address, needs="money.see", get=show),
        side(f"{address}.xlsx", needs="money.see", get=sheet),
        side(f"{address}.pdf", needs="money.see", get=paper),
    ]


ROUTES = [route for kind, address in ADDRESSES.items() for route in _routes(kind, address)]
