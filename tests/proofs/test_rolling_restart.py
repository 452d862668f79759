"""The deployment as compose.yaml has it, each process restarted in turn under load: nothing fails, is lost or doubled."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from booking.insights.invariants import recount
from booking.people.models import Organisation
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation.identifiers import public_id
from sites.foundation.outbox import OutboxRow
from sites.listings import RoomTypeDraft
from tests.databases import settings_environment
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place
from tests.factories.programs import token_for
from tests.scheduler.commands import tongxin_process
from tests.servers import lifetime
from tests.servers.compose import Nginx, services
from tests.servers.processes import Tongxin

EVERY_NTH_IS_A_HOLD = 5


@dataclass
class Told:
    """How requests ended, and the ids of the holds that were answered with 201."""

    statuses: Counter[str] = field(default_factory=Counter)
    held: list[str] = field(default_factory=list)


@pytest.mark.proof
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_rolling_restart_fails_no_request_and_loses_nothing(
    database: str, redis_url: str, tmp_path: Path, tongxin: Callable[..., Tongxin], proof: Any
) -> None:
    seconds = proof.size("restart_seconds", small=6, full=60)
    rate = proof.size("requests_a_second", small=50, full=50)
    environment = {
        **settings_environment(database, tmp_path), "REDIS_URL": redis_url, "LOG_LEVEL": "WARNING",
        "TRUSTED_PROXIES": "127.0.0.1", "REQUESTS_PER_MINUTE": "1000000",
    }  # fmt: skip
    ask = await _questions()
    webs, workers = _started(tongxin, environment, tmp_path)
    with Nginx(tmp_path, upstreams={at: int(one.env["PORT"]) for at, one in webs.items()}) as proxy:  # fmt: skip
        assert lifetime.until(lambda: _answers(proxy.url), within=20)
        async with _load(proxy.url, ask, rate=rate) as told:
            for one in [*webs.values(), *workers] * (1 if seconds < 30 else 2):
                await asyncio.to_thread(one.stop)
                await asyncio.to_thread(one.start)
                await asyncio.sleep(max(0.2, seconds / 12))

    assert set(told.statuses) == {"200", "201"}
    assert told.statuses["201"] == len(set(told.held)) == await Stay.all().count()
    assert await _all_done()
    assert await recount() == []
    proof.found(requests=sum(told.statuses.values()), failed=0, held=len(told.held))


def _started(
    tongxin: Callable[..., Tongxin], environment: dict[str, str], folder: Path
) -> tuple[dict[str, Tongxin], list[Tongxin]]:
    """Every service of the file that runs the program: its own words, one process for each copy; webs by their address."""
    webs: dict[str, Tongxin] = {}
    workers: list[Tongxin] = []
    for service in services():
        if service.words == ("migrate",):
            assert tongxin_process(*service.words, folder=folder, **environment).returncode == 0
        elif service.words[0] == "serve":
            webs[service.address] = tongxin(*service.words, env=environment)
        else:
            workers += [tongxin(*service.words, env=environment) for _ in range(service.copies)]
    assert (len(webs), len(workers)) == (2, 2)
    return webs, workers


async def _questions() -> Callable[[int], httpx.Request]:
    """The n-th request: mostly a page, now and then a hold of its own."""
    rooms = (RoomTypeDraft(TWIN, "双床房", "Twin room", 2, 5000),)
    place, union = await make_place(room_types=rooms, reception_limit=100_000), await make_union()
    await Organisation.filter(id=union.organisation).update(hold_limit=100_000)
    token = await token_for(union)

    def question(number: int) -> httpx.Request:
        day = (clock.today() + timedelta(days=10 + number % 100)).isoformat()
        if number % EVERY_NTH_IS_A_HOLD:
            return httpx.Request("GET", f"http://x/sites?check_in={day}&nights=2")
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": public_id()}
        order = {"site": place.code, "package": "CARE", "check_in": day, "nights": 2,
                 "rooms": {"TWIN": 2}, "heads": {"workers": 4}}  # fmt: skip
        return httpx.Request("POST", "http://x/api/v1/stays", json=order, headers=headers)

    return question


@asynccontextmanager
async def _load(url: str, ask: Callable[[int], httpx.Request], *, rate: int) -> AsyncIterator[Told]:
    """So many requests a second, whether earlier ones were answered or not, while the block runs."""
    told, over, sent = Told(), asyncio.Event(), []
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=30) as client:

        async def send(number: int) -> None:
            asked = ask(number)
            try:
                answer = await client.request(
                    asked.method, asked.url.raw_path.decode(), content=asked.content,
                    headers={k: v for k, v in asked.headers.items() if k not in ("host", "content-length")},
                )  # fmt: skip
            except httpx.HTTPError as fault:
                told.statuses[type(fault).__name__] += 1
                return
            told.statuses[str(answer.status_code)] += 1
            if answer.status_code == 201:
                told.held.append(answer.json()["id"])

        async def press() -> None:
            while not over.is_set():
                sent.append(asyncio.create_task(send(len(sent) + 1)))
                await asyncio.sleep(1 / rate)

        pressing = asyncio.create_task(press())
        try:
            yield told
        finally:
            over.set()
            await pressing
            await asyncio.gather(*sent)


async def _all_done() -> bool:
    """The workers take what is left; nothing of it is given up."""
    for _ in range(200):
        if not await OutboxRow.filter(done_at=None).exists():
            return True
        await asyncio.sleep(0.1)
    return False


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
