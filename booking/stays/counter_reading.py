"""A counter-offer as both sides read it: what was asked for and what is offered, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from booking.people.permissions import NotGranted
from booking.stays.access import stay_of_side
from booking.stays.amendment_model import Amendment
from booking.stays.amendments import OPERATOR, change_of, open_amendment
from booking.stays.counter_answer import demand_may_accept
from booking.stays.models import Stay
from booking.stays.offer_refusals import OfferBeyondApproval
from booking.stays.terms_reading import Terms, pair
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money


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
    if amendment is None or amendment.side != OPERATOR:
        return None
    may_accept, beyond = await _may(stay, amendment, by=by)
    before, after = await pair(stay, await change_of(amendment, stay))
    return CounterOfferPage(
        amendment.public_id, amendment.answer_until, amendment.proposed_at, amendment.by_name,
        amendment.note, before, after, may_accept, beyond,
    )  # fmt: skip


async def open_counter_offers(by: Actor) -> Mapping[str, datetime]:
    """By stay: until when its open counter-offer stands, for all stays of the actor's side."""
    side = "stay__operator_id" if by.kind == "operator" else "stay__union_id"
    rows = await Amendment.filter(
        **{side: by.organisation_id}, state="proposed", side=OPERATOR
    ).values("stay__public_id", "answer_until")
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
