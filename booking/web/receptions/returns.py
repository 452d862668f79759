"""A base's list of a month, as its operator confirms it; and for the federation, who has returned and who not."""

from dataclasses import asdict, dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from booking import receptions
from booking.insights.received import Asked, Sums, groups, sums, sums_by_site
from booking.receptions import Counted, ListChanged, Returned
from booking.web.operator.door import operator_route
from booking.web.receptions.door import RETURNS, federation_route
from sites import listings
from sites.foundation import clock
from sites.foundation.forms import posted
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, page, redirect_saying
from sites.listings import SiteCard

MONTHS_BACK = 13


@dataclass(frozen=True)
class Standing:
    """One base in one month: what the list says now, and what was returned of it."""

    site: SiteCard
    now: Counted
    returned: Returned | None
    days_late: int

    @property
    def has_changed(self) -> bool:
        return self.returned is not None and self.returned.counted != self.now


async def show(request: Request) -> Response:
    code, month = await _place(request)
    by, span = actor_of(request), Asked(month, receptions.months_later(month, 1), site=code)
    site = next(one for one in await receptions.sites_of(by) if one.code == code)
    returned = (await receptions.returns_of(site.id)).get(month)
    rows = await groups(span)
    counted = _counted(await sums(span))
    return page(
        request, "pages/receptions/return.html", site=site, month=month, rows=rows, counted=counted,
        mark=_mark(counted), returned=returned, due=receptions.due_day(month),
        is_over=span.until <= clock.today(), origin_name=receptions.origin_name,
        months=_months(), code=code,
    )  # fmt: skip


async def confirm(request: Request) -> Response:
    """What was on the page is what is confirmed. Refused: ListChanged, when the list says something else now."""
    code, month = await _place(request)
    span = Asked(month, receptions.months_later(month, 1), site=code)
    counted = _counted(await sums(span))
    if (await posted(request)).get("seen") != _mark(counted):
        raise ListChanged
    await receptions.return_month(code, month, counted=counted, by=actor_of(request))
    said = _("The list of this month is confirmed.")
    return redirect_saying(
        request, f"/operator/receptions/returns/{code}/{month.isoformat()[:7]}", said
    )


async def overview(request: Request) -> Response:
    month = receptions.month_from(request.query_params.get("month", ""))
    month = month or receptions.last_over("month").first
    asked, there = {*await receptions.asked_for(month)}, await receptions.returns_in(month)
    now = await sums_by_site(Asked(month, receptions.months_later(month, 1)))
    late = max(0, (clock.today() - receptions.due_day(month)).days)
    every = [
        Standing(card, _counted(now.get(card.id, Sums())), there.get(card.id), late)
        for card in await listings.cards()
        if card.id in asked or card.id in there
    ]
    every.sort(key=lambda one: (one.returned is not None, one.site.code))
    return page(
        request, "pages/receptions/returns.html", month=month, every=every, months=_months(),
        returned=sum(one.returned is not None for one in every), due=receptions.due_day(month),
    )  # fmt: skip


async def _place(request: Request) -> tuple[str, date]:
    """The own base and the month of the address. Unknown ones are no page."""
    code = request.path_params["site"]
    month = receptions.month_from(request.path_params["month"])
    own = {site.code for site in await receptions.sites_of(actor_of(request))}
    if month is None or code not in own:
        raise PageUnknown
    return code, month


def _months() -> list[tuple[str, date]]:
    last = receptions.last_over("month").first
    months = [receptions.months_later(last, -back) for back in range(MONTHS_BACK)]
    return [(month.isoformat()[:7], month) for month in months]


def _counted(found: Sums) -> Counted:
    return Counted(found.groups, found.people, found.family, found.nights)


def _mark(counted: Counted) -> str:
    """Names what the list says, so that nobody confirms what was not on the page."""
    return ".".join(str(number) for number in asdict(counted).values())


ROUTES = [
    operator_route(
        "/operator/receptions/returns/{site}/{month}", needs="receptions.see", get=show
    ),
    operator_route(
        "/operator/receptions/returns/{site}/{month}/confirmation", needs="receptions.record", get=show, post=confirm
    ),
    federation_route(RETURNS, needs="figures.see", get=overview),
]  # fmt: skip
