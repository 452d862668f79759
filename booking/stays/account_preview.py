"""What presenting the account would charge: shown before the act, to the fen, and written by it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from booking.money import charged_for
from booking.stays.access import stay_of_operator
from booking.stays.figures import charged_of, latest
from booking.stays.models import Stay, StayNight
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
    with the people and the nights that are charged.
    """

    nights: tuple[AccountNight, ...]
    quote: Quote
    before: Money

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
    def total(self) -> Money:
        return self.quote.total

    @property
    def is_counted(self) -> bool:
        return all(night.arrived is not None for night in self.nights)


async def preview_account(public_id: str, *, by: Actor) -> AccountPreview:
    """The account as it would be presented now. Refused: StayUnknown."""
    stay = await stay_of_operator(public_id, by=by)
    rows = latest(await StayNight.filter(stay_id=stay.id))
    return account_for(stay, rows, before=await charged_for(stay.id, currency=stay.currency))


def account_for(stay: Stay, rows: Sequence[StayNight], *, before: Money) -> AccountPreview:
    """Each night's charged heads at that night's frozen price, supplements as they were agreed, and extras
    for as many as were charged on the fullest night.

    When everybody is charged for every night this is exactly the contracted price.
    """
    quote = Quote.from_facts(stay.quote)
    nights = tuple(
        _night([row for row in rows if row.date == night.date], night.date, night.per_person)
        for night in quote.nights
    )
    return AccountPreview(nights, _charged(quote, rows), before)


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
