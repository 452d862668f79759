"""A federation decides about a claim: one person checks it, another grants it, and the grant is posted."""

from booking.money.ledger import Kind, Leg, post
from booking.money.subsidies.moving import move_claim, own_claim
from booking.money.subsidies.refusals import CheckedByYou, GrantTooMuch, ReasonMissing
from booking.money.subsidy_models import SubsidyClaim
from booking.people import demand, demand_principal
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction


@transaction
async def check_claim(claim: str, *, amount: Money, why: str = "", by: Actor) -> None:
    """Say what of it is to be granted, all or less with the reason; a second person grants it.

    Checked anew while nobody has granted it. Refused: NotGranted, ClaimUnknown, GrantTooMuch, ReasonMissing, ClaimMoved.
    """
    demand(by, "subsidies.decide")
    demand_principal(by)
    row = await own_claim(claim, federation_id=by.organisation_id)
    claimed = Money(row.minor, row.currency)
    if not Money(1, row.currency) <= amount <= claimed:
        raise GrantTooMuch(claimed=claimed, field="amount")
    if amount < claimed and not why:
        raise ReasonMissing(field="why")
    await move_claim(
        row, ("claimed", "checked"), "checked", granted_minor=amount.minor, why=why,
        checked_at=clock.now(), checked_by_id=by.user_id, checked_by_name=by.name,
    )  # fmt: skip


@transaction
async def grant_claim(claim: str, *, amount_seen: Money, by: Actor) -> None:
    """The second person grants what was checked: the federation owes it, by an entry of its own.

    Refused: NotGranted, ClaimUnknown, CheckedByYou, ClaimMoved (also where the amount is no longer the one that was seen).
    """
    demand(by, "subsidies.approve")
    demand_principal(by)
    row = await own_claim(claim, federation_id=by.organisation_id)
    demand_second_checker(row, by=by)
    # Whoever checks it anew meanwhile is another checker or names another amount, and this grant finds nothing.
    await move_claim(
        row, ("checked",), "granted", only_if={"checked_by_id": row.checked_by_id, "granted_minor": amount_seen.minor},
        granted_at=clock.now(), granted_by_id=by.user_id, granted_by_name=by.name,
    )  # fmt: skip
    legs = [Leg(Kind.SUBSIDY, "", amount_seen), Leg(Kind.SUBSIDY, row.public_id, -amount_seen)]
    await post(book_of=row.federation_id, what="subsidy_granted", legs=legs, by=by)


@transaction
async def turn_down_claim(claim: str, *, why: str, by: Actor) -> None:
    """Nothing is given, and the union reads why; it may claim anew.

    Refused: NotGranted, ClaimUnknown, ReasonMissing, ClaimMoved once it is granted.
    """
    demand(by, "subsidies.decide")
    demand_principal(by)
    if not why:
        raise ReasonMissing(field="why")
    row = await own_claim(claim, federation_id=by.organisation_id)
    await move_claim(
        row, ("claimed", "checked"), "turned_down", why=why, granted_minor=None,
        ended_at=clock.now(), ended_by_name=by.name,
    )  # fmt: skip


def demand_second_checker(row: SubsidyClaim, *, by: Actor) -> None:
    """Refused: CheckedByYou. A CHECK of the table says the same."""
    if row.checked_by_id == by.user_id:
        raise CheckedByYou
