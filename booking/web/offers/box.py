"""The booking box: dates, people, a proposal of rooms, how the total comes about, and the one way on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from booking.web.offers.addresses import Address
from booking.web.offers.asked import Asked
from booking.web.offers.cards import fix_link, rooms_said
from booking.web.offers.package_view import per_day
from booking.web.offers.wait_link import wait_link
from sites import search
from sites.foundation.amounts import Money, total
from sites.foundation.formats import day, weekday, yuan
from sites.foundation.language import _, ngettext
from sites.listings import RoomTypeProfile, SiteProfile
from sites.packages import Heads, Quote, QuoteNight, Rooms, quote
from sites.packages.vocabulary import SEASON
from sites.search import Failure
from sites.search.judging import OPERATOR

AmountLine = tuple[str, str]
Kinds = Sequence[tuple[RoomTypeProfile, int]]


@dataclass(frozen=True, slots=True)
class Box:
    """`per_day` leads; `why_not` closes the button and says why; `fix` is the one change that would do, `wait` the way to
    the waiting list.
    """

    per_day: str
    fits: bool
    dates: tuple[str, str]
    rooms: str
    rooms_note: str
    lines: tuple[AmountLine, ...]
    per_person: str
    total: str
    total_fen: int | None
    why_not: str
    fix: tuple[str, str] | None
    hold: str
    wait: str


def box(site: SiteProfile, found: search.Answer, asked: Asked, *, address: Address) -> Box:
    """Who shares with whom is settled later, in the rooming list."""
    heads = asked.heads
    kinds = search.split_of(found, site.room_types, heads=heads, split=asked.question().split)
    quoted = _quoted(found, kinds, heads=heads)
    rooms, note = _rooms(kinds, heads=heads)
    return Box(
        per_day=yuan(per_day(found.price, found.nights)) if found.price else "",
        fits=quoted is not None,
        dates=_dates(found),
        rooms=rooms,
        rooms_note=note,
        lines=_lines(quoted) if quoted else (),
        per_person=yuan(found.price) if found.price and found.check_in else "",
        total=yuan(quoted.total) if quoted else "",
        total_fen=quoted.total.minor if quoted else None,
        why_not=_why_not(site, found),
        fix=fix_link(address, found, path=f"/sites/{site.code}"),
        hold=_hold(site, found, asked, kinds) if quoted else "",
        wait=wait_link(found, heads=heads),
    )


def _why_not(site: SiteProfile, found: search.Answer) -> str:
    """Also before any dates are asked: a base that nobody runs takes no group on any day."""
    nobody = () if found.check_in or site.card.has_operator else (Failure(OPERATOR),)
    return " ".join(search.say(one) for one in (*nobody, *found.failures))


def closed(open_box: Box, why: str) -> Box:
    """The same box with its way on closed, where there is a reason."""
    if not why or not open_box.fits:
        return open_box
    return replace(
        open_box, fits=False, lines=(), total="", total_fen=None, why_not=why, fix=None, hold=""
    )


def _quoted(found: search.Answer, kinds: Kinds, *, heads: int) -> Quote | None:
    if not kinds or found.offer is None or found.check_in is None:
        return None
    return quote(
        found.offer, check_in=found.check_in, nights=found.nights, heads=Heads(heads),
        rooms=[Rooms(count, kind.beds) for kind, count in kinds],
    )  # fmt: skip


def _dates(found: search.Answer) -> tuple[str, str]:
    if found.check_in is None:
        return "", ""
    out = found.check_in + timedelta(days=found.nights)
    return _spoken(found.check_in), _spoken(out)


def _spoken(on: date) -> str:
    return f"{day(on)} {weekday(on)}"


def _rooms(kinds: Kinds, *, heads: int) -> tuple[str, str]:
    if not kinds:
        return "", ""
    words = rooms_said(kinds)
    spare = sum(n * kind.beds for kind, n in kinds) - heads
    if spare:
        return words, ngettext("%(num)d bed stays empty", "%(num)d beds stay empty", spare)
    return words, _("every bed is taken")


def _lines(quoted: Quote) -> tuple[AmountLine, ...]:
    """Nights of one season in a row on one line, then rooms slept in alone; they add up to the total."""
    seasons = groupby(quoted.nights, key=lambda night: (night.season, night.per_person))
    lines = [_season_line(season, price, [*nights]) for (season, price), nights in seasons]
    if quoted.single_supplements:
        rooms = ngettext("%(num)d room for one", "%(num)d rooms for one", quoted.single_rooms)
        nights = ngettext("%(num)d night", "%(num)d nights", len(quoted.nights))
        supplement = yuan(quoted.single_supplement)
        words = _("%(rooms)s: %(nights)s × %(price)s", rooms=rooms, nights=nights, price=supplement)
        lines.append((words, yuan(quoted.single_supplements)))
    return tuple(lines)


def _season_line(season: str, price: Money, nights: list[QuoteNight]) -> AmountLine:
    words = _(
        "%(season)s: %(nights)s × %(price)s × %(people)s",
        season=SEASON[season].say() if season in SEASON else season,
        nights=ngettext("%(num)d night", "%(num)d nights", len(nights)),
        price=yuan(price),
        people=ngettext("%(num)d person", "%(num)d people", nights[0].heads),
    )
    return words, yuan(total(night.total for night in nights))


def _hold(site: SiteProfile, found: search.Answer, asked: Asked, kinds: Kinds) -> str:
    """The way on. Rooms are named where the group has said how it wants to sleep."""
    if found.offer is None:
        return ""
    named = {f"rooms-{kind.code}": count for kind, count in kinds}
    return Address(()).to(
        "/union/hold", site=site.code, package=found.offer.code,
        check_in=found.check_in, nights=found.nights, heads=asked.heads,
        **(named if asked.singles or asked.families else {}),
    )  # fmt: skip
