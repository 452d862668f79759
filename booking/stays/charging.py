"""What a submitted stay's bearers are charged: who pays the payee itself has a charge of its own, with its dates."""

from collections.abc import Mapping
from typing import Any

from booking.money import instalments, payee_for, plans, raise_charge
from booking.stays.models import Party, Stay
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.listings import Payment, payment_from
from sites.packages import Quote

UNION = "union"


def plan_of(stay: Stay) -> Payment:
    """As it was frozen at submission."""
    return payment_from((stay.frozen or {}).get("terms", {}))


def split_of(quote: Quote, plan: Payment, *, beside: Money | None = None) -> dict[str, Money]:
    """The total by who is charged. The union collects what it did not leave to the desk or to each person, and bears
    what is charged `beside` the quote for people who dropped out. Pure.
    """
    shares = quote.shares.parts
    collectors = {"worker": plan.worker_by, "family": plan.family_by}
    own = {bearer: shares[bearer] for bearer, by in collectors.items() if by != UNION and shares[bearer]}  # fmt: skip
    rest = quote.total + beside if beside else quote.total
    for part in own.values():
        rest = rest - part
    return {UNION: rest, **own} if rest else own


async def charge_bearers(stay: Stay, *, by: Actor) -> None:
    """Raise what the stay's bearers owe, in the caller's transaction and after the terms were frozen."""
    plan, quote = plan_of(stay), Quote.from_facts(stay.quote)
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    payee = await payee_for(stay.operator_id, clock.today())
    for bearer, amount in split_of(quote, plan).items():
        parts = plans.parts_of(amount, _as_paid_by(bearer, plan), **_days(stay))
        charge = await raise_charge(
            stay.id, party_id=party.id, payee_id=payee, kind="stay", amount=amount,
            due_on=parts[-1].due_on, bearer=bearer, by=by,
        )  # fmt: skip
        await instalments.lay_out(charge, parts)


async def redate(stay: Stay) -> None:
    """The stay has other dates: what is due before or after them moves along."""
    plan = plan_of(stay)
    for bearer in (UNION, "worker", "family"):
        await instalments.redate_balances(
            stay.id,
            bearer,
            _as_paid_by(bearer, plan),
            check_in=stay.check_in,
            check_out=stay.check_out,
        )


def _days(stay: Stay) -> Mapping[str, Any]:
    accepted = clock.day_of(stay.accepted_at) if stay.accepted_at else None
    return {
        "today": clock.today(), "accepted_on": accepted, "check_in": stay.check_in,
        "check_out": stay.check_out,
    }  # fmt: skip


def _as_paid_by(bearer: str, plan: Payment) -> Payment:
    """Persons pay the whole of their part: at the desk on the day of arrival, online before it."""
    if bearer == UNION:
        return plan
    by = plan.worker_by if bearer == "worker" else plan.family_by
    return Payment(balance_days=0 if by == "desk" else plan.balance_days)
