"""The sheets of the federation's desk, cell by cell beside raw rows. Origins and arrivals stand with their charts in test_page_numbers."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking import cases
from sites.certification.models import Certificate
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.foundation.language import ENGLISH
from sites.regions import districts, region
from tests.clients import Client
from tests.factories.cases import opened
from tests.factories.people import make_federation, sign_in_as
from tests.factories.places import make_place
from tests.factories.spreadsheets import cells_of
from tests.factories.stays import confirmed
from tests.received import day_of, in_august, two_years


@pytest.fixture
async def desk(database: str, client: Client) -> Any:
    told, host = await two_years(), await make_federation()
    with in_august() as day:
        await sign_in_as(client, host.clerk)
        yield SimpleNamespace(day=day, told=told, host=host)


async def test_the_register_as_a_sheet_is_every_filed_stay_the_newest_first(
    desk: Any, client: Client
) -> None:
    rows = await fetch(
        "SELECT f.area_code, f.year, f.quarter, f.serial, s.reference, s.check_in, s.check_out, s.state, u.name_en AS union_en, "
        "u.area_code AS origin, b.name_en AS base_en, b.district_code, p.workers, p.workers + p.family + p.crew AS heads "
        "FROM filings f JOIN stays s ON s.id = f.stay_id JOIN organisations u ON u.id = s.union_id "
        "JOIN sites b ON b.id = s.site_id JOIN parties p ON p.trip_id = s.trip_id "
        "ORDER BY f.year DESC, f.quarter DESC, f.serial DESC"
    )
    names = {one.code: one.name_in(ENGLISH) for one in districts()}
    wanted = [
        [
            f"{r['area_code']}-{r['year']}Q{r['quarter']}-{r['serial']:04d}", r["reference"], r["union_en"],
            region(r["origin"]).name_in(ENGLISH), r["base_en"], names[r["district_code"]], str(r["check_in"]),
            str(r["check_out"]), (day_of(r["check_out"]) - day_of(r["check_in"])).days, r["heads"], r["workers"], r["state"],
        ]
        for r in rows
    ]  # fmt: skip
    states = {row[-1] for row in wanted}
    shown = cells_of((await client.get("/en/federation/register.xlsx")).content)[1:]
    said = {str(row[-1]): str(wanted[n][-1]) for n, row in enumerate(shown)}
    found = [[_plain(cell) for place, cell in enumerate(row) if place != 1] for row in shown]
    assert [row[:-1] for row in found] == [row[:-1] for row in wanted]
    assert len(said) == len(states) > 3, "one word for each state"
    assert all(str(row[1]) for row in shown)


async def test_the_certificates_as_a_sheet_with_who_is_booked_beyond(
    desk: Any, client: Client
) -> None:
    await make_place(valid_days=30)
    await make_place(valid_days=-3)
    await Certificate.filter(site_id=desk.told.near.id).update(valid_to=desk.day + timedelta(days=5))  # fmt: skip
    rows = await fetch("SELECT c.*, b.code, b.name_en, b.district_code FROM certificates c JOIN sites b ON b.id = c.site_id ORDER BY c.valid_to, b.code")  # fmt: skip
    rows = sorted(
        rows, key=lambda r: day_of(r["valid_to"]) < desk.day
    )  # what has ended stands last
    names = {one.code: one.name_in(ENGLISH) for one in districts()}
    wanted = [
        [
            r["name_en"], r["code"], names[r["district_code"]], r["number"], r["batch"], str(r["valid_from"]),
            str(r["valid_to"]), (day_of(r["valid_to"]) - desk.day).days, *await _beyond(r, desk.day),
        ]
        for r in rows
    ]  # fmt: skip
    shown = cells_of((await client.get("/en/federation/certificates.xlsx")).content)[1:]
    found = [[_plain(cell) for place, cell in enumerate(row) if place != 5] for row in shown]
    assert found == wanted
    assert sum(int(row[-2]) for row in wanted) > 1
    assert sum(int(row[-1]) for row in wanted) > 36


async def test_the_cases_as_a_sheet_say_who_asked_and_what_was_in_time(
    desk: Any, client: Client
) -> None:
    story = await confirmed(starts_in=20)
    made = [await opened(story=story, kind=kind) for kind in ("question", "incident", "question")]
    for one, days in zip(made[:2], (0, 9), strict=True):
        with clock.moved_to(clock.now() + timedelta(days=days)):
            await cases.answer_case(one.id, answer="示例", by=desk.host.clerk)
    rows = await fetch(
        "SELECT c.*, u.name_en AS asker, s.reference, b.name_en AS base FROM cases c JOIN organisations u ON u.id = c.union_id "
        "JOIN stays s ON s.id = c.stay_id JOIN sites b ON b.id = s.site_id ORDER BY c.id"
    )
    wanted = {
        f"SQ-{r['year']}-{r['serial']:04d}": [r["subject"], r["asker"], r["base"], r["reference"], str(r["due_on"]), bool(r["answered_at"]), _in_time(r)]
        for r in rows
    }  # fmt: skip
    shown = cells_of((await client.get("/en/federation/cases.xlsx")).content)[1:]
    found = {str(row[0]): [row[3], row[4], row[5], row[6], _plain(row[8]), bool(row[10]), row[11]] for row in shown}  # fmt: skip
    assert found == wanted
    assert [one[-1] for one in wanted.values()] == ["in time", "late", "open"]


async def _beyond(row: dict[str, Any], day: Any) -> tuple[int, int]:
    found = await fetch(
        "SELECT DISTINCT s.id, p.workers + p.family + p.crew AS heads FROM stay_nights n JOIN stays s ON s.id = n.stay_id "
        "JOIN parties p ON p.trip_id = s.trip_id WHERE s.site_id = $1 AND n.date > $2 AND s.check_out > $3 "
        "AND s.state NOT IN ('inquiry', 'declined', 'expired', 'cancelled')",
        row["site_id"], day_of(row["valid_to"]), day,
    )  # fmt: skip
    return len(found), sum(one["heads"] for one in found)


def _in_time(row: dict[str, Any]) -> str:
    if not row["answered_at"]:
        return "open"
    answered = str(row["answered_at"])[:10]
    return "late" if answered > str(row["due_on"]) else "in time"


def _plain(cell: object) -> object:
    """Dates as days."""
    return str(cell)[:10] if hasattr(cell, "year") else cell
