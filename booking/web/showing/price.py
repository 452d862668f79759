"""A quote as lines that add up: by who travels, by night, and as the parts of one bar."""

from dataclasses import dataclass
from itertools import groupby

from sites.foundation.amounts import Money
from sites.foundation.formats import amount, day
from sites.foundation.language import N_, _, ngettext
from sites.packages import Quote, QuoteNight
from sites.packages.vocabulary import SEASON

WHO: tuple[tuple[str, str, str], ...] = (
    ("workers", N_("Workers, %(heads)s × %(each)s"), "pine"),
    ("family", N_("Family, %(heads)s × %(each)s"), "grey"),
    ("crew", N_("Leaders and drivers, %(heads)s × %(each)s"), "light"),
)
SHORT = {"workers": N_("Workers"), "family": N_("Family"), "crew": N_("Leaders and drivers")}


@dataclass(frozen=True, slots=True)
class PriceLine:
    words: str
    money: Money
    small: str = ""

    @property
    def cells(self) -> tuple[str, str, str]:
        """As the component `amounts` takes it."""
        return self.words, amount(self.money), self.small


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of the bar of who travels."""

    words: str
    money: Money
    fill: str

    @property
    def cells(self) -> tuple[str, str, int, str]:
        """As the component `parts_bar` takes it."""
        return self.words, amount(self.money), self.money.minor, self.fill


def by_head(quote: Quote) -> tuple[PriceLine, ...]:
    """What workers, family and crew cost for the whole stay; with the supplements it is the total."""
    lines = [
        PriceLine(_who(quote, name, words, heads), quote.share(name))
        for name, words, _fill in WHO
        if (heads := getattr(quote.heads, name))
    ]
    return (*lines, *_supplements(quote))


def _who(quote: Quote, name: str, words: str, heads: int) -> str:
    """Where not everybody is there every night, heads times price is not the sum."""
    if all(getattr(night.people, name) == heads for night in quote.nights):
        return _(words, heads=heads, each=amount(quote.per_person))
    people = ngettext("%(num)s person", "%(num)s people", heads)
    return _("%(who)s, %(people)s, not all every night", who=_(SHORT[name]), people=people)


def by_night(quote: Quote) -> tuple[PriceLine, ...]:
    """What the nights cost, nights of one price together; with the supplements it is the total."""
    groups = groupby(quote.nights, key=lambda night: (night.season, night.per_person, night.heads))
    return (*(_nights(list(nights)) for _key, nights in groups), *_supplements(quote))


def parts(quote: Quote) -> tuple[Part, ...]:
    """Whose share is how large; supplements stand as a part of their own."""
    shares = [
        Part(_(SHORT[name]), quote.share(name), fill)
        for name, _words, fill in WHO
        if getattr(quote.heads, name)
    ]
    if quote.single_supplements:
        shares.append(Part(_("Single rooms"), quote.single_supplements, "held"))
    return tuple(shares)


def _nights(nights: list[QuoteNight]) -> PriceLine:
    first, last = nights[0], nights[-1]
    money = Money(sum(night.total.minor for night in nights), first.per_person.currency)
    days = day(first.date) if first is last else f"{day(first.date)} – {day(last.date)}"
    season = SEASON[first.season].say() if first.season in SEASON else ""
    told = _(
        "%(heads)s people × %(each)s × %(nights)s",
        heads=first.heads,
        each=amount(first.per_person),
        nights=ngettext("%(num)s night", "%(num)s nights", len(nights)),
    )
    return PriceLine(_("%(days)s, %(season)s", days=days, season=season) if season else days, money, told)  # fmt: skip


def _supplements(quote: Quote) -> list[PriceLine]:
    if not quote.single_rooms:
        return []
    each = amount(quote.single_supplement)
    if not quote.is_even:
        rooms = ngettext("%(num)s room and night", "%(num)s rooms and nights", quote.single_room_nights)  # fmt: skip
        told = _("%(rooms)s × %(each)s", rooms=rooms, each=each)
        return [PriceLine(_("Rooms slept in alone"), quote.single_supplements, told)]
    told = _(
        "%(rooms)s × %(each)s × %(nights)s",
        rooms=ngettext("%(num)s room", "%(num)s rooms", quote.single_rooms),
        each=each,
        nights=ngettext("%(num)s night", "%(num)s nights", len(quote.nights)),
    )
    return [PriceLine(_("Rooms slept in alone"), quote.single_supplements, told)]
