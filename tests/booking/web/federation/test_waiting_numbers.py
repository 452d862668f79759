"""Who waits, in numbers, beside a second question to the entries alone."""

from datetime import timedelta
from typing import Any

from sites.foundation import clock
from sites.foundation.database import fetch
from tests.clients import Client
from tests.factories.people import make_federation, sign_in_as
from tests.factories.waits import full_place, waits
from tests.pages import between, plain, rows_of


async def test_a_group_that_waits_at_two_bases_is_one_group(database: str, client: Client) -> None:
    first, second = await full_place(), await full_place()
    await waits(first, 20, sites=(first.code, second.code))
    await waits(second, 12)
    await _over(await waits(first, 13))

    rows = await fetch("SELECT COUNT(*) AS n FROM waits WHERE state = 'waiting' AND waits_until >= $1", clock.today())  # fmt: skip
    assert int(rows[0]["n"]) == 2
    await sign_in_as(client, (await make_federation()).viewer)
    desk = plain((await client.get("/en/federation")).text)
    page = (await client.get("/en/federation/waiting")).text
    assert "Waiting lists 2 groups wait" in desk
    assert "2 groups wait at 2 bases" in plain(page)
    shown = {row[0]: [int(cell) for cell in row[3:6]] for row in _listed(page)}
    assert shown == {f"Example base {_number(one)}": await _at(one.id) for one in (first, second)}


def _listed(page: str) -> list[list[str]]:
    return rows_of(between(page, "Where groups wait", "</table>"))


def _number(place: Any) -> int:
    return int(place.code.removeprefix("T-"))


async def _over(story: Any) -> None:
    """An entry whose last day to wait is over, which the sweep has not seen yet."""
    yesterday = clock.today() - timedelta(days=1)
    await fetch("UPDATE waits SET waits_until = $1 WHERE id = $2 RETURNING id", yesterday, story.number)  # fmt: skip


async def _at(site_id: int) -> list[int]:
    """Groups, people, and groups that wait nowhere else."""
    rows = await fetch(
        "SELECT w.workers + w.family + w.crew AS heads, "
        "(SELECT COUNT(*) FROM wait_places o WHERE o.wait_id = w.id) AS places "
        "FROM waits w JOIN wait_places p ON p.wait_id = w.id "
        "WHERE p.site_id = $1 AND w.state = 'waiting' AND w.waits_until >= $2",
        site_id, clock.today(),
    )  # fmt: skip
    return [len(rows), sum(int(row["heads"]) for row in rows), sum(int(row["places"]) == 1 for row in rows)]  # fmt: skip
