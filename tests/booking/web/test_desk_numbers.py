"""Numbers of the desks over stays that programs made, recounted from stays and their nights alone, never from counters."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking import money, stays
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import fetch
from tests.clients import Client
from tests.factories.people import make_federation, make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.programs import Program, program
from tests.factories.quotas import make_quota
from tests.pages import between, plain, rows_of

TAKING = ("held", "submitted", "confirmed", "in_house", "departed")
PROMISED = ("confirmed", "in_house")


@pytest.fixture
async def week(database: str, client: Client) -> SimpleNamespace:
    """Five days ago a union's program booked: gone, leaving today, arriving today, ahead, and some that came to nothing."""
    place, union = await _established(), await make_union()
    books, answers = await program(client, union), await program(client, place.operator)
    with clock.moved_to(clock.now() - timedelta(days=5)):
        for starts_in, nights, workers in ((-3, 3, 20), (0, 2, 8), (1, 4, 12), (3, 3, 6)):
            await _confirmed(books, answers, await _held(books, place, starts_in, nights, workers))
        await _held(books, place, 2, 3, 10)
        asked = await _held(books, place, 4, 2, 14)
        await _done(books, f"/stays/{asked}/submission", {"agreed": True})
        gone = await _held(books, place, 5, 2, 4)
        await _done(books, f"/stays/{gone}/cancellation", {"fee_seen": {"minor": 0}})
        refused = await _held(books, place, 2, 2, 4)
        await _done(books, f"/stays/{refused}/submission", {"agreed": True})
        await _done(answers, f"/stays/{refused}/declination", {"reason": "other"})
    return SimpleNamespace(place=place, union=union, books=books, answers=answers)


async def _established() -> SimpleNamespace:
    """A base that was here before last month, so that it returns it."""
    with clock.moved_to(clock.now() - timedelta(days=62)):
        return await make_place()


