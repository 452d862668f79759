"""Each row of the form of batches as the page shows it: rooms proposed, what it costs, and whether it fits just now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from booking.web.union.batch_form import BatchRow
from booking.web.union.hold_form import ROOMS
from booking.web.union.hold_offer import HoldOffer, offer_for
from sites import calendar, search
from sites.calendar import FreeRooms
from sites.foundation.amounts import Money, total
from sites.foundation.formats import full_day
from sites.foundation.language import _
from sites.listings import SiteProfile
from sites.search import Failure


@dataclass(frozen=True)
class RoomField:
    name: str
    label: str
    value: str
    error: str


@dataclass(frozen=True)
class RowView:
    """`fits` is None for a row that does not say enough; `why` says in words what stands against it."""

    row: BatchRow
    rooms: tuple[RoomField, ...]
    wanted: Mapping[str, int]
    fits: bool | None
    why: str
    price: Money | None

    @property
    def title(self) -> str:
        form = self.row.filled.value
        words = _("Batch %(number)s", number=self.row.number)
        return _("%(what)s, %(day)s", what=words, day=full_day(form.check_in)) if form else words


async def views_of(rows: Sequence[BatchRow], site: SiteProfile) -> list[RowView]:
    """Rows whose nights meet are looked at together: what an earlier one takes, a later one has no more."""
    found: list[RowView] = []
    for row in rows:
        found.append(await _view(row, site, found))
    return found


async def _view(row: BatchRow, site: SiteProfile, before: Sequence[RowView]) -> RowView:
    form = row.filled.value
    if form is None or row.is_empty:
        return RowView(row, _fields(row, site, {}), {}, None, "", None)
    offer = await offer_for(site.code, form, rooms=row.rooms)
    wanted = row.rooms or offer.proposed or _of_the_house(site, form.heads.total)
    why = _why_not(row, offer, wanted, before)
    price = offer.price.total if offer.price else None
    return RowView(row, _fields(row, site, wanted), wanted, not why, why, price)


def _of_the_house(site: SiteProfile, heads: int) -> dict[str, int]:
    """Rooms for so many people, were none taken: what is asked for where just now too few are free."""
    kinds = [FreeRooms(kind.id, kind.code, kind.beds, kind.rooms) for kind in site.room_types]
    found = calendar.propose(heads, kinds)
    return {kind.code: found[kind.id] for kind in site.room_types if kind.id in found}


def _fields(row: BatchRow, site: SiteProfile, wanted: Mapping[str, int]) -> tuple[RoomField, ...]:
    return tuple(
        RoomField(
            row.prefix + ROOMS + kind.code, kind.name,
            row.filled.raw.get(ROOMS + kind.code, "") or str(wanted.get(kind.code, "")),
            row.filled.errors.get(ROOMS + kind.code, ""),
        )
        for kind in site.room_types
    )  # fmt: skip


def _why_not(
    row: BatchRow, offer: HoldOffer, wanted: Mapping[str, int], before: Sequence[RowView]
) -> str:
    if offer.obstacle:
        stop = offer.obstacle
        return search.say(Failure(stop.code, stop.night, stop.left, stop.asked))
    if offer.price is None:
        return offer.why_no_price
    taken = [view for view in before if view.fits and _meet(row, view.row)]
    people = sum(view.row.filled.sound.heads.total for view in taken)
    if people and offer.fit and row.filled.sound.heads.total > offer.fit.places - people:
        return _("%(left)s places are left beside the batches above, and %(asked)s are asked for.", left=max(0, offer.fit.places - people), asked=row.filled.sound.heads.total)  # fmt: skip
    for kind in offer.site.room_types:
        asked, free = wanted.get(kind.code, 0), offer.free(kind.id) or 0
        left = free - sum(view.wanted.get(kind.code, 0) for view in taken)
        if asked > left:
            return _("%(type)s: %(left)s rooms are left beside the batches above, and %(asked)s are asked for.", type=kind.name, left=max(0, left), asked=asked)  # fmt: skip
    return ""


def _meet(one: BatchRow, other: BatchRow) -> bool:
    a, b = one.filled.value, other.filled.value
    return a is not None and b is not None and a.check_in < b.check_out and b.check_in < a.check_out


def whole_price(views: Sequence[RowView]) -> Money:
    return total(view.price for view in views if view.price and view.fits)
