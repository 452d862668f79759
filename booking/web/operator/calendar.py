"""Room calendar (房态日历): 35 days of rooms, beds and people, the groups beneath, and what was changed lately."""

from dataclasses import dataclass
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.operator.closed_list import Stretch, stretches
from booking.web.operator.door import operator_route
from booking.web.operator.edit_form import EditForm
from booking.web.operator.edit_words import choices, edit_in_words, weekday_choices
from booking.web.operator.group_bars import GroupBars, group_bars
from booking.web.operator.month_strip import month_strip
from booking.web.operator.night_hints import hints
from booking.web.operator.night_words import facts_of
from booking.web.operator.nights_grid import GridView, grid_view
from booking.web.operator.own_site import own_site
from sites import calendar, packages
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.listings import SiteProfile, check_rooms

DAYS = 35
PAGES = {"calendar", "today"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows of the base between two days."""

    first: date
    until: date
    grid: GridView
    groups: GroupBars
    closed: tuple[Stretch, ...]

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def earlier(self) -> date:
        return self.first - timedelta(days=DAYS)


async def show(request: Request) -> Response:
    by, site = actor_of(request), await own_site(request)
    path = f"/operator/sites/{site.code}/calendar"
    shown = await _sheet(site, _first(request.query_params.get("from", "")), by=by)
    edits = await calendar.edits_of(site.id)
    return page(
        request, "pages/operator/calendar.html", site=site, path_here=path, shown=shown,
        strip=await month_strip(site.id, path, first=shown.first, until=shown.until),
        hints=await hints(site), today=clock.today(),
        edits=[(edit_in_words(site, one), one) for one in edits],
        undoable=next((one for one in edits if one.can_be_undone), None),
        form=Filled[EditForm](raw={"from": str(max(clock.today(), shown.first))}),
        types=[(kind.code, kind.name) for kind in site.room_types], acts=choices(),
        weekdays=weekday_choices(),
    )  # fmt: skip


def _first(wanted: str) -> date:
    """The Monday of the wanted day's week; without one, that of today."""
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        day = clock.today()
    day = min(max(day, date(2000, 1, 10)), date(2099, 1, 1))
    return day - timedelta(days=day.weekday())


async def _sheet(site: SiteProfile, first: date, *, by: Actor) -> Sheet:
    until = first + timedelta(days=DAYS)
    days = calendar.nights_between(first, until)
    coming = [day for day in days if day >= clock.today()]
    nights = await calendar.grid(site.id, first=first, until=until)
    facts = await facts_of(site.id, first=first, until=until)
    offers = (await packages.offers(first=first, until=until, site_ids=[site.id])).get(site.id, ())
    unpriced = {day for day in days if not any(offer.season_on(day) for offer in offers)}
    lines = await stays.groups_at(site.code, first=first, until=until, by=by)
    rooms = await stays.rooms_of(line.public_id for line in lines)
    return Sheet(
        first, until, grid_view(site, nights, days=days, unpriced=unpriced, facts=facts),
        group_bars(
            lines, rooms=rooms, first=first, days=DAYS,
            outside=await calendar.outside_of(site.id),
        ),
        stretches(site, nights, days=coming, unpriced=unpriced, facts=facts),
    )  # fmt: skip


async def confirm_rooms(request: Request) -> Response:
    """房态无误."""
    site, asked = await own_site(request), await request.form()
    await check_rooms(site.id, by=actor_of(request))
    to = asked.get("back") if asked.get("back") in PAGES else "today"
    return redirect_saying(
        request, f"/operator/sites/{site.code}/{to}", _("Kept: the rooms are right as of now.")
    )


ROUTES = [
    operator_route("/operator/sites/{site}/calendar", needs="calendar.see", get=show),
    operator_route(
        "/operator/sites/{site}/rooms-checked", needs="calendar.edit", post=confirm_rooms
    ),
]
