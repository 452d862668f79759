"""Keys are turned while the program reads, and the old one may go."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from booking import rosters, stays
from booking.insights.resealing import left_to_reseal, reseal
from booking.insights.sealed import unopened
from booking.rosters.models import Traveller
from sites.foundation import sealing
from tests.databases import KEYS
from tests.factories.stays import held

NEW = {"k2": b"2" * 32}


@pytest.fixture
def later_keys() -> Iterator[None]:
    yield
    sealing.configure(KEYS)


@pytest.mark.proof
async def test_everything_is_sealed_anew_beside_readers_and_the_old_key_may_go(
    database, later_keys, monkeypatch, proof
):
    people = proof.size("reseal_people", small=30, full=34)
    monkeypatch.setattr("booking.insights.resealing.BATCH", 7)
    story = await held()
    drafts = [
        rosters.draft(name="示例人", kind="worker", phone=f"139{n:08d}") for n in range(people)
    ]
    await stays.name_travellers(story.id, drafts, by=story.union.organiser)
    sealing.configure(replace(KEYS, field_keys={**NEW, **KEYS.field_keys}))
    owns = [str(own) for own in await Traveller.all().values_list("public_id", flat=True)]
    turned, *shown = await asyncio.gather(
        reseal(), *[rosters.reveal_id(own, reason="示例", by=story.union.organiser) for own in owns]
    )
    assert {one.phone for one in shown} == {f"+86139{n:08d}" for n in range(len(drafts))}
    assert turned >= len(drafts)
    assert await left_to_reseal() == 0
    assert await reseal() == 0
    sealing.configure(replace(KEYS, field_keys=NEW))
    assert await unopened() == []
    proof.found(resealed=turned)


async def test_stopped_halfway_it_goes_on_with_the_rest(database, later_keys, monkeypatch):
    story = await held()
    drafts = [rosters.draft(name="示例人", kind="worker", phone=f"139{n:08d}") for n in range(9)]
    await stays.name_travellers(story.id, drafts, by=story.union.organiser)
    sealing.configure(replace(KEYS, field_keys={**NEW, **KEYS.field_keys}))
    monkeypatch.setattr("booking.insights.resealing.BATCH", 4)
    calls = 0
    seal = sealing.seal

    def failing(text: str, *, place: str) -> str:
        nonlocal calls
        calls += 1
        if calls == 7:
            raise RuntimeError
        return seal(text, place=place)

    monkeypatch.setattr(sealing, "seal", failing)
    with pytest.raises(RuntimeError):
        await reseal()
    monkeypatch.setattr(sealing, "seal", seal)
    assert 0 < await left_to_reseal() < 9 + 5
    await reseal()
    assert await left_to_reseal() == 0
