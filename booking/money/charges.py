"""What a stay's parties owe: charges are raised, and later restated by entries that say why."""

from collections.abc import Mapping
from datetime import date

from booking.money.balancing import amount_of, even_out, locked
from booking.money.collecting import note_collected
from booking.money.earning import earn
from booking.money.instalments import restate
from booking.money.models import Charge
from booking.money.standing import parts
from booking.money.written_off import written_off
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import public_id, reference


async def raise_charge(
    stay_id: int,
    *,
    party_id: int,
    payee_id: int,
    amount: Money,
    by: Actor,
    due_on: date | None = None,
    kind: str = "stay",
    bearer: str = "union",
) -> str:
    """Charge a party of a stay: a receivable and an income of its payee (where a centre collects: its
    debt to the operator). The charge's public id.

    Works in the caller's transaction. ValueError for an amount of nothing.
    """
    demand_transaction()
    if amount.minor <= 0:
        msg = "a charge is more than nothing"
        raise ValueError(msg)
    charge = await Charge.create(
        public_id=public_id(),
        reference=reference(),
        stay_id=stay_id,
        party_id=party_id,
        payee_id=payee_id,
        kind=kind,
        bearer=bearer,
        minor=amount.minor,
        currency=amount.currency,
        due_on=due_on,
        made_at=clock.now(),
    )
    await note_collected(charge)
    await earn(charge, amount, before=amount * 0, what="charge", by=by)
    return str(charge.public_id)


async def settle_cancellation(stay_id: int, fee: Money, *, by: Actor) -> None:
    """Let the stay's charges become the fee; what was received beyond it is ordered back.

    ValueError for a fee above what is charged.
    """
    if fee > await charged_for(stay_id, currency=fee.currency):
        msg = "a cancellation fee is never more than what was charged"
        raise ValueError(msg)
    await _restate(stay_id, to=fee, what="cancellation", why="cancelled", by=by)


async def order_full_refund(stay_id: int, *, why: str, by: Actor) -> None:
    """Let the stay's charges become nothing; everything received is ordered back. Twice is once."""
    await _restate(stay_id, to=Money(0), what="cancellation", why=why, by=by)


async def correct_charge(
    stay_id: int, *, to: Money, by: Actor, split: Mapping[str, Money] | None = None
) -> None:
    """Let the stay's charges add up to `to`, up or down, in proportion where there are several.

    `split` says by bearer what they become; a bearer without a charge gets one beside the first.
    ValueError where its parts do not add up.
    """
    if split is None:
        await _restate(stay_id, to=to, what="correction", why="corrected", by=by)
        return
    if total(split.values(), currency=to.currency) != to:
        msg = f"the parts of the bearers are not {to}"
        raise ValueError(msg)
    await _raise_missing(stay_id, split, by=by)
    for bearer in dict.fromkeys(await _bearers(stay_id)):
        part = split.get(bearer, Money(0, to.currency))
        await _restate(stay_id, to=part, what="correction", why="corrected", by=by, bearer=bearer)


async def decide_charge(stay_id: int, *, to: Money, by: Actor) -> None:
    """Let the stay's charges add up to what was agreed or decided about a disputed line, by entries of their own."""
    await _restate(stay_id, to=to, what="decision", why="decided", by=by)


async def _bearers(stay_id: int) -> list[str]:
    return [row.bearer for row in await Charge.filter(stay_id=stay_id).order_by("id")]


async def _raise_missing(stay_id: int, split: Mapping[str, Money], *, by: Actor) -> None:
    first = await Charge.filter(stay_id=stay_id).order_by("id").first()
    known = await _bearers(stay_id)
    for bearer, part in split.items():
        if first is not None and part and bearer not in known:
            await raise_charge(
                stay_id, party_id=first.party_id, payee_id=first.payee_id, amount=part, by=by,
                due_on=first.due_on, bearer=bearer,
            )  # fmt: skip


async def charged_for(stay_id: int, *, currency: str = "CNY") -> Money:
    """What the stay's charges demand now, together."""
    charges = await Charge.filter(stay_id=stay_id)
    return total((amount_of(charge) for charge in charges), currency=currency)


async def _restate(
    stay_id: int, *, to: Money, what: str, why: str, by: Actor, bearer: str = ""
) -> None:
    """Of one bearer's charges, or of all."""
    demand_transaction()
    meant = {"stay_id": stay_id, "bearer": bearer} if bearer else {"stay_id": stay_id}
    charges = [await locked(row.id) for row in await Charge.filter(**meant).order_by("id")]
    shared = parts(
        to or Money(0, charges[0].currency if charges else to.currency),
        minors=[charge.minor for charge in charges],
        live=[charge.voided_at is None for charge in charges],
    )
    for charge, part in zip(charges, shared, strict=True):
        await _demand_instead(charge, part, what=what, by=by)
        await even_out(charge, why=why, by=by)


async def _demand_instead(charge: Charge, to: Money, *, what: str, by: Actor) -> None:
    change = to - amount_of(charge)
    if not change:
        return
    worth = amount_of(charge) - await written_off(charge)
    await earn(charge, change, before=worth, what=what, by=by)
    if to:
        charge.minor, charge.voided_at = to.minor, None
    else:
        charge.voided_at = clock.now()
    await charge.save(update_fields=["minor", "voided_at"])
    if to:
        await restate(charge, to)
