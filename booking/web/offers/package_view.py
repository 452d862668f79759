"""The packages of a base as rows of a table, what the chosen one includes, and its days."""

from dataclasses import dataclass
from datetime import date, timedelta

from booking.web.offers.addresses import Address
from sites.foundation.amounts import Money
from sites.foundation.formats import day, weekday, yuan
from sites.foundation.language import _, choose, ngettext
from sites.packages import IncludedItem, Offer, PackageProfile
from sites.packages.vocabulary import EXCLUDES, MEALS, THEME, say_included

COVERS = {"insurance_cover", "medical_cover"}
IN_SHORT = ("lodging", "main_meals", "activities", "treatments", "tickets", "baths")


@dataclass(frozen=True, slots=True)
class Row:
    """One package. `per_day` and `per_person` are said in words; empty where no night has a price."""

    name: str
    theme: str
    nights: int
    short: str
    group: str
    per_day: str
    per_person: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DayShown:
    """What components/day_programme.html shows of a day."""

    name: str
    date: str
    text: str
    note: str


def rows(
    sold: tuple[PackageProfile, ...], *, chosen: Offer | None, check_in: date | None, nights: int,
    address: Address, path: str,
) -> list[Row]:  # fmt: skip
    return [
        _row(one, check_in=check_in, nights=_nearest(one.offer, nights), address=address, path=path,
             is_chosen=chosen is not None and one.offer.id == chosen.id)
        for one in sold
    ]  # fmt: skip


def included(package: PackageProfile) -> list[str]:
    return [_item(item) for item in package.included]


def excluded(package: PackageProfile) -> list[str]:
    words = [EXCLUDES[code].say() for code in package.excluded]
    extra = package.offer.single_supplement
    if extra:
        words.append(_("A room to oneself: %(price)s a night more", price=yuan(extra)))
    return words


def days(package: PackageProfile, *, check_in: date | None, nights: int) -> list[DayShown]:
    """The days told, then free days where the stay is longer; the last day told is that of departure."""
    told = list(package.programme)
    free = max(0, nights + 1 - len(told))
    texts = [
        (choose(one.text, one.text_en), _note(one.meals, one.drive_minutes, one.walk_km))
        for one in told
    ]
    texts[len(texts) - 1 : len(texts) - 1] = [(_("A day without a programme."), "")] * free
    return [
        DayShown(_("Day %(number)s", number=n + 1), _date(check_in, n), text, note)
        for n, (text, note) in enumerate(texts)
    ]


def _row(
    one: PackageProfile, *, check_in: date | None, nights: int, address: Address, path: str, is_chosen: bool
) -> Row:  # fmt: skip
    offer = one.offer
    price = offer.price_of(check_in, nights) if check_in else _lowest(offer, nights)
    shown = yuan(per_day(price, nights)) if price else ""
    return Row(
        name=offer.name, theme=THEME[offer.theme].say() if offer.theme in THEME else "", nights=nights,
        short=" · ".join(_item(item) for item in one.included if item.code in IN_SHORT),
        group=_("%(least)s–%(most)s people", least=offer.min_group, most=offer.max_group),
        per_day=shown if check_in or not price else _("from %(price)s", price=shown),
        per_person=yuan(price) if price else "",
        href=address.to(path, package=offer.code, nights=nights) + "#packages", is_chosen=is_chosen,
    )  # fmt: skip


def per_day(price: int, nights: int) -> int:
    """Fen a person and day, to the whole yuan, as public pages lead with it."""
    days_ = nights + 1
    return (price + days_ * 50) // (days_ * 100) * 100


def _lowest(offer: Offer, nights: int) -> int | None:
    cheapest = min((price.fen for price in offer.prices), default=None)
    return cheapest * nights if cheapest is not None else None


def _nearest(offer: Offer, nights: int) -> int:
    return min(max(nights, offer.min_nights), offer.max_nights)


def _item(item: IncludedItem) -> str:
    cover = Money(item.fen) if item.code in COVERS and item.fen else None
    words = say_included(item.code, count=item.count, cover=cover)
    note = choose(item.note, item.note_en)
    return _("%(item)s (%(note)s)", item=words, note=note) if note else words


def _note(meals: tuple[str, ...], drive: int, walk: int) -> str:
    said = [meal.say() for meal in MEALS if meal.code in meals]
    parts = [_("Meals: %(meals)s", meals=" · ".join(said)) if said else ""]
    parts.append(
        ngettext("%(num)d minute by coach", "%(num)d minutes by coach", drive) if drive else ""
    )
    parts.append(_("%(km)s km on foot", km=walk) if walk else "")
    return " · ".join(part for part in parts if part)


def _date(check_in: date | None, number: int) -> str:
    if check_in is None:
        return ""
    on = check_in + timedelta(days=number)
    return f"{day(on)} {weekday(on)}"
