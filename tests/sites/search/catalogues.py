"""Small catalogues for pure searches: bases with one package each, free as told."""

from datetime import date, timedelta
from typing import Any

from sites.calendar import Window
from sites.calendar.free_nights import TypeDays, free_night
from sites.calendar.window import SiteDays
from sites.certification import CertificateRecord
from sites.foundation import clock
from sites.listings import SiteCard
from sites.packages import Offer, SeasonPrice
from sites.search import Catalogue, Question

START = date(2027, 5, 18)
FIRST, DAYS = START - timedelta(days=5), 20


def question(**changes: Any) -> Question:
    return Question(**{"starts": (START,), "nights": 4, "heads": 36, **changes})


def catalogue(**bases: dict[str, Any]) -> Catalogue:
    """`a={"twins": 20, "rail": 30, ...}`: ids count from 1 in the order given. `free` is by day of the window."""
    every = [_base(n, code, told) for n, (code, told) in enumerate(bases.items(), start=1)]
    return Catalogue(
        sites=tuple(card for card, *_ in every),
        certificates={card.id: paper for card, paper, *_ in every},
        offers={card.id: (offer,) for card, _, offer, _ in every},
        window=Window(FIRST, DAYS, {card.id: days for card, *_, days in every}),
        today=FIRST,
    )


def _base(
    number: int, code: str, told: dict[str, Any]
) -> tuple[SiteCard, tuple[CertificateRecord, ...], Offer, SiteDays]:
    card = SiteCard(
        id=number, code=code, name_zh=code, name_en=code, kind=told.get("kind", "hotel"),
        district_code=told.get("district", "341002"), latitude=29.7, longitude=118.3,
        rail_minutes=told.get("rail", 30), reception_limit=200, meeting_seats=0,
        booking_mode="accept", facilities=told.get("facilities", {}), is_demo=True,
        has_operator=told.get("run", True),
    )  # fmt: skip
    return card, _papers(card, told), _offer(number, told), _days(number, told)


def _papers(card: SiteCard, told: dict[str, Any]) -> tuple[CertificateRecord, ...]:
    last = told.get("valid_to", START + timedelta(days=400))
    return (
        CertificateRecord(
            card.id,
            card.code,
            1,
            "",
            "certified",
            date(2026, 1, 1),
            last,
            "",
            "",
            "",
            "",
            clock.now(),
        ),
    )


def _offer(number: int, told: dict[str, Any]) -> Offer:
    nights, group = told.get("nights", (4, 4)), told.get("group", (10, 60))
    price = SeasonPrice("low", date(2027, 1, 1), date(2028, 1, 1), told.get("fen", 500_00))
    return Offer(number, number, "N", "", "", told.get("theme", ""), *nights, *group, 0, (price,))


def _days(number: int, told: dict[str, Any]) -> SiteDays:
    free = [told.get("twins", 20)] * DAYS
    for day, left in told.get("free", {}).items():
        free[(day - FIRST).days] = left
    types = {number: TypeDays(2, free)}
    nights = (free_night(FIRST + timedelta(days=n), n, [*types.values()], 200) for n in range(DAYS))
    return SiteDays(types, tuple(nights))
