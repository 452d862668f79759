"""Recognition: the own province counts, the agreement of 2020 from its day on, and nothing else."""

from datetime import date

from sites import recognition
from sites.foundation.actor import SYSTEM

HANGZHOU, HEFEI, HUANGSHAN, BEIJING = "330100", "340100", "341000", "110100"
SIGNED = date(2020, 10, 21)


async def test_the_known_agreement_is_recorded_once_with_its_source(database: str) -> None:
    assert await recognition.record_known_agreements(by=SYSTEM) == 12
    assert await recognition.record_known_agreements(by=SYSTEM) == 0
    assert all(one.source.startswith("http") for one in await recognition.agreements())


async def test_an_origin_is_recognised_by_its_own_province_or_by_agreement(database: str) -> None:
    await recognition.record_known_agreements(by=SYSTEM)
    own = await recognition.recognises(HEFEI, HUANGSHAN, date(2019, 1, 1))
    agreed = await recognition.recognises(HANGZHOU, HUANGSHAN, SIGNED)
    assert own is not None
    assert agreed is not None
    assert (own.ground, agreed.ground, agreed.since) == ("own_province", "agreement", SIGNED)
    assert await recognition.recognises(HANGZHOU, HUANGSHAN, date(2020, 10, 20)) is None
    assert await recognition.recognises(BEIJING, HUANGSHAN, SIGNED) is None
