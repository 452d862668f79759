"""How many people a base is on record to receive on a day: the federation raises or lowers it.

Whoever is booked stays booked. A lowering may leave dates over their limit; they stand on the operator's
work list until a way is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sites.calendar.edit_refusals import LimitChanged, LimitOutside, LimitUnchanged
from sites.calendar.edit_telling import tell
from sites.calendar.first_refusal import announce_freed, keep_dates
from sites.calendar.limit_model import RecordedLimit
from sites.calendar.models import Reception
from sites.calendar.selection import Selection
from sites.calendar.waiters import Span, lock_nights, lock_places
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.listings import SiteUnknown, is_code
from sites.listings.models import Site

MOST = 5_000
TOPIC = "site.limit_recorded"


@dataclass(frozen=True, slots=True)
class DateLimit:
    """One date whose limit changes. More than it allows are booked by `over` people; they stay."""

    id: int
    date: date
    booked: int
    before: int
    after: int

    @property
    def over(self) -> int:
        return max(0, self.booked - self.after)


@dataclass(frozen=True, slots=True)
class LimitPreview:
    """`dates` from today on change; on those of `over` more people are booked than the new limit allows."""

    before: int
    after: int
    dates: int
    over: tuple[DateLimit, ...]


@dataclass(frozen=True, slots=True)
class LimitLine:
    before: int
    after: int
    why: str
    over_dates: int
    by_name: str
    at: datetime


async def preview_limit(code: str, limit: int, *, by: Actor) -> LimitPreview:
    """What recording this limit would do now; nothing is changed. Refused: SiteUnknown, LimitOutside, LimitUnchanged."""
    site = await _site(code, by=by)
    changes = await _changes(site, limit)
    return LimitPreview(site.reception_limit, limit, len(changes), _over(changes))


@transaction
async def record_limit(code: str, limit: int, *, seen: int, why: str, by: Actor) -> None:
    """From today on the base receives at most so many people a day; dates with an own, lower number keep it.

    Needs `sites.limit`. `seen` is the limit that was on the page. Refused: SiteUnknown, LimitOutside,
    LimitUnchanged, LimitChanged.
    """
    site = await _site(code, by=by)
    span = Span(site.id, clock.today(), date.max)
    await lock_places(span)
    await lock_nights(span)
    changes = await _changes(site, limit)
    changed = await Site.filter(id=site.id, reception_limit=seen).update(reception_limit=limit)
    if not changed:
        raise LimitChanged(limit=site.reception_limit)
    for one in changes:
        await Reception.filter(id=one.id).update(people_limit=one.after, over_by=one.over)
    await announce_freed(await keep_dates([one.id for one in changes if one.after > one.before]))
    row = await RecordedLimit.create(
        site_id=site.id, before=seen, after=limit, why=why, dates=len(changes),
        over_dates=len(_over(changes)), by_user_id=by.user_id, by_name=by.name, at=clock.now(),
    )  # fmt: skip
    await outbox.post(TOPIC, {"limit": row.id})
    if changes:
        days = Selection(
            site.id, changes[0].date, changes[-1].date + timedelta(days=1), frozenset()
        )
        await tell(days, source=f"limit:{row.id}")


async def limits_of(site_id: int) -> tuple[LimitLine, ...]:
    """Every change of what the base is on record to receive, the newest first."""
    rows = await RecordedLimit.filter(site_id=site_id).order_by("-id")
    return tuple(
        LimitLine(row.before, row.after, row.why, row.over_dates, row.by_name, row.at)
        for row in rows
    )


async def _site(code: str, *, by: Actor) -> Site:
    site = await Site.get_or_none(code=code) if is_code(code) else None
    if site is None or not by.may("sites.limit"):
        raise SiteUnknown
    return site


async def _changes(site: Site, limit: int) -> list[DateLimit]:
    """Dates that stood at the recorded limit follow it; others change only where they would be above it."""
    if not 1 <= limit <= MOST:
        raise LimitOutside(most=MOST, field="limit")
    if limit == site.reception_limit:
        raise LimitUnchanged(limit=limit, field="limit")
    rows = await Reception.filter(site_id=site.id, date__gte=clock.today()).order_by("date")
    return [
        DateLimit(row.id, row.date, row.held + row.sold, row.people_limit, limit)
        for row in rows
        if row.people_limit == site.reception_limit or row.people_limit > limit
    ]


def _over(changes: Sequence[DateLimit]) -> tuple[DateLimit, ...]:
    return tuple(one for one in changes if one.over)
