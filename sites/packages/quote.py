"""The price of a group's nights: a pure sum of what each night costs each head, kept as frozen facts."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from sites.foundation.amounts import Money, total
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.packages.extras import Extra, extras_from, stored
from sites.packages.offers import Offer
from sites.packages.shares import Allowance, Shares, shared

WHO = ("workers", "family", "crew")
NO_CEILING = Allowance()


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
    """`people` sleep there that night, in `single_rooms` rooms alone."""

    date: date
    season: str
    per_person: Money
    people: Heads
    single_rooms: int = 0

    @property
    def heads(self) -> int:
        return self.people.total

    @property
    def total(self) -> Money:
        return self.per_person * self.heads


@dataclass(frozen=True, slots=True)
class Quote:
    """A price that explains itself: the sum of its nights, the supplements for rooms slept in alone, and what was
    added to the package.

    `heads` are all who travel; on some nights fewer of them may sleep there. `single_supplement` is for one
    room and one night; where `spares_odd`, whoever is left without somebody to share with pays none.
    """

    heads: Heads
    nights: tuple[QuoteNight, ...]
    single_supplement: Money
    extras: tuple[Extra, ...] = ()
    spares_odd: bool = False
    allowance: Allowance = NO_CEILING

    @property
    def per_person(self) -> Money:
        """For every night of the stay, without supplements."""
        return total((night.per_person for night in self.nights), currency=self.currency)

    @property
    def lodging(self) -> Money:
        return total((night.total for night in self.nights), currency=self.currency)

    @property
    def single_supplements(self) -> Money:
        return self.single_supplement * self.single_room_nights

    @property
    def single_rooms(self) -> int:
        """On the night that has most of them."""
        return max((night.single_rooms for night in self.nights), default=0)

    @property
    def single_room_nights(self) -> int:
        return sum(night.single_rooms for night in self.nights)

    @property
    def is_even(self) -> bool:
        """Whether everybody sleeps there every night, in as many rooms alone."""
        return all(self._is_whole(night) for night in self.nights)

    @property
    def total(self) -> Money:
        return self.lodging + self.single_supplements + self.added

    @property
    def added(self) -> Money:
        return self.added_for(self.heads.total)

    def added_for(self, heads: int) -> Money:
        """What the extras cost for so many people."""
        return total((self.cost_of(one, heads) for one in self.extras), currency=self.currency)

    def cost_of(self, extra: Extra, heads: int | None = None) -> Money:
        several = self.heads.total if heads is None else heads
        return extra.cost(heads=several, days=self.days, currency=self.currency)

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

    def share(self, who: str) -> Money:
        """What `workers`, `family` or `crew` cost, without supplements: the three add up to the lodging."""
        parts = (night.per_person * getattr(night.people, who) for night in self.nights)
        return total(parts, currency=self.currency)

    @property
    def shares(self) -> Shares:
        """Who bears which part of the total, by the allowance that was frozen with it."""
        workers = self.heads.workers
        return shared(self._costs(), workers=workers, days=self.days, allowance=self.allowance)

    def _costs(self) -> dict[str, Money]:
        """Extras of a group are shared by heads; rooms slept in alone are the union's own affair."""
        costs = {who: self.share(who) for who in WHO}
        weights = [getattr(self.heads, who) for who in WHO]
        for extra in self.extras:
            for who, part in zip(WHO, self.cost_of(extra).shared(weights), strict=True):
                costs[who] = costs[who] + part
        costs["workers"] = costs["workers"] + self.single_supplements
        return costs

    def with_nights(self, apart: Mapping[date, tuple[Heads, Iterable[Rooms]]]) -> "Quote":
        """The same prices where on these nights other people sleep in other rooms than on the rest."""
        nights = (_apart(night, apart, spares_odd=self.spares_odd) for night in self.nights)
        return replace(self, nights=tuple(nights))

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
            "nights": [self._night_facts(night) for night in self.nights],
            **self._further_facts(),
        }

    def _further_facts(self) -> dict[str, Any]:
        """What older quotes do not know, said only where there is something to say."""
        facts: dict[str, Any] = {}
        if self.spares_odd:
            facts["spares_odd"] = True
        if self.extras:
            facts["extras"] = stored(self.extras)
        if not self.allowance.is_silent:
            facts["allowance"] = self.allowance.as_facts()
        return facts

    def _night_facts(self, night: QuoteNight) -> dict[str, Any]:
        """A night that differs from the others says who sleeps there."""
        facts = {
            "date": night.date.isoformat(),
            "season": night.season,
            "per_person": night.per_person.minor,
        }
        if self._is_whole(night):
            return facts
        return {**facts, **asdict(night.people), "single_rooms": night.single_rooms}

    def _is_whole(self, night: QuoteNight) -> bool:
        return (night.people, night.single_rooms) == (self.heads, self.single_rooms)

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Quote":
        """The frozen quote. ValueError when the facts do not add up to the total they state."""
        heads = Heads(facts["workers"], facts["family"], facts["crew"])
        nights = tuple(_night_from({**facts, **night}) for night in facts["nights"])
        quoted = cls(
            heads, nights, Money(facts["single_supplement"], facts["currency"]),
            extras_from(facts.get("extras", ())), facts.get("spares_odd", False),
            Allowance.from_facts(facts.get("allowance")),
        )  # fmt: skip
        if (quoted.heads.total, quoted.total.minor) != (facts["heads"], facts["total"]):
            msg = "the frozen quote does not add up"
            raise ValueError(msg)
        return quoted


