"""Quotas from a spreadsheet: every fault by its cell, nothing stored unless confirmed, and all of it or nothing."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from booking import quotas, stays
from booking.people import NotGranted
from booking.quotas.importing import QuotaListOvertaken
from booking.quotas.models import Quota, QuotaVersion
from booking.quotas.refusals import ReasonMissing
from booking.quotas.sheet import columns, read_quota_sheet
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.spreadsheet import spreadsheet
from sites.packages import Heads
from tests.factories.people import HANGZHOU, make_federation
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import WHY, change, make_quota, node, numbers
from tests.factories.spreadsheets import cells_of, workbook
from tests.factories.stays import held

HEAD = [column.head for column in columns()]


def sheet(*rows: dict[str, object]) -> bytes:
    """Rows by column name."""
    names = [column.name for column in columns()]
    return workbook([HEAD, *([row.get(name, "") for name in names] for row in rows)])


def year(**changes: object) -> dict[str, object]:
    now = clock.today().year
    days = {"first_day": f"{now}-01-01", "last_day": f"{now + 1}-12-31"}
    return {"name": "全年", "ceiling": 100, **days, **changes}


async def look(data: bytes, by: Actor) -> quotas.Trial:
    return await quotas.preview_import(data, trips=stays.trips_taking, by=by)


async def store(trial: quotas.Trial, by: Actor) -> int:
    return await quotas.import_quotas(trial.rows, why=WHY, trips=stays.trips_taking, by=by)


def test_every_cell_says_what_is_wanted():
    read = read_quota_sheet(
        sheet(
            year(ceiling="many", unit="rooms", origin_code="巴黎", union="123", programme="无"),
            year(name="", first_day="soon", opens_at="morning", quota="7"),
            year(origin_code="Suzhou"),
            year(origin_code="310110", opens_at="2026-12-05 09:30", sites="hs-01-001、HS-01-002"),
        )
    )
    assert [fault.cell for fault in read.faults] == ["E2", "F2", "I2", "J2", "L2", "A3", "D3", "G3", "O3", "I4"]  # fmt: skip
    row = read.rows[-1]
    assert (row.line, row.draft.origin_code, row.draft.sites) == (5, "310110", ("HS-01-001", "HS-01-002"))  # fmt: skip
    assert row.draft.opens_at is not None
    assert row.draft.opens_at.isoformat() == "2026-12-05T01:30:00+00:00"


def test_a_sheet_without_its_headings_names_them():
    read = read_quota_sheet(workbook([["名称"], ["全年"]]))
    assert [fault.cell for fault in read.faults] == ["A1"]
    assert "总额" in read.faults[0].words


async def test_a_list_is_tried_out_whole_and_stored_when_somebody_says_so(database):
    host, place = await make_federation(), await make_place()
    await held(place=place, heads=Heads(30), rooms={TWIN: 15})
    data = sheet(
        {"name": "一线", "ceiling": 10, "parent": "杭州", "programme": "一线职工"},
        {"name": "杭州", "ceiling": 40, "parent": "全年", "origin_code": "杭州"},
        year(),
    )

    trial = await look(data, host.clerk)

    assert trial.faults == ()
    assert trial.count(is_new=True, changes=True) == 3
    city = trial.tried[1].does
    assert city is not None
    assert (city.after.held, city.after.left) == (30, 10)
    assert await Quota.all().count() == 0
    assert await store(trial, host.clerk) == 3
    named = {row.name: row for row in await Quota.all()}
    assert named["一线"].parent_id == named["杭州"].id
    assert (named["杭州"].used_here, named["全年"].used_below, named["全年"].granted) == (
        30,
        30,
        40,
    )
    assert {row.why for row in await QuotaVersion.all()} == {WHY}


async def test_what_was_handed_out_comes_back_unchanged(database):
    host = await make_federation()
    root = await make_quota(
        host, name="全年", opens_at=clock.now().replace(microsecond=0, second=0)
    )
    await make_quota(host, parent=root, ceiling=40, origin_code=HANGZHOU, programme="new_year", sites=((await make_place()).code,))  # fmt: skip
    made = await asyncio.to_thread(spreadsheet, await quotas.exported(host.viewer))
    head, first, second = cells_of(made)
    assert (head[-4:], first[-4:], second[2]) == (["已用", "保留", "余", "超出"], [0, 0, 100, 0], root.id)  # fmt: skip

    trial = await look(made, host.clerk)

    assert trial.faults == ()
    assert trial.count(is_new=False, changes=False) == 2
    assert await store(trial, host.clerk) == 0


async def test_what_one_share_gives_up_another_may_have_in_the_same_list(database):
    host = await make_federation()
    root = await make_quota(host, name="全年")
    one = await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU, name="甲")
    other = await make_quota(host, parent=root, ceiling=40, origin_code="320100", name="乙")
    more = {"quota": other.id, "version": 1, "name": "乙", "ceiling": 70, "origin_code": "320100"}
    less = {"quota": one.id, "version": 1, "name": "甲", "ceiling": 30, "origin_code": HANGZHOU}

    trial = await look(sheet(more, less), host.clerk)

    assert trial.faults == ()
    assert await store(trial, host.clerk) == 2
    assert ((await numbers(one))[0], (await numbers(other))[0]) == (30, 70)
    assert (await numbers(root))[3] == 100


async def test_what_cannot_be_is_said_at_its_cell_and_nothing_is_stored(database):
    host, partner = await make_federation(), await make_federation(host=False)
    root = await make_quota(host, name="全年")
    foreign = await make_quota(partner, origin_code=HANGZHOU)
    share = await make_quota(host, parent=root, ceiling=40, origin_code=HANGZHOU, name="甲")
    await change(share, ceiling=50)
    rows = (
        {"name": "乙", "ceiling": 60, "parent": "全年", "origin_code": "南京"},
        {"name": "丙", "ceiling": 5, "parent": "无此", "origin_code": "宁波"},
        {"name": "丁", "ceiling": 5, "parent": "丙", "origin_code": "宁波"},
        {"quota": foreign.id, "name": "戊", "ceiling": 5},
        {"quota": share.id, "version": 1, "name": "甲", "ceiling": 5, "origin_code": HANGZHOU},
        {"name": "己", "ceiling": 5, "parent": "全年", "sites": "HS-99-999"},
        {"name": "庚", "ceiling": 5, "parent": "庚"},
        {"quota": root.id, "version": 3, "parent": "甲", "name": "全年", "ceiling": 100},
    )

    trial = await look(sheet(*rows), host.clerk)

    assert [fault.cell for fault in trial.faults] == ["E2", "C3", "C4", "A5", "B6", "N7", "C8", "C9"]  # fmt: skip
    assert all(fault.words for fault in trial.faults)
    assert await Quota.all().count() == 3
    listed = await asyncio.to_thread(read_quota_sheet, sheet(*rows))
    with pytest.raises(QuotaListOvertaken):
        await quotas.import_quotas(listed.rows, why=WHY, trips=stays.trips_taking, by=host.clerk)
    assert await Quota.all().count() == 3


async def test_what_changed_since_the_preview_is_not_overwritten(database):
    host = await make_federation()
    root = await make_quota(host, name="全年")
    row = year(quota=root.id, version=1, ceiling=50)
    trial = await look(sheet(row), host.clerk)
    await change(root, ceiling=90)
    with pytest.raises(QuotaListOvertaken):
        await store(trial, host.clerk)
    assert (await node(root)).ceiling == 90


async def test_an_import_says_why_and_belongs_to_those_who_manage(database):
    host = await make_federation()
    trial = await look(sheet(year()), host.clerk)
    with pytest.raises(ReasonMissing):
        await quotas.import_quotas(trial.rows, why="", trips=stays.trips_taking, by=host.clerk)
    with pytest.raises(NotGranted):
        await look(sheet(year()), host.viewer)
    with pytest.raises(NotGranted):
        await store(trial, host.reviewer)


async def test_a_share_may_have_days_of_its_own(database):
    host = await make_federation()
    root = await make_quota(host, name="全年")
    first = clock.today() + timedelta(days=10)
    trial = await look(sheet({"name": "春", "ceiling": 5, "parent": root.id, "first_day": first}), host.clerk)  # fmt: skip
    assert await store(replace(trial), host.clerk) == 1
    made = await Quota.get(name="春")
    assert (made.starts_on, made.ends_on) == (first, date(first.year + 2, 1, 1))
