"""A base is put on record whole or not at all, and its offers say what a stay costs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sites import listings, packages
from sites.certification import CertificateDraft, CertificateNumberTaken
from sites.foundation.actor import SYSTEM
from sites.packages import BaseDraft, PackageDraft, PriceDraft

MAY, JUNE, JULY = date(2027, 5, 1), date(2027, 6, 1), date(2027, 7, 1)


def draft(code: str = "HS-09-001", number: str = "示例 1") -> BaseDraft:
    site = listings.SiteDraft(
        code=code, kind="village", district_code="341023", name="示例基地", name_en="Example base",
        latitude=29.9, longitude=117.9, reception_limit=80,
        room_types=(listings.RoomTypeDraft("twin", "双床房", "Twin room", 2, 40),),
        facilities={"wifi": None, "lift": 2},
        terms=listings.Terms((listings.Tier(10, 0), listings.Tier(0, 50)), 3, 5),
    )  # fmt: skip
    certificate = CertificateDraft(
        number=number, batch=1, valid_from=MAY, valid_to=JULY, issuer_name="示例总工会"
    )
    package = PackageDraft(
        code="N4", theme="village", name="村居", name_en="Village", min_nights=3, max_nights=5,
        min_group=16, max_group=60,
        prices=(PriceDraft("shoulder", MAY, JUNE, 500_00), PriceDraft("peak", JUNE, JULY, 600_00)),
    )  # fmt: skip
    return BaseDraft(site=site, certificate=certificate, packages=(package,))


async def test_what_was_enrolled_is_read_back_as_it_was(database: str) -> None:
    await packages.enrol(draft(), by=SYSTEM)
    found = await listings.profile("HS-09-001")
    assert (found.beds, found.terms, found.card.facilities) == (
        80, draft().site.terms, {"wifi": None, "lift": 2},
    )  # fmt: skip
    assert (await listings.cards())[0] == found.card


async def test_a_stay_over_two_seasons_costs_the_sum_of_its_nights(database: str) -> None:
    site_id = await packages.enrol(draft(), by=SYSTEM)
    offer = (await packages.offers(first=MAY, until=JULY))[site_id][0]
    assert offer.price_of(JUNE - timedelta(days=1), 3) == 1700_00
    assert offer.price_of(JULY - timedelta(days=1), 3) is None


async def test_one_refused_base_leaves_nothing_of_the_others(database: str) -> None:
    twice = [draft(), draft("HS-09-002"), draft("HS-09-003", "示例 3")]
    with pytest.raises(CertificateNumberTaken):
        await packages.enrol_all(twice, by=SYSTEM)
    assert await listings.cards() == ()


async def test_a_code_belongs_to_one_base(database: str) -> None:
    await packages.enrol(draft(), by=SYSTEM)
    with pytest.raises(listings.SiteCodeTaken):
        await packages.enrol(
            replace(draft(), certificate=draft(number="示例 2").certificate), by=SYSTEM
        )


async def test_an_unknown_code_is_no_base(database: str) -> None:
    with pytest.raises(listings.SiteUnknown):
        await listings.profile("HS-00-000")
