"""A quota opens, and its organisers come within a minute: never more than there is, nobody too early, each answered."""

import asyncio
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from booking.people.models import Organisation
from booking.quotas.models import QuotaClaim
from sites.foundation import clock
from sites.listings import RoomTypeDraft
from tests.databases import settings_environment
from tests.factories.people import HANGZHOU, make_federation, make_union, session_of
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import change, make_quota, numbers
from tests.servers.processes import Tongxin

FEWEST, MOST, EACH_ON_AVERAGE = 10, 40, 20


@dataclass
class Told:
    """How the holds ended, and how long each was answered, in milliseconds."""

    statuses: Counter[int] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    held: int = 0


@dataclass(frozen=True)
class Organiser:
    """One of a union of its own, at a machine of its own, with the form open."""

    client: httpx.AsyncClient
    form: dict[str, str]
    workers: int


@pytest.mark.proof
async def test_when_a_quota_opens_nobody_gets_more_than_there_is_or_gets_it_too_early(
    database: str, tmp_path: Path, tongxin: Callable[..., Tongxin], proof: Any
) -> None:
    count = proof.size("quota_rush_organisers", small=16, full=300)
    seconds = proof.size("quota_rush_seconds", small=0, full=60)
    dice, ceiling = Random(300), count * EACH_ON_AVERAGE
    host, places = await make_federation(), [await _place() for _ in range(3)]
    later = clock.now() + timedelta(hours=1)
    quota = await make_quota(host, ceiling=ceiling, origin_code=HANGZHOU, opens_at=later)
    web = tongxin("serve", env={**settings_environment(database, tmp_path), "LOG_LEVEL": "WARNING"})
    organisers = [
        await _organiser(web.url, dice.choice(places), dice.randint(FEWEST, MOST), number)
        for number in range(count)
    ]
    early = Told()
    await asyncio.gather(*(_hold(one, early) for one in organisers[:5]))
    assert early.statuses == Counter({409: 5})

    opened = clock.now()
    await change(quota, opens_at=opened)
    told = Told()
    await asyncio.gather(*(_hold(one, told, after=dice.uniform(0, seconds)) for one in organisers))

    for one in organisers:
        await one.client.aclose()
    rows = await QuotaClaim.filter(released_at=None).values("amount", "made_at")
    taken = sum(row["amount"] for row in rows)
    assert set(told.statuses) <= {303, 409}
    assert taken == told.held == (await numbers(quota))[1] <= ceiling
    assert _first(rows) >= opened
    proof.found(
        organisers=count, seconds=seconds, places=ceiling, taken=taken, held=told.statuses[303],
        refused=told.statuses[409], median_ms=round(statistics.median(told.took)),
        p95_ms=round(sorted(told.took)[int(0.95 * len(told.took))]), slowest_ms=round(max(told.took)),
    )  # fmt: skip


def _first(rows: list[dict[str, Any]]) -> datetime:
    found: datetime = min(row["made_at"] for row in rows)
    return found


async def _place() -> SimpleNamespace:
    rooms = (RoomTypeDraft(TWIN, "双床房", "Twin room", 2, 5000),)
    return await make_place(room_types=rooms, reception_limit=100_000)


async def _organiser(url: str, place: SimpleNamespace, workers: int, number: int) -> Organiser:
    union = await make_union()
    await Organisation.filter(id=union.organisation).update(hold_limit=100)
    # Each comes from an address of its own: the program's limits for one address stay as they are.
    # Connections are not kept: one that the server closes just as the rush begins would be a fault of the test.
    way = httpx.AsyncHTTPTransport(
        local_address=f"127.0.{1 + number // 200}.{1 + number % 200}",
        limits=httpx.Limits(max_keepalive_connections=0),
    )
    client = httpx.AsyncClient(transport=way, base_url=url, trust_env=False, timeout=60)
    client.cookies.set("session", await session_of(union.organiser))
    drawn = await client.get("/union/hold", params={"site": place.code})
    hidden = dict(re.findall(r'name="(csrf|key)"[^>]*value="([^"]+)"', drawn.text))
    day = clock.today() + timedelta(days=20 + number % 30)
    fields = {
        "site": place.code, "package": "CARE", "check_in": day.isoformat(), "nights": "2",
        "workers": str(workers), "kind": "option", "rooms-TWIN": str(-(-workers // 2)),
    }  # fmt: skip
    return Organiser(client, {**fields, **hidden}, workers)


async def _hold(one: Organiser, told: Told, *, after: float = 0) -> None:
    if after:  # the minute of the full size; the small one is all at once
        await asyncio.sleep(after)
    begun = time.perf_counter()
    answer = await one.client.post("/union/hold", data=one.form)
    told.took.append((time.perf_counter() - begun) * 1000)
    told.statuses[answer.status_code] += 1
    told.held += one.workers if answer.status_code == 303 else 0
