"""Slips as pages show them: those of a charge, those that wait for a payee, and one with its file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from booking.money.bank_models import Slip
from booking.money.slips import SlipFile, SlipUnknown
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.identifiers import is_public_id


@dataclass(frozen=True, slots=True)
class SlipLine:
    """`state` is waiting, received, missing or withdrawn; `charge` is a public id."""

    id: str
    charge: str
    reference: str
    stay_id: int
    amount: Money
    paid_on: date
    sent_at: datetime
    state: str
    note: str
    file: SlipFile


async def slips_waiting(payee_id: int) -> tuple[SlipLine, ...]:
    """What this payee has not answered, the oldest first."""
    return await _lines(charge__payee_id=payee_id, state="waiting")


async def slips_of(charges: Iterable[str]) -> tuple[SlipLine, ...]:
    """Of these charges (public ids); those taken back are left out. Whoever asks must already be allowed to see them."""
    return await _lines(
        charge__public_id__in=[*charges], state__in=("waiting", "received", "missing")
    )


async def slip_of(slip_public_id: str, *, by: Actor) -> SlipLine:
    """One slip, for its payee and for the side that sent it. Refused: SlipUnknown."""
    if is_public_id(slip_public_id):
        for side in ("charge__payee_id", "charge__party__organisation_id"):
            for found in await _lines(public_id=slip_public_id, **{side: by.organisation_id}):
                return found
    raise SlipUnknown


async def _lines(**wanted: object) -> tuple[SlipLine, ...]:
    rows = await Slip.filter(**wanted).order_by("id").prefetch_related("charge")
    return tuple(_line(row) for row in rows)


def _line(row: Slip) -> SlipLine:
    return SlipLine(
        row.public_id, row.charge.public_id, row.charge.reference, row.charge.stay_id,
        Money(row.minor, row.currency), row.paid_on, row.sent_at, row.state, row.note,
        SlipFile(row.shown_name, row.stored_name, row.media_type, row.size),
    )  # fmt: skip
