"""A certificate covers both of its days; suspension and the end of its days stop new stays."""

from datetime import timedelta

import pytest

from sites import certification
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from tests.factories.places import make_place

VALID = 30


async def test_the_last_day_is_still_valid_and_the_next_is_not(database: str) -> None:
    place, last = await make_place(valid_days=VALID), clock.today() + timedelta(days=VALID)
    assert await certification.is_valid(place.id, [clock.today(), last])
    assert not await certification.is_valid(place.id, [last, last + timedelta(days=1)])


async def test_a_renewal_covers_the_nights_after_the_first_one(database: str) -> None:
    place, last = await make_place(valid_days=VALID), clock.today() + timedelta(days=VALID)
    renewed = certification.CertificateDraft(
        number="示例-续", batch=5, valid_from=last + timedelta(days=1),
        valid_to=last + timedelta(days=900), issuer_name="示例总工会",
    )  # fmt: skip
    await certification.certify(place.id, renewed, by=SYSTEM)
    assert await certification.is_valid(place.id, [last, last + timedelta(days=1)])
    with pytest.raises(certification.CertificateNumberTaken):
        await certification.certify(place.id, renewed, by=SYSTEM)


async def test_a_suspended_base_is_valid_on_no_night_and_says_why(database: str) -> None:
    place = await make_place()
    await certification.suspend(place.id, reason="整改", by=SYSTEM)
    record = certification.current((await certification.records([place.id]))[place.id])
    assert record is not None
    assert (record.status, record.reason_zh) == ("suspended", "整改")
    assert not await certification.is_valid(place.id, [clock.today()])
    with pytest.raises(certification.NotCertified):
        await certification.suspend(place.id, reason="再次", by=SYSTEM)


async def test_certificates_expire_once_and_only_after_their_last_day(database: str) -> None:
    place = await make_place(valid_days=VALID)
    assert [one.site_id for one in await certification.expiring(VALID)] == [place.id]
    assert await certification.expiring(VALID - 1) == ()
    assert await certification.expire(by=SYSTEM) == []
    with clock.moved_to(clock.now() + timedelta(days=VALID + 1)):
        assert await certification.expire(by=SYSTEM) == [place.id]
        assert await certification.expire(by=SYSTEM) == []