async def _held(books: Program, place: Any, starts_in: int, nights: int, workers: int) -> str:
    # The story is told five days ago; days are counted from the test's own today.
    check_in = clock.today() + timedelta(days=5 + starts_in)
    made = await books.post("/stays", {
        "site": place.code, "package": place.package, "check_in": str(check_in), "nights": nights,
        "rooms": {TWIN: workers // 2}, "heads": {"workers": workers},
    })  # fmt: skip
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def _done(who: Program, path: str, body: dict[str, Any]) -> None:
    answer = await who.post(path, body)
    assert answer.status_code == 200, answer.text


async def _confirmed(books: Program, answers: Program, stay: str) -> None:
    await _done(books, f"/stays/{stay}/submission", {"agreed": True})
    await _done(answers, f"/stays/{stay}/acceptance", {})
    await stays.confirm((await Stay.get(public_id=stay)).id)


async def _heads(day: date, states: Sequence[str]) -> int:
    """Everybody who is booked for that night, by their trip's party."""
    listed = ", ".join(f"'{state}'" for state in states)
    rows = await fetch(
        "SELECT COALESCE(SUM(p.workers + p.family + p.crew), 0) AS heads FROM stays s "
        "JOIN parties p ON p.trip_id = s.trip_id "
        f"WHERE s.check_in <= $1 AND s.check_out > $2 AND s.state IN ({listed})",
        day, day,
    )  # fmt: skip
    return int(rows[0]["heads"])


async def _groups(column: str, day: date) -> tuple[int, int]:
    """Promised groups with that day in the column, and their heads."""
    rows = await fetch(
        "SELECT COUNT(*) AS n, COALESCE(SUM(p.workers + p.family + p.crew), 0) AS heads FROM stays s "
        f"JOIN parties p ON p.trip_id = s.trip_id WHERE s.{column} = $1 "
        "AND s.state IN ('confirmed', 'in_house')",
        day,
    )
    return int(rows[0]["n"]), int(rows[0]["heads"])


async def test_the_operators_head_and_next_seven_days(week: Any, client: Client) -> None:
    await sign_in_as(client, week.place.operator.sales)
    page = (await client.get("/en/operator")).text
    today = clock.today()
    waiting = await fetch("SELECT id FROM stays WHERE state = 'submitted' AND accepted_at IS NULL")

    assert _figure(page, "to answer") == len(waiting) == 1
    assert _figure(page, "people arriving today") == (await _groups("check_in", today))[1] == 8
    assert _figure(page, "people leaving today") == (await _groups("check_out", today))[1] == 20
    assert await _week_shown(page) == [await _day(today + timedelta(days=n)) for n in range(7)]


async def test_the_next_seven_days_count_groups_that_no_list_of_the_desk_reaches(
    week: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing_listed(*_args: object, **_more: object) -> list[object]:
        return []

    monkeypatch.setattr(stays, "lines_of", nothing_listed)
    await sign_in_as(client, week.place.operator.sales)
    page = (await client.get("/en/operator")).text
    assert await _week_shown(page) == [await _day(clock.today() + timedelta(days=n)) for n in range(7)]  # fmt: skip


async def _week_shown(page: str) -> list[list[str]]:
    return [row[1:] for row in rows_of(between(page, "The next seven days", "</table>"))]


async def _day(day: date) -> list[str]:
    """Sold, held, left, in / out."""
    sold, held = await _heads(day, PROMISED), await _heads(day, ("held", "submitted"))
    comes, goes = (await _groups("check_in", day))[0], (await _groups("check_out", day))[0]
    return [str(sold), str(held), str(90 - sold - held), f"{comes} / {goes}" if comes or goes else "–"]  # fmt: skip


async def test_the_strip_of_months(week: Any, client: Client) -> None:
    await sign_in_as(client, week.place.operator.steward)
    page = (await client.get(f"/operator/sites/{week.place.code}/calendar")).text
    strip = between(page, 'class="month-strip"', "</nav>")
    shown = [int(percent) for percent in re.findall(r"(\d+)%</span>", strip)]

    assert shown == [await _percent(month) for month in _months()]
    assert sum(shown) > 0


def _months() -> list[date]:
    """Seven, from the one before that of the grid's first Monday."""
    today = clock.today()
    first = (today - timedelta(days=today.weekday())).replace(day=1)
    months = [(first - timedelta(days=1)).replace(day=1)]
    while len(months) < 7:
        months.append((months[-1] + timedelta(days=32)).replace(day=1))
    return months


async def _percent(month: date) -> int:
    """Rooms of stays in each opened night of the month, of 50 rooms in the house."""
    until = (month + timedelta(days=32)).replace(day=1)
    listed = ", ".join(f"'{state}'" for state in TAKING)
    taken = await fetch(
        "SELECT COALESCE(SUM(n.contracted_rooms), 0) AS rooms FROM stay_nights n "
        f"JOIN stays s ON s.id = n.stay_id WHERE n.date >= $1 AND n.date < $2 AND s.state IN ({listed})",
        month, until,
    )  # fmt: skip
    opened = await fetch(
        "SELECT COUNT(DISTINCT date) AS days FROM nights WHERE date >= $1 AND date < $2",
        month,
        until,
    )
    rooms = 50 * int(opened[0]["days"])
    return 100 * int(taken[0]["rooms"]) // rooms if rooms else 0


TABS = {
    "In progress": ("held", "submitted", "confirmed", "in_house", "departed", "no_show", "reconciled", "cancelled"),
    "Held": ("held",), "Waiting for the base": ("submitted", "inquiry"),
    "Confirmed and in house": ("confirmed", "in_house"),
    "To square": ("departed", "no_show", "reconciled", "cancelled"),
    "Finished": ("settled", "declined", "expired"),
}  # fmt: skip


async def test_the_unions_tabs(week: Any, client: Client) -> None:
    await sign_in_as(client, week.union.viewer)
    tabs = _tabs((await client.get("/en/union")).text)
    # A hold whose time is over is shown as ended before the sweep has come by.
    rows = await fetch("SELECT state, hold_expires_at FROM stays")
    states = ["expired" if row["state"] == "held" and _is_over(row) else row["state"] for row in rows]  # fmt: skip
    wanted = {name: sum(one in own for one in states) for name, own in TABS.items()}

    assert tabs == {**wanted, "All": len(states)}
    assert (wanted["Confirmed and in house"], wanted["Finished"]) == (4, 1)


def _is_over(row: dict[str, Any]) -> bool:
    ends = str(row["hold_expires_at"])
    return ends[:19].replace("T", " ") <= f"{clock.now():%Y-%m-%d %H:%M:%S}"


def _tabs(page: str) -> dict[str, int]:
    listed = between(page, 'aria-label="Groups by state"', "</nav>")
    found = re.findall(r"<a [^>]*>(.*?)<span class=\"count\">(\d+)</span>", listed, re.DOTALL)
    return {plain(words): int(count) for words, count in found}


async def test_the_money_at_the_head_of_payments_is_the_ledgers(week: Any, client: Client) -> None:
    """One paid in full and then cancelled, one in part, of the two that are due; the others owe all."""
    finance = week.place.operator.finance
    rows = await fetch("SELECT c.public_id, c.minor, s.public_id AS stay FROM charges c JOIN stays s ON s.id = c.stay_id WHERE s.state = 'confirmed' ORDER BY s.check_in DESC")  # fmt: skip
    for row, paid in ((rows[0], rows[0]["minor"]), (rows[1], 500_00)):
        await money.record_receipt(
            row["public_id"], amount=Money(paid), received_on=clock.today(), voucher=f"示例 {paid}",
            by=finance,
        )  # fmt: skip
    stay = str(rows[0]["stay"])
    fee = (await week.books.get(f"/stays/{stay}/cancellation")).json()["fee"]
    await _done(week.books, f"/stays/{stay}/cancellation", {"fee_seen": {"minor": fee["minor"]}})

    await sign_in_as(client, finance)
    page = (await client.get("/en/operator/money")).text
    late = "AND a.subject IN (SELECT public_id FROM charges WHERE due_on < $2)"
    received = await fetch("SELECT SUM(minor) AS minor FROM receipts WHERE withdrawn_at IS NULL")
    wanted = {
        "still owed, yuan": await _ledger("receivable"),
        "of this overdue": await _ledger("receivable", late, clock.today()),
        "to pay back": -await _ledger("refund_due"), "received": int(received[0]["minor"]),
    }  # fmt: skip

    assert {label: _fen(page, label) for label in wanted} == wanted
    assert all(wanted.values())


async def _ledger(kind: str, narrowed: str = "", *more: Any) -> int:
    rows = await fetch(
        "SELECT COALESCE(SUM(p.minor), 0) AS minor FROM postings p JOIN accounts a ON a.id = p.account_id "
        f"WHERE a.kind = $1 {narrowed}",
        kind, *more,
    )  # fmt: skip
    return int(rows[0]["minor"])


async def test_how_the_requests_of_this_month_were_answered(week: Any, client: Client) -> None:
    """A no of today is one more, whatever the days before belong to."""
    page = await _seen(client, week.place.operator.sales)
    before = await _answers()
    assert _answered(page) == before
    asked = await _held(week.books, week.place, 35, 2, 4)
    await _done(week.books, f"/stays/{asked}/submission", {"agreed": True})
    await _done(week.answers, f"/stays/{asked}/declination", {"reason": "other"})

    after = await _answers()
    assert _answered(await _seen(client, week.place.operator.sales)) == after
    assert after == (before[0] + 1, before[1] + 1, before[2] + 1)


async def _seen(client: Client, who: Any) -> str:
    await sign_in_as(client, who)
    return (await client.get("/en/operator")).text


def _answered(page: str) -> tuple[int, int, int]:
    """Within a day, of so many; declined."""
    shown = plain(between(page, "Answers of this month", "</section>"))
    found = re.search(r"Within 24 hours (\d+) / (\d+) Declined, with a reason (\d+)", shown)
    return (int(found[1]), int(found[2]), int(found[3])) if found else (0, 0, 0)


async def _answers() -> tuple[int, int, int]:
    """From the events, stay by stay: when it was submitted, when somebody answered, and how."""
    month = clock.at(clock.today().replace(day=1), time())
    quick = answered = declined = 0
    for stay in await fetch("SELECT DISTINCT stay_id AS id FROM stay_events"):
        told = await fetch("SELECT act, at FROM stay_events WHERE stay_id = $1 ORDER BY id", stay["id"])  # fmt: skip
        at = {row["act"]: datetime.fromisoformat(str(row["at"])) for row in told}
        asked, answer = at.get("submitted"), at.get("accepted") or at.get("declined")
        if asked and answer and asked >= month:
            answered += 1
            quick += answer - asked <= timedelta(hours=24)
            declined += "declined" in at
    return quick, answered, declined


async def test_a_quotas_use_is_the_workers_of_the_trips(week: Any, client: Client) -> None:
    host = await make_federation()
    await make_quota(host)
    await sign_in_as(client, week.union.viewer)
    shown = plain((await client.get("/en/union/quotas")).text)
    used, held = await _workers((*PROMISED, "departed")), await _workers(("held", "submitted"))

    assert f"Used {used} · held {held} · limit 100" in shown
    assert f"{100 - used - held} left" in shown
    assert used
    assert held
    await sign_in_as(client, host.viewer)
    row = next(row for row in rows_of((await client.get("/en/federation/quotas")).text) if "示例名额" in row[0])  # fmt: skip
    assert {str(used), str(held), str(100 - used - held)} <= set(row)


async def _workers(states: Sequence[str]) -> int:
    """Of trips that begin within the quota's two years."""
    listed = ", ".join(f"'{state}'" for state in states)
    rows = await fetch(
        "SELECT COALESCE(SUM(p.workers), 0) AS workers FROM stays s JOIN parties p ON p.trip_id = s.trip_id "
        f"WHERE s.check_in >= $1 AND s.state IN ({listed})",
        clock.today().replace(month=1, day=1),
    )  # fmt: skip
    return int(rows[0]["workers"])


async def test_the_bases_that_have_returned(week: Any, client: Client) -> None:
    await _established()
    host = await make_federation()
    today = clock.today()
    month = (today.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    for returned in (0, 1):
        await sign_in_as(client, host.viewer)
        page = (await client.get("/en/federation/figures/returns")).text
        rows = await fetch("SELECT DISTINCT site_id FROM monthly_returns WHERE month = $1", date.fromisoformat(f"{month}-01"))  # fmt: skip
        assert f"{len(rows)} of 2 bases have returned" in page
        assert len(rows) == returned
        await sign_in_as(client, week.place.operator.sales)
        path = f"/operator/receptions/returns/{week.place.code}/{month}"
        await client.submit(path, f"{path}/confirmation")


def _fen(page: str, label: str) -> int:
    shown = plain(between(page, f"<dt>{label}</dt>", "</dd>"))
    return round(float(shown.replace(",", "")) * 100)


def _figure(page: str, label: str) -> int:
    return int(plain(between(page, f"<dt>{label}</dt>", "</dd>")))
