"""The price of a group's nights: a pure sum of what each night costs each head, kept as frozen facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sites.foundation.amounts import Money, total
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.packages.offers import Offer


@dataclass(frozen=True, slots=True)
class Heads:
    """Everybody who sleeps. Each head pays the price per person, crew and family like workers."""

    workers: int
    family: int = 0
    crew: int = 0

    @property
    def total(self) -> int:
        return self.workers + self.family + self.crew


@dataclass(frozen=True, slots=True)
class Rooms:
    """So many rooms of one type, and the beds in each of them."""

    rooms: int
    beds: int


@dataclass(frozen=True, slots=True)
class QuoteNight:
    date: date
    season: str
    per_person: Money
    heads: int

    @property
    def total(self) -> Money:
        return self.per_person * self.heads


@dataclass(frozen=True, slots=True)
class Quote:
    """A price that explains itself: the sum of its nights, and the supplements for rooms slept in alone.

    `single_supplement` is for one room and one night.
    """

    heads: Heads
    nights: tuple[QuoteNight, ...]
    single_rooms: int
    single_supplement: Money

    @property
    def per_person(self) -> Money:
        """For the whole stay, without supplements."""
        return total((night.per_person for night in self.nights), currency=self.currency)

    @property
    def lodging(self) -> Money:
        return total((night.total for night in self.nights), currency=self.currency)

    @property
    def single_supplements(self) -> Money:
        return self.single_supplement * self.single_rooms * len(self.nights)

    @property
    def total(self) -> Money:
        return self.lodging + self.single_supplements

    @property
    def days(self) -> int:
        return len(self.nights) + 1

    @property
    def per_person_per_day(self) -> Money:
        """To show, half up to the fen; limits are compared with `per_person` and `days` in integers."""
        return Money((2 * self.per_person.minor + self.days) // (2 * self.days), self.currency)

    @property
    def is_day_price_rounded(self) -> bool:
        return self.per_person.minor % self.days != 0

    @property
    def currency(self) -> str:
        return self.single_supplement.currency

    def share(self, heads: int) -> Money:
        """What so many of the heads cost, without supplements: workers', family's and crew's parts add up."""
        return self.per_person * heads

    def as_facts(self) -> dict[str, Any]:
        """JSON to freeze: integers of minor units, ISO dates, the sums beside their parts."""
        return {
            "currency": self.currency,
            "heads": self.heads.total,
            "workers": self.heads.workers,
            "family": self.heads.family,
            "crew": self.heads.crew,
            "single_rooms": self.single_rooms,
            "single_supplement": self.single_supplement.minor,
            "per_person": self.per_person.minor,
            "total": self.total.minor,
            "nights": [
                {"date": n.date.isoformat(), "season": n.season, "per_person": n.per_person.minor}
                for n in self.nights
            ],
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Quote":
        """The frozen quote. ValueError when the facts do not add up to the total they state."""
        currency = facts["currency"]
        heads = Heads(facts["workers"], facts["family"], facts["crew"])
        nights = tuple(
            QuoteNight(
                date.fromisoformat(night["date"]),
                night["season"],
                Money(night["per_person"], currency),
                heads.total,
            )
            for night in facts["nights"]
        )
        supplement = Money(facts["single_supplement"], currency)
        quoted = cls(heads, nights, facts["single_rooms"], supplement)
        if (quoted.heads.total, quoted.total.minor) != (facts["heads"], facts["total"]):
            msg = "the frozen quote does not add up"
            raise ValueError(msg)
        return quoted


class NoPriceForNight(Refusal):
    code = "no_price_for_night"
    words = N_(
        "No price is on file for the night of %(night)s. Choose other dates or ask the site."
    )


class NightsOutsidePackage(Refusal):
    code = "nights_outside_package"
    kind = Kind.BAD_INPUT
    words = N_("This package is for %(least)s to %(most)s nights; you chose %(nights)s.")


class GroupOutsidePackage(Refusal):
    code = "group_outside_package"
    kind = Kind.BAD_INPUT
    words = N_("This package is for groups of %(least)s to %(most)s people; yours has %(heads)s.")


def quote(
    offer: Offer, *, check_in: date, nights: int, heads: Heads, rooms: Iterable[Rooms] = ()
) -> Quote:
    """The price of these heads for these nights; changes nothing.

    Refused: NightsOutsidePackage, GroupOutsidePackage, NoPriceForNight with the first such night.
    """
    if not offer.is_for_nights(nights):
        raise NightsOutsidePackage(
            least=offer.min_nights, most=offer.max_nights, nights=nights, field="nights"
        )
    if not offer.is_for_group(heads.total):
        raise GroupOutsidePackage(least=offer.min_group, most=offer.max_group, heads=heads.total)
    dates = (check_in + timedelta(days=number) for number in range(nights))
    priced = tuple(_night(offer, night, heads.total) for night in dates)
    return Quote(heads, priced, rooms_for_one(rooms, heads.total), Money(offer.single_supplement))


def rooms_for_one(rooms: Iterable[Rooms], heads: int) -> int:
    """How many rooms are slept in by one person, when as many people as possible share.

    Rooms with one bed count always; of the others each takes a pair as long as there are pairs.
    """
    asked = list(rooms)
    single = sum(r.rooms for r in asked if r.beds == 1)
    shared = sum(r.rooms for r in asked if r.beds > 1)
    left = max(0, heads - single)
    return min(single, heads) + max(0, min(shared, left) * 2 - left)


def _night(offer: Offer, night: date, heads: int) -> QuoteNight:
    for price in offer.prices:
        if price.starts_on <= night < price.ends_on:
            return QuoteNight(night, price.season, Money(price.fen), heads)
    raise NoPriceForNight(night=night)
