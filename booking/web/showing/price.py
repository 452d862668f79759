"""A quote as lines that add up: by who travels, by night, and as the parts of one bar."""

from dataclasses import dataclass
from itertools import groupby

from sites.foundation.amounts import Money
from sites.foundation.formats import amount, day
from sites.foundation.language import N_, _, ngettext
from sites.packages import Quote, QuoteNight
from sites.packages.extras import WAY_WORDS
from sites.packages.vocabulary import SEASON

WHO: tuple[tuple[str, str], ...] = (
    ("workers", N_("Workers, %(heads)s × %(each)s")),
    ("family", N_("Family, %(heads)s × %(each)s")),
    ("crew", N_("Leaders and drivers, %(heads)s × %(each)s")),
)
SHORT = {"workers": N_("Workers"), "family": N_("Family"), "crew": N_("Leaders and drivers")}

BEARERS: tuple[tuple[str, str, str], ...] = (
    ("subsidy", N_("Subsidy of the programme"), "light"),
    ("union", N_("The union"), "pine"),
    ("worker", N_("Workers, over the ceiling"), "held"),
    ("family", N_("Family, at their own cost"), "grey"),
    ("crew", N_("Leaders and drivers, by the union"), "amber"),
)


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
    """What workers, family and crew cost for the whole stay; with supplements and extras it is the total."""
    lines = [
        PriceLine(_who(quote, name, words, heads), quote.share(name))
        for name, words in WHO
        if (heads := getattr(quote.heads, name))
    ]
    return (*lines, *_supplements(quote), *_added(quote))


def _who(quote: Quote, name: str, words: str, heads: int) -> str:
    """Where not everybody is there every night, heads times price is not the sum."""
    if all(getattr(night.people, name) == heads for night in quote.nights):
        return _(words, heads=heads, each=amount(quote.per_person))
    people = ngettext("%(num)s person", "%(num)s people", heads)
    return _("%(who)s, %(people)s, not all every night", who=_(SHORT[name]), people=people)


def by_night(quote: Quote) -> tuple[PriceLine, ...]:
    """What the nights cost, nights of one price together; with supplements and extras it is the total."""
    groups = groupby(quote.nights, key=lambda night: (night.season, night.per_person, night.heads))
    return (
        *(_nights(list(nights)) for _key, nights in groups),
        *_supplements(quote),
        *_added(quote),
    )


def parts(quote: Quote) -> tuple[Part, ...]:
    """Who bears how much of the total; parts of nothing are left out."""
    borne = quote.shares.parts
    return tuple(Part(_(words), borne[who], fill) for who, words, fill in BEARERS if borne[who])


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


def _added(quote: Quote) -> list[PriceLine]:
    return [
        PriceLine(
            one.shown_name, quote.cost_of(one),
            _("%(each)s %(per)s", each=amount(Money(one.fen, quote.currency)), per=_(WAY_WORDS[one.per])),
        )
        for one in quote.extras
    ]  # fmt: skip
