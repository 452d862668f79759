"""A base on record with everything that a stay needs: rooms, certificate, package, prices, open nights."""

from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from sites import calendar
from sites.certification import CertificateDraft
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.listings import RoomTypeDraft, SiteDraft, Terms, Tier
from sites.listings.models import RoomType
from sites.packages import BaseDraft, PackageDraft, PriceDraft, enrol
from tests.factories.people import make_operator

TWIN, FAMILY = "TWIN", "FAMILY"
PRICE = 476_00
BACK, AHEAD = 90, 200
_numbers = count(1)


async def make_place(
    *, operator: SimpleNamespace | None = None, valid_days: int = 700, **changes: Any
) -> SimpleNamespace:
    """`.id`, `.code`, `.operator` (with its people), `.package`, `.rooms` (room type ids by code).

    40 twins and 10 rooms for three, 90 people a day, 476 yuan a night; its nights are open from
    90 days ago until in 200 days. `changes` go into the site's draft.
    """
    number = next(_numbers)
    operator = operator or await make_operator()
    today = clock.today()
    draft = SiteDraft(
        **{**_site(number), "operator_id": operator.organisation, "operator_name": operator.name, **changes}
    )  # fmt: skip
    site_id = await enrol(
        BaseDraft(
            site=draft,
            certificate=_certificate(number, today, valid_days),
            packages=(_package(),),
        ),
        by=SYSTEM,
    )
    first, until = today - timedelta(days=BACK), today + timedelta(days=AHEAD)
    await calendar.roll_forward(site_id, since=first, until=until, by=SYSTEM)
    rooms = {kind.code: kind.id for kind in await RoomType.filter(site_id=site_id)}
    return SimpleNamespace(
        id=site_id, code=draft.code, name=draft.name, operator=operator, package="CARE", rooms=rooms
    )


def _site(number: int) -> dict[str, Any]:
    return {
        "code": f"T-{number:05d}",
        "kind": "hotel",
        "district_code": "341002",
        "name": f"示例基地{number}",
        "name_en": f"Example base {number}",
        "latitude": 29.7,
        "longitude": 118.3,
        "reception_limit": 90,
        "phone": "0559-5550100",
        "room_types": (
            RoomTypeDraft(TWIN, "标准双床房", "Twin room", 2, 40),
            RoomTypeDraft(FAMILY, "三人房", "Room for three", 3, 10),
        ),
        "terms": Terms(tiers=(Tier(15, 0), Tier(7, 30), Tier(0, 80))),
        "is_demo": True,
    }


def _certificate(number: int, today: date, valid_days: int) -> CertificateDraft:
    return CertificateDraft(
        number=f"示例-{number:04d}",
        batch=4,
        valid_from=today - timedelta(days=400),
        valid_to=today + timedelta(days=valid_days),
        issuer_name="示例总工会",
        issuer_name_en="Example federation",
    )


def _package() -> PackageDraft:
    return PackageDraft(
        code="CARE",
        theme="rest",
        name="山居康养",
        name_en="Mountain rest",
        min_nights=1,
        max_nights=10,
        min_group=2,
        max_group=90,
        prices=(PriceDraft("shoulder", date(2020, 1, 1), date(2090, 1, 1), PRICE),),
        single_supplement=120_00,
    )
