"""Filing: each confirmed stay has one number, without gaps in a federation's quarter, whoever confirms at once."""

import asyncio
from datetime import date, time

import pytest

from booking import stays
from booking.people import NotGranted
from booking.stays import filing
from booking.stays.models import Filing, FilingCounter
from sites.foundation import clock
from tests.booking.stays.stories import accept, cancel, confirm
from tests.factories.people import HUANGSHAN, make_federation, make_union
from tests.factories.places import make_place
from tests.factories.stays import confirmed, state_of, submitted

MANY = 6


async def waiting(many: int) -> list[int]:
    """Accepted stays of as many unions at as many bases: nothing but the register is shared."""
    stories = [
        await submitted(union=await make_union(), place=await make_place()) for _ in range(many)
    ]
    for story in stories:
        await accept(story)
    return [story.number for story in stories]


async def serials() -> list[int]:
    return sorted(await Filing.all().values_list("serial", flat=True))


async def test_a_stay_has_its_number_with_its_confirmation_and_none_before(database):
    story = await submitted()
    assert await stays.filing_of(story.number) is None
    await accept(story)
    assert await stays.filing_of(story.number) is None
    await confirm(story)
    entry = await stays.filing_of(story.number)
    today = clock.today()
    assert entry is not None
    assert entry.number == f"{HUANGSHAN}-{today.year}Q{(today.month + 2) // 3}-0001"
    for by in (story.union.viewer, story.operator.steward):
        assert (await stays.page_of(story.id, by=by)).filing == entry


async def test_a_second_run_gives_no_second_number_and_a_cancelled_stay_keeps_its_own(database):
    first = await confirmed()
    await confirm(first)
    await cancel(first)
    await confirm(first)
    second = await confirmed(place=first.place, starts_in=60)
    assert (await stays.filing_of(first.number)).serial == 1
    assert (await stays.filing_of(second.number)).serial == 2


async def test_confirmations_at_once_leave_no_gap_and_give_no_number_twice(database):
    ids = await waiting(MANY)
    await asyncio.gather(*(stays.confirm(one) for one in ids))
    assert await serials() == list(range(1, MANY + 1))
    assert (await FilingCounter.get()).given == MANY


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_control_a_counter_that_reads_and_then_writes_collides(database, monkeypatch):
    """SQLite has one writer at a time, so only PostgreSQL can show what the guard is for."""

    async def unguarded(area_code: str, year: int, quarter: int) -> int:
        row = await FilingCounter.filter(area_code=area_code, year=year, quarter=quarter).first()
        given = row.given + 1 if row else 1
        await asyncio.sleep(0.05)
        if row:
            await FilingCounter.filter(id=row.id).update(given=given)
        else:
            await FilingCounter.create(area_code=area_code, year=year, quarter=quarter, given=given)
        return given

    ids = await waiting(MANY)
    await stays.confirm(ids[0])
    monkeypatch.setattr(filing, "next_serial", unguarded)
    done = await asyncio.gather(*(stays.confirm(one) for one in ids[1:]), return_exceptions=True)
    assert any(isinstance(one, Exception) for one in done)
    assert len(await serials()) < MANY


async def test_a_confirmation_that_fails_after_its_number_gives_the_number_back(
    database, monkeypatch
):
    story, other = await submitted(), await submitted()
    for one in (story, other):
        await accept(one)

    async def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    create = Filing.create
    monkeypatch.setattr(Filing, "create", breaks)
    with pytest.raises(RuntimeError):
        await confirm(story)
    monkeypatch.setattr(Filing, "create", create)
    assert await state_of(story) == "submitted"
    await confirm(other)
    await confirm(story)
    assert await serials() == [1, 2]


async def test_every_quarter_and_every_city_begins_at_one(database):
    first = await submitted(starts_in=60)
    await accept(first)
    with clock.moved_to(clock.at(date(clock.today().year, 12, 31), time(23, 59))):
        await confirm(first)
        assert (await stays.filing_of(first.number)).quarter == 4
    second = await submitted(starts_in=60)
    await accept(second)
    with clock.moved_to(clock.at(date(clock.today().year + 1, 1, 1), time(0, 1))):
        await confirm(second)
    entry = await stays.filing_of(second.number)
    assert (entry.year, entry.quarter, entry.serial) == (clock.today().year + 1, 1, 1)


async def test_the_register_is_the_own_citys_and_finds_by_words_dates_and_state(database):
    host = await make_federation()
    one, two = await confirmed(), await confirmed(starts_in=50)
    await submitted()
    every = await stays.register(stays.Wanted(), by=host.viewer)
    assert [line.stay.public_id for line in every.items] == [two.id, one.id]
    for wanted in (
        stays.Wanted(text=one.union.name),
        stays.Wanted(text=one.reference.lower()),
        stays.Wanted(text=(await stays.filing_of(one.number)).number),
        stays.Wanted(last=one.check_in),
    ):
        found = await stays.register(wanted, by=host.viewer)
        assert [line.stay.public_id for line in found.items] == [one.id], wanted
    assert not (
        await stays.register(stays.Wanted(states=(stays.State.SETTLED,)), by=host.clerk)
    ).items
    assert (await stays.register(stays.Wanted(district="341001"), by=host.clerk)).total == 0


async def test_a_filing_number_finds_its_entry_alone_and_its_beginning_the_quarter(database):
    """Every quarter has its 0001, so the last digits alone say little."""
    host, today = await make_federation(), clock.today()
    entries = []
    for quarter, day in ((3, date(today.year, 8, 1)), (4, date(today.year, 11, 1))):
        stories = [await submitted(starts_in=ahead) for ahead in (60, 70)]
        for story in stories:
            await accept(story)
        with clock.moved_to(clock.at(day, time(12))):
            for story in stories:
                await confirm(story)
        entries.append([(await stays.filing_of(story.number)).number for story in stories])
        assert entries[-1][0] == f"{HUANGSHAN}-{today.year}Q{quarter}-0001"
    (third, second), (fourth, _last) = entries
    for text, wanted in (
        (third, {third}), (third.lower(), {third}), (fourth.removeprefix(f"{HUANGSHAN}-"), {fourth}),
        (f"{HUANGSHAN}-{today.year}Q3", {third, second}), (f"{today.year}Q3", {third, second}), ("0001", {third, fourth}),
        (third.replace(HUANGSHAN, "330100"), set()), (f"{HUANGSHAN}-{today.year}Q9-0001", set()), (f"{HUANGSHAN}-{today.year}Q1-0001", set()),
        (f"{HUANGSHAN}-{today.year}Q3-", set()), ("x-1", set()), ("1" * 30, set()), ("²", set()),
    ):  # fmt: skip
        found = await stays.register(stays.Wanted(text=text), by=host.viewer)
        assert {line.filing.number for line in found.items} == wanted, text


async def test_what_is_not_filed_or_not_granted_stays_unknown(database):
    host, story = await make_federation(), await submitted()
    with pytest.raises(stays.StayUnknown):
        await stays.filed_stay(story.id, by=host.clerk)
    with pytest.raises(stays.StayUnknown):
        await stays.filed_stay("x", by=host.clerk)
    for actor in (story.union.administrator, story.operator.administrator):
        with pytest.raises(NotGranted):
            await stays.register(stays.Wanted(), by=actor)
