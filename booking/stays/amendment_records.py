"""The amendments of a stay for programs, whoever proposed them: what each asks, until when, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.stays.access import stay_of_side
from booking.stays.amendment_model import Amendment
from booking.stays.night_plan import Plan, plan_from
from booking.stays.night_records import Slept
from booking.stays.offer_refusals import AmendmentGone
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.identifiers import is_public_id
from sites.listings.models import RoomType
from sites.packages import Heads


@dataclass(frozen=True)
class AmendmentRecord:
    """`side` proposed it; `why` is the reason of a no, or how it lapsed."""

    public_id: str
    side: str
    state: str
    check_in: date
    check_out: date
    package: str
    heads: Heads
    nights: tuple[tuple[date, Slept], ...]
    total: Money
    proposed_at: datetime
    answer_until: datetime
    closed_at: datetime | None
    why: str


async def amendments_of(public_id: str, *, by: Actor) -> tuple[AmendmentRecord, ...]:
    """The newest first. Refused: StayUnknown for anybody but the stay's two sides."""
    stay = await stay_of_side(public_id, by=by)
    rows = await Amendment.filter(stay_id=stay.id).order_by("-id").prefetch_related("package")
    codes = dict(await RoomType.filter(site_id=stay.site_id).values_list("id", "code"))
    return tuple(_record(row, codes, stay.currency) for row in rows)


async def amendment_record(public_id: str, amendment: str, *, by: Actor) -> AmendmentRecord:
    """Refused: StayUnknown, AmendmentGone."""
    known = await amendments_of(public_id, by=by)
    found = [one for one in known if one.public_id == amendment and is_public_id(amendment)]
    if not found:
        raise AmendmentGone
    return found[0]


def _record(row: Amendment, codes: dict[int, str], currency: str) -> AmendmentRecord:
    quote = row.quote
    return AmendmentRecord(
        row.public_id, row.side, row.state, row.check_in, row.check_out, row.package.code,
        Heads(quote["workers"], quote["family"], quote["crew"]),
        _nights(plan_from(row.nights["contracted"]), codes), Money(row.price_minor, currency),
        row.proposed_at, row.answer_until, row.closed_at, row.closed_why,
    )  # fmt: skip


def _nights(plan: Plan, codes: dict[int, str]) -> tuple[tuple[date, Slept], ...]:
    return tuple(
        (night, Slept({codes[kind]: rooms for kind, rooms in one.rooms.items()}, one.heads))
        for night, one in plan.items()
    )
