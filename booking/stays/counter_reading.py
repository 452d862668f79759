"""A counter-offer as both sides read it: what was asked for and what is offered, side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from booking.people.permissions import NotGranted
from booking.stays.access import stay_of_side
from booking.stays.amendment_model import Amendment
from booking.stays.amendments import open_amendment
from booking.stays.counter_answer import demand_may_accept
from booking.stays.counter_terms import Change, rooms_now
from booking.stays.models import Stay
from booking.stays.offer_refusals import OfferBeyondApproval
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.language import choose
from sites.listings.models import RoomType
from sites.packages import Quote
from sites.packages.models import Package


@dataclass(frozen=True)
class Terms:
    """One side of the comparison. `rooms` in the site's order, a type that only the other side has with 0."""

    check_in: date
    check_out: date
    rooms: tuple[tuple[str, int], ...]
    package: str
    quote: Quote

    @property
    def nights(self) -> int:
        return (self.check_out - self.check_in).days


@dataclass(frozen=True)
class CounterOfferPage:
    """`may_accept`: this person may; `beyond`: it goes beyond what the union approved."""

    public_id: str
    until: datetime
    proposed_at: datetime
    by_name: str
    note: str
    before: Terms
    after: Terms
    may_accept: bool
    beyond: bool

    @property
    def difference(self) -> Money:
        return self.after.quote.total - self.before.quote.total


async def counter_offer_of(public_id: str, *, by: Actor) -> CounterOfferPage | None:
    """The open offer of the stay, for either side. Refused: StayUnknown."""
    stay = await stay_of_side(public_id, by=by)
    amendment = await open_amendment(stay.id)
    if amendment is None:
        return None
    may_accept, beyond = await _may(stay, amendment, by=by)
    after = {int(kind): count for kind, count in amendment.rooms.items()}
    before_terms, after_terms = await _pair(
        stay, after, amendment.check_in, amendment.check_out,
        package_id=amendment.package_id, quote=Quote.from_facts(amendment.quote),
    )  # fmt: skip
    return CounterOfferPage(
        amendment.public_id, amendment.answer_until, amendment.proposed_at, amendment.by_name,
        amendment.note, before_terms, after_terms, may_accept, beyond,
    )  # fmt: skip


async def compare(public_id: str, change: Change, *, by: Actor) -> tuple[Terms, Terms]:
    """What stands now, and what the change would make of it. Refused: StayUnknown."""
    stay = await stay_of_side(public_id, by=by)
    return await _pair(
        stay, change.wanted.rooms, change.check_in, change.check_out,
        package_id=change.package.id, quote=change.quote,
    )  # fmt: skip


async def open_counter_offers(by: Actor) -> Mapping[str, datetime]:
    """By stay: until when its open counter-offer stands, for all stays of the actor's side."""
    side = "stay__operator_id" if by.kind == "operator" else "stay__union_id"
    rows = await Amendment.filter(**{side: by.organisation_id}, state="proposed").values(
        "stay__public_id", "answer_until"
    )
    return {row["stay__public_id"]: row["answer_until"] for row in rows}


async def _may(stay: Stay, amendment: Amendment, *, by: Actor) -> tuple[bool, bool]:
    if by.kind == "operator":
        return False, False
    try:
        await demand_may_accept(stay, amendment, by=by)
    except NotGranted:
        return False, False
    except OfferBeyondApproval:
        return False, True
    return True, False


async def _pair(
    stay: Stay, after: Mapping[int, int], check_in: date, check_out: date, *, package_id: int, quote: Quote
) -> tuple[Terms, Terms]:  # fmt: skip
    before = await rooms_now(stay)
    kinds = await RoomType.filter(id__in=[*before, *after]).order_by("position", "id")
    packages = await Package.filter(id__in=[stay.package_id, package_id])
    names = {package.id: choose(package.name, package.name_en) for package in packages}
    return (
        Terms(stay.check_in, stay.check_out, _named(kinds, before), names[stay.package_id], Quote.from_facts(stay.quote)),
        Terms(check_in, check_out, _named(kinds, after), names[package_id], quote),
    )  # fmt: skip


def _named(kinds: Iterable[RoomType], rooms: Mapping[int, int]) -> tuple[tuple[str, int], ...]:
    return tuple((choose(kind.name, kind.name_en), rooms.get(kind.id, 0)) for kind in kinds)
