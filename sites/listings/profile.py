"""One base whole, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sites.foundation.editions import CATALOGUE, kept
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, choose
from sites.listings.cards import SiteCard, is_code
from sites.listings.models import RoomType, Site
from sites.listings.shapes import (
    Inspection,
    Medical,
    Terms,
    inspection_from,
    medical_from,
    terms_from,
)
from sites.listings.waiting_rule import WaitingRule, rule_of


class SiteUnknown(Refusal):
    code = "site_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no base with this code.")


@dataclass(frozen=True, slots=True)
class RoomTypeProfile:
    id: int
    code: str
    name_zh: str
    name_en: str
    beds: int
    rooms: int
    area: int

    @property
    def name(self) -> str:
        return choose(self.name_zh, self.name_en)


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """`card` is what lists show of the base; the rest is only on its own page.

    A night may be booked from `book_from` until `book_until` days before it; None: as soon as it is opened.
    """

    card: SiteCard
    address_zh: str
    address_en: str
    introduction_zh: str
    introduction_en: str
    operator_id: int | None
    operator_name_zh: str
    operator_name_en: str
    phone: str
    altitude: int
    dining_seats: int
    answer_hours: int
    opens: str
    closes: str
    check_in_hour: int
    check_out_hour: int
    option_days: int
    book_from: int | None
    book_until: int
    waiting: WaitingRule
    medical: Medical
    terms: Terms
    inspected_on: date | None
    inspection_result: str
    inspection: Inspection
    rooms_checked_at: datetime | None
    room_types: tuple[RoomTypeProfile, ...] = field(default=())

    @property
    def id(self) -> int:
        return self.card.id

    @property
    def code(self) -> str:
        return self.card.code

    @property
    def name(self) -> str:
        return self.card.name

    @property
    def rooms(self) -> int:
        return sum(kind.rooms for kind in self.room_types)

    @property
    def beds(self) -> int:
        return sum(kind.rooms * kind.beds for kind in self.room_types)


@kept(CATALOGUE, most=80)
async def profile(code: str) -> SiteProfile:
    """Two queries. Refused: SiteUnknown."""
    site = await Site.get_or_none(code=code) if is_code(code) else None
    if site is None:
        raise SiteUnknown
    kinds = await RoomType.filter(site_id=site.id).order_by("position", "id")
    return _profile(site, kinds)


async def room_types_of(site_ids: Sequence[int]) -> dict[int, tuple[RoomTypeProfile, ...]]:
    """The room types of these bases, each in its own order. One query."""
    found: dict[int, list[RoomTypeProfile]] = {id_: [] for id_ in site_ids}
    for kind in await RoomType.filter(site_id__in=[*site_ids]).order_by("position", "id"):
        found[kind.site_id].append(_room_type(kind))
    return {id_: tuple(kinds) for id_, kinds in found.items()}


async def profiles_of(operator_id: int) -> tuple[SiteProfile, ...]:
    """The bases of one operator, in the order of their codes. Two queries."""
    sites = await Site.filter(operator_id=operator_id).order_by("code")
    kinds = await RoomType.filter(site_id__in=[site.id for site in sites]).order_by(
        "position", "id"
    )
    return tuple(_profile(site, [k for k in kinds if k.site_id == site.id]) for site in sites)


def _profile(site: Site, kinds: list[RoomType]) -> SiteProfile:
    return SiteProfile(
        card=_card(site), address_zh=site.address, address_en=site.address_en,
        introduction_zh=site.introduction, introduction_en=site.introduction_en,
        operator_id=site.operator_id, operator_name_zh=site.operator_name,
        operator_name_en=site.operator_name_en, phone=site.phone, altitude=site.altitude,
        dining_seats=site.dining_seats, answer_hours=site.answer_hours, opens=site.opens,
        closes=site.closes, check_in_hour=site.check_in_hour, check_out_hour=site.check_out_hour,
        option_days=site.option_days, book_from=site.book_from, book_until=site.book_until, waiting=rule_of(site), medical=medical_from(site.medical),
        terms=terms_from(site.terms), inspected_on=site.inspected_on,
        inspection_result=site.inspection_result, inspection=inspection_from(site.inspection),
        rooms_checked_at=site.rooms_checked_at, room_types=tuple(_room_type(k) for k in kinds),
    )  # fmt: skip


def _card(site: Site) -> SiteCard:
    return SiteCard(
        id=site.id, code=site.code, name_zh=site.name, name_en=site.name_en, kind=site.kind,
        district_code=site.district_code, latitude=site.latitude, longitude=site.longitude,
        rail_minutes=site.rail_minutes, reception_limit=site.reception_limit,
        meeting_seats=site.meeting_seats, booking_mode=site.booking_mode,
        facilities=site.facilities, is_demo=site.is_demo,
        rooms_checked_at=site.rooms_checked_at, has_operator=site.operator_id is not None,
    )  # fmt: skip


def _room_type(kind: RoomType) -> RoomTypeProfile:
    return RoomTypeProfile(
        kind.id, kind.code, kind.name, kind.name_en, kind.beds, kind.rooms, kind.area
    )
