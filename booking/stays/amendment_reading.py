"""A union's change of its stay as both sides read it, before it is proposed and while it waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from booking import rosters
from booking.people.permissions import NotGranted
from booking.stays.access import stay_of_side, stay_of_union
from booking.stays.amendment_model import Amendment
from booking.stays.amendment_proposal import (
    acceptance,
    answer_until,
    demand_may_propose,
    is_taken_at_once,
    share_of_table,
)
from booking.stays.amendment_terms import demand_amendable, reckon_amendment
from booking.stays.amendments import UNION, change_of, open_amendment, still_open
from booking.stays.approval import offer_with, outgrows_approval
from booking.stays.attrition import is_charged
from booking.stays.growth_room import why_no_room
from booking.stays.models import Party, Stay
from booking.stays.new_terms import NewTerms
from booking.stays.offer_refusals import AmendmentBeyondApproval
from booking.stays.quota_change import QuotaChange, quotas_of
from booking.stays.reckoning import Change, Present, present_of
from booking.stays.states import State
from booking.stays.table_share import TableShare
from booking.stays.terms_reading import Terms, pair
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.listings.models import Site


@dataclass(frozen=True)
class AmendmentPreview:
    """What proposing this now would do. `obstacle` is why there is no room or no quota for it, `until` the time for the answer.

    `asks_approval`: the union approves it anew before it submits. `beyond`: only its last approver may propose it.
    `unsays`: a hold that the operator granted asks for its answer again. `surplus` names are too many on the list.
    """

    total: Money
    before: Terms
    after: Terms
    table: TableShare
    quotas: tuple[QuotaChange, ...]
    obstacle: Refusal | None
    is_at_once: bool
    until: datetime
    asks_approval: bool
    may_propose: bool
    beyond: bool
    unsays: bool
    surplus: int

    @property
    def difference(self) -> Money:
        return self.total - self.before.quote.total


@dataclass(frozen=True)
class AmendmentPage:
    """A change that the union proposed. `state` as the domain says: proposed, accepted, refused, lapsed."""

    public_id: str
    state: str
    until: datetime
    proposed_at: datetime
    by_name: str
    note: str
    before: Terms
    after: Terms
    table: TableShare

    @property
    def difference(self) -> Money:
        return self.after.quote.total - self.before.quote.total


async def preview_amendment(public_id: str, terms: NewTerms, *, by: Actor) -> AmendmentPreview:
    """Before and after to the room and the fen; changes nothing. Refused: StayUnknown, what `demand_amendable` and
    `reckon_amendment` refuse, AmendmentOpen, CounterOfferOpen.
    """
    stay = await stay_of_union(public_id, by=by)
    demand_amendable(stay)
    if found := await open_amendment(stay.id):
        raise still_open(found)
    change, present = await reckon_amendment(stay, terms), await present_of(stay)
    before, after = await pair(stay, change)
    may, beyond = await _may(stay, change, by=by)
    site, drawn = await Site.get(id=stay.site_id), await quotas_of(stay, change)
    return AmendmentPreview(
        total=change.quote.total, before=before, after=after,
        table=await share_of_table(stay, change),
        quotas=drawn,
        obstacle=await why_no_room(change, present)
        or next((one.why_not for one in drawn if one.why_not), None),
        is_at_once=is_taken_at_once(stay, site, change, present),
        until=answer_until(site, change, present),
        asks_approval=State(stay.state) is State.HELD
        and await outgrows_approval(stay, offer_with(stay, change)),
        may_propose=may, beyond=beyond,
        unsays=_unsays(stay, change, present),
        surplus=await _surplus(stay, change),
    )  # fmt: skip


async def amendment_of(public_id: str, *, by: Actor) -> AmendmentPage | None:
    """The union's open proposal, for either side; None where none is open. Refused: StayUnknown."""
    stay = await stay_of_side(public_id, by=by)
    found = await open_amendment(stay.id)
    if found is None or found.side != UNION:
        return None
    change = await change_of(found, stay)
    before, after = await pair(stay, change)
    falls = max(before.quote.total - after.quote.total, Money(0, stay.currency))
    kept = Money(found.table_minor, stay.currency)
    charged = is_charged((stay.frozen or {}).get("terms", {}))
    table = TableShare(falls, found.table_percent, kept, is_charged=charged)
    return AmendmentPage(
        found.public_id, found.state, found.answer_until, found.proposed_at, found.by_name, found.note,
        before, after, table,
    )  # fmt: skip


async def open_amendments(by: Actor) -> Mapping[str, datetime]:
    """By stay: until when a change that its union proposed waits, for all stays of the actor's side."""
    side = "stay__operator_id" if by.kind == "operator" else "stay__union_id"
    rows = (
        await Amendment.filter(**{side: by.organisation_id}, state="proposed", side=UNION)
        .order_by("answer_until", "id")
        .values("stay__public_id", "answer_until")
    )
    return {row["stay__public_id"]: row["answer_until"] for row in rows}


async def _may(stay: Stay, change: Change, *, by: Actor) -> tuple[bool, bool]:
    try:
        await demand_may_propose(stay, change, by=by)
    except NotGranted:
        return False, False
    except AmendmentBeyondApproval:
        return False, True
    return True, False


def _unsays(stay: Stay, change: Change, present: Present) -> bool:
    return acceptance(stay, change, present).get("accepted_at", stay) is None


async def _surplus(stay: Stay, change: Change) -> int:
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    named = (await rosters.roster_of(party.public_id)).named
    return max(0, named.total - change.heads.total)
