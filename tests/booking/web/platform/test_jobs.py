"""The jobs page: for the platform's operator alone, and a dead letter is started again from it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from booking.web.platform.job_words import SWEEPS
from sites.foundation import clock, health, outbox
from sites.foundation.database import transaction
from sites.foundation.outbox import ATTEMPTS, OutboxRow
from tests.factories.people import (
    make_federation,
    make_operator,
    make_platform,
    make_union,
    sign_in_as,
)
from tests.pages import between, plain, rows_of

HOME = "/platform/jobs"
RESTART = f"{HOME}/restart"


@transaction
async def post(topic: str, **payload: Any) -> None:
    await outbox.post(topic, payload)


async def dead(topic: str, **payload: Any) -> int:
    await post(topic, **payload)
    row = await OutboxRow.all().order_by("-id").first()
    assert row
    await OutboxRow.filter(id=row.id).update(
        attempts=ATTEMPTS, dead_at=clock.now(), last_error="TimeoutError"
    )
    return row.id


@pytest.fixture
async def operator(client: Any) -> Any:
    platform = await make_platform()
    await sign_in_as(client, platform.administrator)
    return client


async def test_it_shows_what_waits_runs_and_failed(operator: Any) -> None:
    await post("stay.moved", event_id=1)
    await post("stay.moved", event_id=2)
    await outbox.lease(1)
    await dead("mail.link", link_id=77, sealed="v1:k1:secret")
    await health.note_sweep("expire_holds", found=41)
    await health.beat("here-1")
    with clock.moved_to(clock.now() - timedelta(minutes=5)):
        await health.beat("there-2")
    page = (await operator.get(f"/en{HOME}")).text

    assert "<dd>1</dd>" in page.replace(" ", "").replace("\n", "")
    assert "Write a letter with a one-time link" in page
    assert "link_id 77" in page
    assert "TimeoutError" in page
    assert "secret" not in page
    assert "41" in page
    assert (
        page.index("here-1") < page.index("at work") < page.index("there-2") < page.index("silent<")
    )


async def test_the_numbers_at_its_head_are_the_rows_of_the_queue(operator: Any) -> None:
    for number in range(6):
        await post("stay.moved", event_id=number)
    for number in range(3):
        await dead("mail.link", link_id=number)
    first, second = await outbox.lease(2)
    await outbox.give_back(first, error="TimeoutError")
    await outbox.finish(second)
    await outbox.lease(1)
    page = (await operator.get(f"/en{HOME}")).text

    now = clock.now()
    rows = await OutboxRow.all().values()
    live = [row for row in rows if row["done_at"] is None and row["dead_at"] is None]
    due = [row for row in live if row["due_at"] <= now]
    leased = [row for row in due if row["leased_until"] and row["leased_until"] > now]
    wanted = {
        "waiting": len(due) - len(leased), "running": len(leased),
        "to be tried again": sum(row["due_at"] > now and row["attempts"] > 0 for row in live),
        "failed for good": sum(row["dead_at"] is not None for row in rows),
    }  # fmt: skip
    assert {label: _figure(page, label) for label in wanted} == wanted
    assert wanted == {"waiting": 3, "running": 1, "to be tried again": 1, "failed for good": 3}


async def test_the_oldest_that_waits_is_the_first_due_row_that_nobody_has_taken(
    operator: Any,
) -> None:
    now = clock.now()
    for hours in (9, 7, 5, 1):
        await post("stay.moved", event_id=hours)
        row = await OutboxRow.all().order_by("-id").first()
        await OutboxRow.filter(id=row.id).update(due_at=now - timedelta(hours=hours))
    await outbox.lease(1)
    page = plain((await operator.get(f"/en{HOME}")).text)
    rows = await OutboxRow.filter(done_at=None, dead_at=None).values()
    free = [row["due_at"] for row in rows if row["due_at"] <= now and not row["leased_until"]]

    assert f"The oldest has waited since {_moment(min(free))}." in page
    assert len(free) == 3


async def test_sweeps_and_processes_are_the_rows_that_they_left(operator: Any) -> None:
    found = {"expire_holds": 41, "close_pools": 0, "remind_of_payments": 1207}
    for number, (name, count) in enumerate(found.items()):
        with clock.moved_to(clock.now() - timedelta(hours=number)):
            await health.note_sweep(name, found=count)
    for seconds in (0, 40, 50, 300):
        with clock.moved_to(clock.now() - timedelta(seconds=seconds)):
            await health.beat(f"here-{seconds}")
    now = clock.now()
    page = (await operator.get(f"/en{HOME}")).text
    swept, alive = rows_of(between(page, "<h2>Sweeps</h2>", "</section>")), rows_of(between(page, "<h2>Background processes</h2>", "</section>"))  # fmt: skip
    runs = await health.SweepRun.all().values()
    beats = await health.Heartbeat.all().values()

    assert sorted(row for row in swept if row[1] != "not run yet") == sorted(
        [plain(SWEEPS[run["name"]]), _moment(run["ran_at"]), f"{run['found']:,}"] for run in runs
    )
    assert len([row for row in swept if row[1] != "not run yet"]) == len(found)
    assert {row[0]: row[1:] for row in alive} == {
        beat["name"]: [_moment(beat["beaten_at"]), "silent" if (now - beat["beaten_at"]).total_seconds() > 45 else "at work"]
        for beat in beats
    }  # fmt: skip
    assert {row[2] for row in alive} == {"silent", "at work"}


def _moment(value: datetime) -> str:
    local = value.astimezone(clock.SHANGHAI)
    return f"{local.day} {local:%B %Y, %H:%M}"


def _figure(page: str, label: str) -> int:
    return int(plain(between(page, f"<dt>{label}</dt>", "</dd>")))


async def test_a_dead_letter_is_started_again_once(operator: Any) -> None:
    first, second = await dead("mail.send", letter_id=1), await dead("mail.send", letter_id=2)
    answer = await operator.submit(HOME, RESTART, row=str(first))
    assert answer.status_code == 303
    assert [letter.id for letter in await outbox.dead_letters()] == [second]
    assert [letter.id for letter in await outbox.lease(5)] == [first]
    again = await operator.submit(HOME, RESTART, row=str(first))
    assert again.status_code == 404


async def test_all_are_started_again_at_once(operator: Any) -> None:
    for number in range(3):
        await dead("mail.send", letter_id=number)
    answer = await operator.submit(HOME, RESTART, row="0")

    assert answer.status_code == 303
    assert (await outbox.state()).dead == 0
    assert (await outbox.state()).waiting == 3


@pytest.mark.parametrize("row", ["-1", "x", "", "99999", str(2**31), "1e3", "\x00"])
async def test_a_row_that_is_none_is_unknown(operator: Any, row: str) -> None:
    await dead("mail.send", letter_id=1)
    answer = await operator.submit(HOME, RESTART, row=row)

    assert answer.status_code == 404
    assert (await outbox.state()).dead == 1


async def test_nobody_else_sees_or_starts_anything(new_client: Any) -> None:
    row = await dead("mail.send", letter_id=1)
    union, base, host = await make_union(), await make_operator(), await make_federation()
    for actor in (union.administrator, base.administrator, host.administrator):
        client = new_client()
        await sign_in_as(client, actor)
        assert (await client.get(HOME)).status_code == 403
        assert (await client.submit("/sites", RESTART, row=str(row))).status_code == 403
    assert (await new_client().get(HOME)).status_code == 303
    assert (await outbox.state()).dead == 1


async def test_an_empty_house_says_so(operator: Any) -> None:
    page = (await operator.get(f"/en{HOME}")).text

    assert "No job has failed every attempt." in page
    assert "No worker runs." in page
    assert (await operator.get("/platform")).headers["location"] == HOME


async def test_a_job_that_failed_and_comes_again_is_counted_neither_waiting_nor_dead(
    operator: Any,
) -> None:
    await post("stay.moved", event_id=1)
    [letter] = await outbox.lease(1)
    await outbox.give_back(letter, error="TimeoutError")
    state = await outbox.state()
    assert (state.waiting, state.running, state.again, state.dead) == (0, 0, 1, 0)
    assert "to be tried again" in (await operator.get(f"/en{HOME}")).text
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        due = await outbox.state()
    assert (due.waiting, due.again) == (1, 0)
