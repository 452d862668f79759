"""What presenting the account would charge: shown before the act, to the fen, and written by it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from booking.money import charged_for
from booking.stays.access import stay_of_side
from booking.stays.attrition import (
    FreeShare,
    MissingNight,
    charge_for_missing,
    free_share,
    is_charged,
    missing_nights,
)
from booking.stays.figures import charged_of, latest
from booking.stays.models import Stay, StayNight
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.packages import Heads, Quote

WHO = ("workers", "family", "crew")


@dataclass(frozen=True)
class AccountNight:
    """Heads of one night. `arrived` is None where nobody counted, and then the contract is charged."""

    date: date
    contracted: int
    arrived: int | None
    charged: int
    per_person: Money

    @property
    def amount(self) -> Money:
        return self.per_person * self.charged


@dataclass(frozen=True)
class AccountPreview:
    """`before` is what stands charged now, `total` what the account would charge instead: `quote` is the agreed price
    with the people and the nights that are charged. Beside it stand what was `kept` for people who dropped out before,
    and `short`, what is charged for those who stayed away beyond the free share.
    """

    nights: tuple[AccountNight, ...]
    quote: Quote
    before: Money
    kept: Money
    short: Money
    missing: tuple[MissingNight, ...] = ()
    share: FreeShare | None = None

    @property
    def lodging(self) -> Money:
        return self.quote.lodging

    @property
    def supplements(self) -> Money:
        return self.quote.single_supplements

    @property
    def added(self) -> Money:
        return self.quote.added

    @property
    def beside(self) -> Money:
        return self.kept + self.short

    @property
    def total(self) -> Money:
        return self.quote.total + self.beside

    @property
    def is_counted(self) -> bool:
        return all(night.arrived is not None for night in self.nights)


async def preview_account(public_id: str, *, by: Actor) -> AccountPreview:
    """The account as it would be presented now, the same for both sides. Refused: StayUnknown."""
    stay = await stay_of_side(public_id, by=by)
    rows = latest(await StayNight.filter(stay_id=stay.id))
    return account_for(stay, rows, before=await charged_for(stay.id, currency=stay.currency))


def account_for(stay: Stay, rows: Sequence[StayNight], *, before: Money) -> AccountPreview:
    """Each night's charged heads at that night's frozen price, supplements as they were agreed, and extras
    for as many as were charged on the fullest night.

    When everybody came every night this is exactly the contracted price, and what was kept before.
    """
    quote = Quote.from_facts(stay.quote)
    nights = tuple(
        _night([row for row in rows if row.date == night.date], night.date, night.per_person)
        for night in quote.nights
    )
    kept = Money(stay.kept_minor, stay.currency)
    share, missing, short = _missing(stay, nights)
    return AccountPreview(nights, _charged(quote, rows), before, kept, short, missing, share)


def _missing(
    stay: Stay, nights: Sequence[AccountNight]
) -> tuple[FreeShare | None, tuple[MissingNight, ...], Money]:
    """Nothing where the frozen terms charge nobody who stays away."""
    terms = (stay.frozen or {}).get("terms", {})
    if not is_charged(terms):
        return None, (), Money(0, stay.currency)
    share = free_share(
        terms, heads=int(stay.quote["heads"]), left=stay.left_heads, at=clock.end_of(stay.check_in),
        check_in=stay.check_in,
    )  # fmt: skip
    counts = [(one.date, one.contracted, one.arrived, one.per_person) for one in nights]
    missing = missing_nights(counts, share)
    short = charge_for_missing(missing, terms=terms, check_in=stay.check_in, currency=stay.currency)
    return share, missing, short


def _charged(quote: Quote, rows: Sequence[StayNight]) -> Quote:
    """Who is charged on the night that has most of them counts for what is by head."""
    by_night = {night.date: _heads([row for row in rows if row.date == night.date]) for night in quote.nights}  # fmt: skip
    most = Heads(*(max(getattr(one, who) for one in by_night.values()) for who in WHO))
    nights = tuple(replace(night, people=by_night[night.date]) for night in quote.nights)
    return replace(quote, heads=most, nights=nights)


def _heads(rows: list[StayNight]) -> Heads:
    return Heads(*(sum(charged_of(row)[who] for row in rows) for who in WHO))


def _night(rows: list[StayNight], day: date, per_person: Money) -> AccountNight:
    contracted = sum(getattr(row, f"contracted_{who}") for row in rows for who in WHO)
    counted = [row for row in rows if row.arrived_rooms is not None]
    arrived = sum(getattr(row, f"arrived_{who}") or 0 for row in counted for who in WHO)
    charged = sum(charged_of(row)[who] for row in rows for who in WHO)
    return AccountNight(day, contracted, arrived if counted else None, charged, per_person)
