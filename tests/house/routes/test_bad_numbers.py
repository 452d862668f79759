"""Rows 1 to 4 of the catalogue of bad input: people, rooms, nights, days and amounts."""

from datetime import time, timedelta

import pytest

from booking import people
from booking.money.models import Receipt
from sites.foundation import clock
from tests.house.routes.conftest import Enter, Visitor
from tests.house.routes.harm import PLANTED, hold_form, refuses
from tests.house.routes.world import World

HOLD = "/union/hold"
NO_NUMBERS = ("-1", "1.5", "1e3", "四十", "2147483648", "1" + "0" * 20, "40人", "0x10", "１.５")
OUT_OF_RANGE = (("workers", ""), ("workers", "0"), ("nights", "0"), ("nights", "31"), ("rooms-TWIN", "0"))  # fmt: skip
NO_DAYS = (
    "2026-02-30", "0001-01-01", "9999-12-31", "2026/1/5", "18.5.2027", "", "tomorrow", "2027-5-1",
    "20270501", "2020-01-01",
)  # fmt: skip
NO_AMOUNTS = (
    "-1", "0.001", "NaN", "Infinity", "1e309", "", "0", "12.345", "1,23.00", "12元", "0x1F", "1 2",
)  # fmt: skip
AMOUNTS = {"1,234.56": 123456, "１２.５": 1250, "¥12": 1200, "￥7": 700}


@pytest.fixture
async def union(world: World, enter: Enter) -> Visitor:
    return await enter(world.union_a.administrator)


@pytest.fixture
async def finance(world: World, enter: Enter) -> Visitor:
    return await enter(world.operator_x.finance)


async def test_what_is_no_number_of_people_rooms_or_nights_is_refused(
    world: World, union: Visitor, database: str
) -> None:
    for field in ("workers", "rooms-TWIN", "nights"):
        for typed in NO_NUMBERS:
            await refuses(union, database, HOLD, **hold_form(world, **{field: typed}))


async def test_too_few_and_too_many_are_refused(
    world: World, union: Visitor, database: str
) -> None:
    for field, typed in OUT_OF_RANGE:
        await refuses(union, database, HOLD, **hold_form(world, **{field: typed}))


async def test_digits_are_read_however_they_were_typed(world: World, union: Visitor) -> None:
    for typed in ("16", " 16 ", "１６"):
        answer = await union.post(HOLD, **hold_form(world, workers=typed))
        assert answer.status_code == 303, typed


async def test_what_is_no_coming_day_is_refused(
    world: World, union: Visitor, database: str
) -> None:
    for typed in NO_DAYS:
        await refuses(union, database, HOLD, **hold_form(world, check_in=typed))


async def test_an_end_before_its_start_is_refused(
    world: World, enter: Enter, database: str
) -> None:
    other = world.a["union_person"]
    await people.change_roles(other, ("approver",), by=world.union_a.administrator)
    approver = await enter(world.union_a.approver)
    day, later = (str(clock.today() + timedelta(days=n)) for n in (8, 9))
    path = "/account/deputies"

    await refuses(approver, database, path, deputy=other, starts_on=later, ends_on=day)
    sound = await approver.post(path, deputy=other, starts_on=day, ends_on=later)
    assert sound.status_code == 303


async def test_today_is_the_date_in_shanghai(world: World, enter: Enter) -> None:
    """At half past midnight in Shanghai it is still yesterday in Europe and in UTC."""
    day = clock.today() + timedelta(days=3)
    with clock.moved_to(clock.at(day, time(0, 30))):
        early = await enter(world.union_a.organiser)
        yesterday = await early.post(
            HOLD, **hold_form(world, check_in=str(day - timedelta(days=1)))
        )
        same_day = await early.post(HOLD, **hold_form(world, check_in=str(day)))
    with clock.moved_to(clock.at(day, time(23, 30))):
        late = await enter(world.union_a.organiser)
        too_late = await late.post(HOLD, **hold_form(world, check_in=str(day)))

    assert (yesterday.status_code, too_late.status_code) == (422, 422)
    assert same_day.headers["location"].startswith("/union/stays/")


async def test_what_is_no_amount_is_refused(world: World, finance: Visitor, database: str) -> None:
    for typed in NO_AMOUNTS:
        await refuses(finance, database, _receipt_at(world), **_receipt(amount=typed))


async def test_amounts_become_exact_fen(world: World, finance: Visitor) -> None:
    for typed, fen in AMOUNTS.items():
        answer = await finance.post(_receipt_at(world), **_receipt(amount=typed, voucher=str(fen)))
        assert answer.status_code == 303, typed
        assert (await Receipt.get(voucher=str(fen))).minor == fen


def _receipt_at(world: World) -> str:
    return f"/operator/money/charges/{world.a['charge']}/receipt"


def _receipt(**changes: str) -> dict[str, str]:
    return {"received_on": str(clock.today()), "voucher": PLANTED, "note": "", **changes}
