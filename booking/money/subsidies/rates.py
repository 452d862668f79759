"""What a federation gives for a programme: dated, with its document, never rewritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.money.refusals import demand_amount
from booking.money.subsidies.refusals import (
    ProgrammeUnknown,
    RateEndsBefore,
    RateStartsEarlier,
    RateUnknown,
)
from booking.money.subsidy_models import SubsidyRate
from booking.people import PROGRAMMES, demand, demand_principal
from booking.people.models import Organisation
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import fetch, read_day, transaction
from sites.foundation.identifiers import public_id

# The union's own city first; the bases' host gives to everybody only where that city gives nothing.
_IN_FORCE = (
    "SELECT r.* FROM subsidy_rates r JOIN organisations f ON f.id = r.federation_id "
    "JOIN organisations u ON u.id = $1 "
    "WHERE r.programme = $2 AND r.starts_on <= $3 AND (r.ends_on IS NULL OR r.ends_on > $3) "
    "AND f.kind = 'federation' AND f.standing = 'verified' "
    "AND (f.area_code = u.area_code OR r.reaches = 'everyone') "
    "ORDER BY CASE WHEN f.area_code = u.area_code THEN 0 ELSE 1 END, r.starts_on DESC, r.id DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class RateDraft:
    """`per` is trip or day; `reaches` is city or everyone (which only the bases' host gives to)."""

    programme: str
    per: str
    amount: Money
    starts_on: date
    document: str
    reaches: str = "city"


@dataclass(frozen=True, slots=True)
class Rate:
    """`inner_id` is for other rooms; `ends_on` is the first day on which it is no longer given."""

    id: str
    inner_id: int
    federation_id: int
    programme: str
    per: str
    amount: Money
    reaches: str
    starts_on: date
    ends_on: date | None
    document: str
    set_by: str
    set_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on <= clock.today()

    @property
    def is_coming(self) -> bool:
        return self.starts_on > clock.today()


@transaction
async def set_rate(draft: RateDraft, *, by: Actor) -> str:
    """Give so much from that day on; what was given for the programme until then ends on it. The rate's public id.

    Refused: NotGranted, ProgrammeUnknown, AmountOutOfRange, RateStartsEarlier.
    """
    demand(by, "subsidies.decide")
    demand_principal(by)
    if draft.programme not in PROGRAMMES:
        raise ProgrammeUnknown(field="programme")
    demand_amount(draft.amount, currency="CNY")
    # Whoever sets rates of one federation does it after the other.
    federation = await Organisation.filter(id=by.organisation_id).select_for_update(no_key=True).get()  # fmt: skip
    await _end_former(federation.id, draft)
    row = await SubsidyRate.create(
        public_id=public_id(), federation_id=federation.id, programme=draft.programme, per=draft.per,
        minor=draft.amount.minor, currency=draft.amount.currency, starts_on=draft.starts_on,
        reaches=draft.reaches if federation.is_host else "city", document=draft.document,
        set_at=clock.now(), set_by_id=by.user_id, set_by_name=by.name,
    )  # fmt: skip
    return str(row.public_id)


async def _end_former(federation_id: int, draft: RateDraft) -> None:
    own = SubsidyRate.filter(federation_id=federation_id, programme=draft.programme)
    last = await own.order_by("-starts_on").first()
    if last is None:
        return
    if last.starts_on >= draft.starts_on:
        raise RateStartsEarlier(day=last.starts_on, field="starts_on")
    if last.ends_on is None or last.ends_on > draft.starts_on:
        await SubsidyRate.filter(id=last.id).update(ends_on=draft.starts_on)


@transaction
async def end_rate(rate: str, *, ends_on: date, by: Actor) -> None:
    """Trips that begin on that day or later get it no longer; what was held before keeps it.

    Refused: NotGranted, RateUnknown, RateEndsBefore.
    """
    demand(by, "subsidies.decide")
    demand_principal(by)
    row = await SubsidyRate.get_or_none(public_id=rate, federation_id=by.organisation_id)
    if row is None:
        raise RateUnknown
    if ends_on < row.starts_on or (row.ends_on is not None and row.ends_on < ends_on):
        raise RateEndsBefore(day=row.starts_on, field="ends_on")
    await SubsidyRate.filter(id=row.id).update(ends_on=ends_on)


async def rate_for(union_id: int, programme: str, starts_on: date) -> Rate | None:
    """What this union is given for a trip of the programme that begins on that day; None where nobody gives."""
    if not programme:
        return None
    rows = await fetch(_IN_FORCE, union_id, programme, starts_on)
    return _rate(rows[0]) if rows else None


async def rate_by_id(rate: str) -> Rate | None:
    found = await SubsidyRate.filter(public_id=rate).values()
    return _rate(found[0]) if found else None


async def rates_of(federation_id: int) -> tuple[Rate, ...]:
    """By programme, the newest first."""
    rows = SubsidyRate.filter(federation_id=federation_id).order_by("programme", "-starts_on")
    return tuple(_rate(row) for row in await rows.values())


def _rate(row: Mapping[str, Any]) -> Rate:
    ends_on = row["ends_on"]
    return Rate(
        row["public_id"], int(row["id"]), int(row["federation_id"]), row["programme"], row["per"],
        Money(int(row["minor"]), row["currency"]), row["reaches"], read_day(row["starts_on"]),
        None if ends_on is None else read_day(ends_on), row["document"], row["set_by_name"],
    )  # fmt: skip
