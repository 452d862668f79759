"""One base as a card in the list of results, ready for its component."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking.rules import Judgement, Outcome
from booking.web.offers.addresses import MOST_COMPARED, Address, yuan_typed
from booking.web.offers.asked import Asked
from booking.web.offers.ground import city_name
from booking.web.offers.package_view import per_day
from booking.web.offers.rooms_age import rooms_age
from booking.web.offers.rule_lines import in_short
from booking.web.offers.wait_link import wait_link
from sites import regions, search
from sites.calendar import FreeNight
from sites.foundation.formats import day, number, yuan
from sites.foundation.language import _, is_english, locale, ngettext
from sites.foundation.rendering import href
from sites.listings import RoomTypeProfile
from sites.listings.vocabulary import KIND


@dataclass(frozen=True, slots=True)
class Card:
    """What components/result_card.html shows; addresses are whole, words are said."""

    key: str
    number: int
    href: str
    name: str
    example: bool
    picture: str
    certificate: str
    meta: str
    nights: tuple[tuple[str, int, bool], ...]
    badge: tuple[str, str] | None
    reason: str
    fix: tuple[str, str] | None
    price: str
    unit: str
    total: str
    action: str
    near: bool
    compare: tuple[str, str, bool] | None
    wait: str = ""
    verdict: tuple[str, str] | None = None


def card(
    asked: Asked, found: search.Answer, address: Address, *, place: int,
    rooms: Sequence[RoomTypeProfile] = (), bar: str = "", judgement: Judgement | None = None,
) -> Card:  # fmt: skip
    """`bar` says why whoever asks cannot hold there although there is room; `judgement` what its city's rules say."""
    site, paper = found.site, found.certificate
    own = address.without("compare")
    to = own.to(
        f"/sites/{site.code}", check_in=found.check_in, until=None, nights=found.nights, heads=asked.heads
    )  # fmt: skip
    return Card(
        key=site.code, number=place, href=to, name=site.name, example=site.is_demo,
        picture=site.picture, certificate=site.code if paper else "", meta=meta(found, asked.origin),
        nights=_nights(asked, found), badge=_badge(found, bar), reason=bar or _reason(asked, found, rooms),
        fix=fix_link(address, found), price=_price(found), unit=_("/person·day") if found.price else "",
        total=_total(asked, found), action=_("See the base") if found.failures or bar else _("See the rooms"),
        near=bool(found.failures), compare=_compare(address, site.code),
        wait=wait_link(found, heads=asked.heads), verdict=_verdict(judgement),
    )  # fmt: skip


def _verdict(judgement: Judgement | None) -> tuple[str, str] | None:
    """Outcome and one sentence. Where no rule is on file, the page says so once and not on every card."""
    if judgement is None or judgement.outcome is Outcome.NO_RULE:
        return None
    return judgement.outcome.value, in_short(judgement)


def meta(found: search.Answer, origin: str = "") -> str:
    """District, kind, way from the station and from the group's city, and age of the rooms on one line."""
    site = found.site
    words = [regions.district(site.district_code).name_in(locale()), KIND[site.kind].say()]
    if site.rail_minutes:
        words.append(
            ngettext(
                "%(num)d minute from the station",
                "%(num)d minutes from the station",
                site.rail_minutes,
            )
        )
    if found.km is not None and origin:
        city = city_name(origin)
        words.append(_("%(km)s km from %(city)s in a straight line", km=found.km, city=city))
    return " · ".join((*words, rooms_age(site)))


def stay_dates(check_in: date, nights: int) -> str:
    return f"{day(check_in)} – {day(check_in + timedelta(days=nights))}"


def asked_dates(asked: Asked) -> str:
    """Empty where none were chosen."""
    if asked.check_in is None:
        return ""
    if asked.until is None:
        return stay_dates(asked.check_in, asked.nights)
    between = f"{day(asked.check_in)} – {day(asked.until)}"
    return ngettext(
        "any %(num)d night in %(between)s", "any %(num)d nights in %(between)s", asked.nights, between=between,
    )  # fmt: skip