def _night_from(facts: Mapping[str, Any]) -> QuoteNight:
    return QuoteNight(
        date.fromisoformat(facts["date"]), facts["season"], Money(facts["per_person"], facts["currency"]),
        Heads(facts["workers"], facts["family"], facts["crew"]), facts["single_rooms"],
    )  # fmt: skip


def _apart(
    night: QuoteNight, apart: Mapping[date, tuple[Heads, Iterable[Rooms]]], *, spares_odd: bool
) -> QuoteNight:
    if night.date not in apart:
        return night
    people, rooms = apart[night.date]
    alone = paid_rooms_for_one(rooms, people.total, spares_odd=spares_odd)
    return replace(night, people=people, single_rooms=alone)


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
    offer: Offer, *, check_in: date, nights: int, heads: Heads, rooms: Iterable[Rooms] = (),
    extras: Iterable[Extra] = (), allowance: Allowance | None = None, group: int = 0,
) -> Quote:  # fmt: skip
    """The price of these heads for these nights with what is added; changes nothing. `group` is the size of the whole
    group where these heads are a part of it.

    Refused: NightsOutsidePackage, GroupOutsidePackage, NoPriceForNight with the first such night.
    """
    if not offer.is_for_nights(nights):
        raise NightsOutsidePackage(
            least=offer.min_nights, most=offer.max_nights, nights=nights, field="nights"
        )
    if not offer.is_for_group(max(heads.total, group)):
        raise GroupOutsidePackage(least=offer.min_group, most=offer.max_group, heads=heads.total)
    dates = (check_in + timedelta(days=number) for number in range(nights))
    alone = paid_rooms_for_one(rooms, heads.total, spares_odd=not offer.odd_pays)
    priced = tuple(_night(offer, night, heads, alone) for night in dates)
    return Quote(
        heads, priced, Money(offer.single_supplement), tuple(extras), not offer.odd_pays,
        allowance or NO_CEILING,
    )  # fmt: skip


def paid_rooms_for_one(rooms: Iterable[Rooms], heads: int, *, spares_odd: bool) -> int:
    """Rooms slept in alone that pay the supplement. Where `spares_odd`, the one person who is left over when all
    others share pays none; a room with a single bed is a wish, and pays.
    """
    asked = list(rooms)
    alone = rooms_for_one(asked, heads)
    single = min(sum(r.rooms for r in asked if r.beds == 1), heads)
    is_odd = spares_odd and alone > single and (heads - single) % 2 == 1
    return alone - 1 if is_odd else alone


def rooms_for_one(rooms: Iterable[Rooms], heads: int) -> int:
    """How many rooms are slept in by one person, when as many people as possible share.

    Rooms with one bed count always; of the others each takes a pair as long as there are pairs.
    """
    asked = list(rooms)
    single = sum(r.rooms for r in asked if r.beds == 1)
    shared = sum(r.rooms for r in asked if r.beds > 1)
    left = max(0, heads - single)
    return min(single, heads) + max(0, min(shared, left) * 2 - left)


def _night(offer: Offer, night: date, heads: Heads, alone: int) -> QuoteNight:
    for price in offer.prices:
        if price.starts_on <= night < price.ends_on:
            return QuoteNight(night, price.season, Money(price.fen), heads, alone)
    raise NoPriceForNight(night=night)
