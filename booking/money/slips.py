"""The bank's slip of a transfer (回单): whoever paid sends it up, the payee says whether the money came."""

from dataclasses import dataclass
from datetime import date

from booking.money.balancing import locked
from booking.money.bank_models import Slip
from booking.money.models import Charge
from booking.money.receiving import receive
from booking.money.refusals import ChargeUnknown, demand_amount, demand_past
from booking.people import demand, demand_principal
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import is_public_id, public_id
from sites.foundation.language import N_


class SlipUnknown(Refusal):
    code = "slip_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such slip, or it is not yours to see.")


class SlipAnswered(Refusal):
    code = "slip_answered"
    words = N_("This slip was answered or taken back already. Load the page again.")


class SlipWaits(Refusal):
    code = "slip_waits"
    words = N_("A slip of %(amount)s of %(day)s waits for the payee already.")


@dataclass(frozen=True, slots=True)
class SlipFile:
    """A file that is kept already, under a random name; its type was read from its first bytes."""

    shown_name: str
    stored_name: str
    media_type: str
    size: int


@transaction
async def send_slip(
    charge_public_id: str, *, amount: Money, paid_on: date, file: SlipFile, by: Actor, key: Key | None = None
) -> str:  # fmt: skip
    """Show the payee that this charge was paid by transfer; the slip's public id. Nothing counts as received by it.

    Refused: NotGranted, ChargeUnknown (also another union's), AmountOutOfRange, OtherCurrency, DayInFuture, SlipWaits.
    """
    demand(by, "money.pay")
    demand_principal(by)
    done = await idempotency.claim(key, by=by)
    if done is not None:
        return done
    charge = await _owed_charge(charge_public_id, by=by)
    demand_amount(amount, currency=charge.currency)
    demand_past(paid_on, field="paid_on")
    same = {"minor": amount.minor, "paid_on": paid_on, "state": "waiting"}
    if await Slip.filter(charge_id=charge.id, **same).exists():
        raise SlipWaits(amount=amount, day=paid_on, field="amount")
    slip = await Slip.create(
        public_id=public_id(), charge_id=charge.id, minor=amount.minor, currency=amount.currency,
        paid_on=paid_on, shown_name=file.shown_name[:120], stored_name=file.stored_name,
        media_type=file.media_type, size=file.size, by_user_id=by.user_id, sent_at=clock.now(),
    )  # fmt: skip
    await outbox.post("bank.slip_sent", {"slip_id": slip.id, "stay_id": charge.stay_id})
    await idempotency.keep(key, slip.public_id, by=by)
    return str(slip.public_id)


@transaction
async def withdraw_slip(slip_public_id: str, *, by: Actor) -> None:
    """Take back a slip that was a mistake, while nobody has answered it. Refused: NotGranted, SlipUnknown, SlipAnswered."""
    demand(by, "money.pay")
    slip = await Slip.get_or_none(
        public_id=slip_public_id, charge__party__organisation_id=by.organisation_id
    )
    if slip is None:
        raise SlipUnknown
    await locked(slip.charge_id)
    await _answer(slip, state="withdrawn", by=by)


@transaction
async def slip_received(
    slip_public_id: str, *, amount: Money, received_on: date, by: Actor, key: Key | None = None
) -> None:
    """The money came: a receipt of what really came, which may differ from what the slip says.

    Refused: NotGranted, SlipUnknown, SlipAnswered, AmountOutOfRange, OtherCurrency, DayInFuture.
    """
    demand(by, "money.record")
    if await idempotency.claim(key, by=by) is not None:
        return
    slip, charge = await _asked(slip_public_id, by=by)
    demand_amount(amount, currency=charge.currency)
    demand_past(received_on, field="received_on")
    receipt = await receive(charge, amount, received_on=received_on, voucher="", by=by)
    await _answer(slip, state="received", by=by, receipt_id=receipt.id)
    await idempotency.keep(key, slip.public_id, by=by)


@transaction
async def slip_missing(slip_public_id: str, *, note: str, by: Actor) -> None:
    """The money did not come: whoever sent the slip is told, with the note. Refused as `slip_received`."""
    demand(by, "money.record")
    slip, charge = await _asked(slip_public_id, by=by)
    await _answer(slip, state="missing", by=by, note=note[:200])
    await outbox.post("bank.slip_missing", {"slip_id": slip.id, "stay_id": charge.stay_id})


async def _owed_charge(charge_public_id: str, *, by: Actor) -> Charge:
    found = await Charge.get_or_none(
        public_id=charge_public_id, party__organisation_id=by.organisation_id
    )
    if found is None:
        raise ChargeUnknown
    return await locked(found.id)


async def _asked(slip_public_id: str, *, by: Actor) -> tuple[Slip, Charge]:
    """A slip that is the actor's to answer, its charge locked."""
    known = is_public_id(slip_public_id)
    slip = await Slip.get_or_none(public_id=slip_public_id, charge__payee_id=by.organisation_id) if known else None  # fmt: skip
    if slip is None:
        raise SlipUnknown
    return slip, await locked(slip.charge_id)


async def _answer(slip: Slip, *, state: str, by: Actor, **facts: object) -> None:
    """Guarded: whoever answers first has answered."""
    open_one = Slip.filter(id=slip.id, state="waiting")
    told = {"state": state, "answered_by_id": by.user_id, "answered_at": clock.now(), **facts}
    if not await open_one.update(**told):
        raise SlipAnswered
