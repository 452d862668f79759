"""What the pages of one stay are drawn from, for its union."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from starlette.requests import Request

from booking import people, rosters, stays
from booking.money import (
    AccountToPay,
    ChargeInvoices,
    InstalmentLine,
    SlipLine,
    StayAccount,
    account_of,
    accounts_to_pay,
    instalments_of,
    invoices_of,
    slips_of,
)
from booking.money import online as online_money
from booking.money.online import PaymentLine
from booking.rosters import Roster
from booking.stays import (
    AmendmentPage,
    CounterOfferPage,
    ReleasePage,
    StayPage,
    collecting,
    deciding,
    held_data,
    waiting,
)
from booking.stays.deciding import Decision
from booking.web.union.door import stay_id
from booking.web.union.may import May, may_of
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money as Amount
from sites.foundation.pages import actor_of
from sites.listings import payment_from


@dataclass(frozen=True)
class Money:
    """The account with the names of its payees; `None` for those who may not see money. `online` are payees that take
    money online, `live` the payment under way of a charge, `subsidy` the state of the trip's claim. `collects` is what the
    union collects from its people itself, shown to those who see their names.
    """

    account: StayAccount
    payees: dict[int, AccountToPay]
    slips: tuple[SlipLine, ...] = ()
    parts: tuple[InstalmentLine, ...] = ()
    invoices: tuple[ChargeInvoices, ...] = ()
    online: frozenset[int] = frozenset()
    live: dict[str, PaymentLine] = field(default_factory=dict)
    subsidy: str = ""
    collects: Amount | None = None


@dataclass(frozen=True)
class StayFacts:
    """What the parts of the page are drawn from. `wait` is the entry whose open offer this stay is; `corrections` how many
    people of the list wait for a correction, and since when.
    """

    page: StayPage
    roster: Roster
    money: Money | None
    has_steps: bool
    names: dict[int, str]
    may: May
    offer: CounterOfferPage | None = None
    wait: str = ""
    proposal: AmendmentPage | None = None
    release: ReleasePage | None = None
    decision: Decision | None = None
    corrections: tuple[int, datetime] | None = None


async def facts_of(request: Request) -> StayFacts:
    """Of the stay in the address. Refused: StayUnknown for everybody but the union's own people."""
    facts = await facts_for(stay_id(request), actor=actor_of(request))
    if facts.money is None or request.app.state.gateway is not None:
        return facts
    return replace(facts, money=replace(facts.money, online=frozenset()))


async def facts_for(stay: str, *, actor: Actor) -> StayFacts:
    found = await stays.page_of(stay, by=actor)
    rule = await people.approval_of(actor.organisation_id)
    team = await people.members(actor.organisation_id)
    return StayFacts(
        page=found,
        roster=await rosters.roster_of(found.party_id),
        money=await _money(found, by=actor),
        has_steps=bool(rule.steps),
        names={one.user_id: one.name for one in team},
        may=may_of(found, by=actor),
        offer=await stays.counter_offer_of(found.line.public_id, by=actor),
        wait=(await waiting.open_offers(actor)).get(found.line.public_id, ""),
        proposal=await stays.amendment_of(found.line.public_id, by=actor),
        release=await stays.releases_of(found.line.public_id, by=actor),
        decision=await deciding.decision_of(found.line.public_id, by=actor),
        corrections=await _corrections(stay, actor),
    )


async def _corrections(stay: str, by: Actor) -> tuple[int, datetime] | None:
    """How many people of the list wait for a correction, and since when, for those who answer them."""
    if not by.may("rosters.write"):
        return None
    return (await held_data.waiting_corrections([stay], by=by)).get(stay)


async def _money(found: StayPage, *, by: Actor) -> Money | None:
    if not by.may("money.see"):
        return None
    account = await account_of(found.id)
    ids = {charge.payee_id for charge in account.charges}
    charges = [charge.id for charge in account.charges]
    return Money(
        account, await accounts_to_pay(ids), await slips_of(charges),
        await instalments_of(found.id), await invoices_of(found.id),
        online=frozenset(await online_money.payable_online(ids)),
        live=await online_money.live_payments(charges),
        subsidy=await stays.subsidy_state(found.line.trip, by=by) if found.quote.allowance.rate else "",
        collects=collecting.collects(found.quote, payment_from(found.terms)) if by.may("rosters.see") else None,
    )  # fmt: skip