def _nights(asked: Asked, found: search.Answer) -> tuple[tuple[str, int, bool], ...]:
    """The first seven nights; what is short of the group is marked."""
    nights: tuple[FreeNight, ...] = found.fit.nights[:7] if found.fit else ()
    return tuple(
        (
            str(one.night.day) if is_english() else f"{one.night.day}日",
            one.places,
            one.places >= asked.heads,
        )
        for one in nights
    )


def _badge(found: search.Answer, bar: str) -> tuple[str, str] | None:
    if found.check_in is None:
        return None
    if found.failures or bar:
        return _("Not possible"), "stop"
    return _("Fits"), "good"


def _reason(asked: Asked, found: search.Answer, rooms: Sequence[RoomTypeProfile]) -> str:
    if found.failures:
        return " ".join(search.say(one) for one in found.failures)
    if found.check_in is None:
        return ""
    words = _("At least %(places)s places free on every night.", places=number(found.places))
    if split := search.split_of(found, rooms, heads=asked.heads, split=asked.question().split):
        words += " " + _("Rooms: %(rooms)s.", rooms=rooms_said(split))
    if found.check_in != asked.check_in:
        return _("%(dates)s:", dates=stay_dates(found.check_in, found.nights)) + " " + words
    return words


def fix_link(
    address: Address, found: search.Answer, *, path: str = "/sites"
) -> tuple[str, str] | None:
    """The one change that would do, as words and the address that makes it."""
    fix = found.fix
    if fix is None:
        return None
    if fix.start:
        words = _("%(dates)s is possible", dates=stay_dates(fix.start, found.nights))
        return words, address.to(path, check_in=fix.start, until=None)
    words = {
        "nights": ngettext("Search with %(num)d night", "Search with %(num)d nights", fix.number),
        "heads": ngettext("Search with %(num)d person", "Search with %(num)d people", fix.number),
        "singles": ngettext(
            "Search with %(num)d sleeping alone", "Search with %(num)d sleeping alone", fix.number
        ),
        "families": ngettext(
            "Search with %(num)d family room", "Search with %(num)d family rooms", fix.number
        ),
        "max_price": _("Search with %(price)s", price=yuan(fix.number)),
    }[fix.name]
    value = yuan_typed(fix.number) if fix.name == "max_price" else fix.number
    return words, address.to(path, **{fix.name: value})


def rooms_said(split: Sequence[tuple[RoomTypeProfile, int]]) -> str:
    return " + ".join(_("%(rooms)s × %(kind)s", rooms=n, kind=kind.name) for kind, n in split)


def _price(found: search.Answer) -> str:
    if not found.price:
        return _("No price")
    shown = yuan(per_day(found.price, found.nights))
    return shown if found.check_in else _("from %(price)s", price=shown)


def _total(asked: Asked, found: search.Answer) -> str:
    """The whole group in twins; an odd one pays the supplement for a room alone where the base wants it."""
    if not found.price or found.check_in is None or found.offer is None:
        return ""
    odd = asked.heads % 2 if found.offer.odd_pays else 0
    alone = odd * found.offer.single_supplement * found.nights
    return yuan(found.price * asked.heads + alone)


def _compare(address: Address, code: str) -> tuple[str, str, bool] | None:
    chosen = [value for name, value in address.pairs if name == "compare"]
    if code in chosen:
        return _("Comparing"), address.toggled("compare", code) + f"#{code}", True
    if len(chosen) >= MOST_COMPARED:
        return None
    return _("Compare"), address.toggled("compare", code) + f"#{code}", False


def compare_address(asked: Asked, codes: list[str]) -> str:
    return href(
        "/compare", site=codes, check_in=asked.check_in, nights=asked.nights, heads=asked.heads,
        singles=asked.singles or None, families=asked.families or None, origin=asked.origin,
    )  # fmt: skip
