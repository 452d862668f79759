"""How long answers took, on the desk, beside a second question to the events alone."""

import re
from datetime import date, datetime, time, timedelta

from booking import stays
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import held
from tests.pages import between, plain


def _tenth() -> date:
    """Of next month: whatever day the test runs on, the story lies within one month."""
    return (clock.today().replace(day=1) + timedelta(days=32)).replace(day=10)


async def test_the_mean_time_to_an_answer_runs_from_submission_to_the_first_answer(
    database: str, client: Client
) -> None:
    place, day = await make_place(), _tenth()
    for hours, minutes, say in ((1, 10, stays.accept), (26, 0, stays.accept), (3, 20, _refuse)):
        story = await held(place=place, starts_in=90, nights=2, heads=Heads(4), rooms={TWIN: 2})
        await _moved_to_submission(story.number, day)
        with clock.moved_to(clock.at(day, time(9))):
            await stays.submit(story.id, by=story.union.organiser)
        with clock.moved_to(clock.at(day, time(9)) + timedelta(hours=hours, minutes=minutes)):
            await say(story.id, by=place.operator.sales)
    with clock.moved_to(clock.at(day, time(9)) + timedelta(hours=27)):
        await sign_in_as(client, place.operator.sales)
        page = plain(between((await client.get("/en/operator")).text, "Answers of this month", "</section>"))  # fmt: skip
    found = re.search(r"on average (\d+) h (\d+) min Within 24 hours (\d+) / (\d+)", page)
    assert found
    assert [int(part) for part in found.groups()] == [*await _mean(), 2, 3]
    assert await _mean() == [10, 10]


async def _refuse(stay: str, *, by: object) -> None:
    await stays.decline(stay, reason="other", note="", by=by)


async def _moved_to_submission(stay: int, day: date) -> None:
    """The hold lasts until the day of the story."""
    ends = clock.at(day, time(12))
    await fetch("UPDATE stays SET hold_expires_at = $1 WHERE id = $2 RETURNING id", ends, stay)


async def _mean() -> list[int]:
    """Hours and minutes, from the events of each stay."""
    waits = []
    for stay in await fetch("SELECT DISTINCT stay_id AS id FROM stay_events"):
        told = await fetch("SELECT act, at FROM stay_events WHERE stay_id = $1 ORDER BY id", stay["id"])  # fmt: skip
        at = {row["act"]: datetime.fromisoformat(str(row["at"])) for row in told}
        waits.append((at.get("accepted") or at["declined"]) - at["submitted"])
    minutes = sum(waits, timedelta()) / len(waits) // timedelta(minutes=1)
    return [minutes // 60, minutes % 60]
