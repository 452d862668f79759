"""Web, worker and the provider's double as processes of their own, and people who go on whatever is killed beneath them."""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from scheduler.double.telling import body_of, signature
from sites.foundation import clock
from sites.foundation.actor import Actor
from tests.clients import Client
from tests.databases import settings_environment
from tests.factories.people import session_of
from tests.servers import lifetime
from tests.servers.processes import INHERITED

ROOT = Path(__file__).parents[3]
KEY, SECRET = "sk_test_killing", "whsec_killing"
# Nobody answers for so long while a process is started again.
PATIENCE = 240.0
# So long nothing happens before time is moved, and by so much: beyond every lease and every wait for an answer.
STILL, STEP, MOST_STEPS = 1.5, timedelta(minutes=2, seconds=10), 25
# A visit is over after so long, and the next one begins with a session of its own.
VISIT = timedelta(hours=1)

Done = Callable[[], Awaitable[bool]]


class House:
    """`start`, `stop`; `arm(point)` kills a process at it, once."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.port, self.double_port = lifetime.free_port(), lifetime.free_port()
        kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
        self.environment = {
            **kept, **settings_environment(database, folder), "PORT": str(self.port), "LOG_LEVEL": "WARNING",
            "LOG_FORMAT": "json", "PAYMENTS": "twin", "REQUESTS_PER_MINUTE": "100000",
            "STRIPE_API_BASE": self.double, "STRIPE_SECRET_KEY": KEY, "STRIPE_WEBHOOK_SECRET": SECRET,
            "TWIN_KEY": KEY, "TWIN_SECRET": SECRET, "TWIN_PORT": str(self.double_port),
            "TWIN_LISTENER": f"{self.url}/webhooks/stripe",
        }  # fmt: skip
        self.running: list[Any] = []
        self.visitors: dict[int, Visitor] = {}
        self.most_steps = MOST_STEPS
        self.first = clock._shift[0]
        self._write_clock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def double(self) -> str:
        return f"http://127.0.0.1:{self.double_port}"

    def start(self) -> None:
        for kind in ("web", "worker", "double"):
            command = [sys.executable, "-m", "tests.proofs.killing.process", kind, str(self.folder)]
            log = self.folder / f"{kind}.log"
            self.running.append(lifetime.start(command, log=log, cwd=ROOT, env=self.environment))

    async def answers(self) -> None:
        """Wait until web and double do."""
        for address in (f"{self.url}/healthz", f"{self.double}/v1/events"):
            async with Visitor(trust_env=False, timeout=PATIENCE) as stranger:
                await stranger.get(address)

    async def stop(self) -> None:
        for one in self.running:
            lifetime.stop(one)
        for visitor in self.visitors.values():
            await visitor.aclose()
        clock.shift_process(self.first)

    def arm(self, point: str) -> None:
        (self.folder / "armed").write_text(point)

    @property
    def is_armed(self) -> bool:
        return (self.folder / "armed").exists()

    def disarm(self) -> None:
        (self.folder / "armed").unlink(missing_ok=True)

    def blind(self) -> None:
        """From now on the worker looks for nothing that is due: the guard whose absence must be noticed."""
        (self.folder / "blind").touch()

    def passed(self) -> list[str]:
        """Points in the order in which they were passed for the first time; those from before are forgotten."""
        file = self.folder / "passed"
        found = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return list(dict.fromkeys(found))

    def move(self, by: timedelta) -> None:
        """For all processes and for this one."""
        clock.shift_process(clock._shift[0] + by)
        self._write_clock()

    def _write_clock(self) -> None:
        fresh = self.folder / "later.new"
        fresh.write_text(str(clock._shift[0].total_seconds()))
        fresh.rename(self.folder / "later")

    async def as_(self, actor: Actor) -> "Visitor":
        """Somebody at a browser, signed in."""
        there = self.visitors.get(actor.user_id)
        if there is not None and clock.now() - there.since < VISIT:
            return there
        if there is not None:
            await there.aclose()
        made = Visitor(base_url=self.url, trust_env=False, timeout=PATIENCE)
        made.cookies.set("session", await session_of(actor), domain="127.0.0.1")
        made.since = clock.now()
        self.visitors[actor.user_id] = made
        return made

    async def act(
        self, by: Actor, page: str, form: str = "", *, until: Done, files: Any = None, **fields: Any
    ) -> None:
        """Open the page, send its form, and again from the start until it is done."""
        visitor, said = await self.as_(by), ""
        for _ in range(8):
            drawn = await visitor.get(page)
            answer = await visitor.send_form(drawn, form or page, files, fields)
            if await until():
                return
            said = f"{page} {drawn.status_code}; {form} {answer.status_code}"
            self.move(timedelta(minutes=1))
        pytest.fail(f"not done by {said}")

    async def until(self, happened: Done, *, what: str = "") -> None:
        """Look again and again; where nothing moves any more, time does."""
        for _ in range(self.most_steps):
            end = time.monotonic() + STILL
            while time.monotonic() < end:
                if await happened():
                    return
                await asyncio.sleep(0.03)
            self.move(STEP)
        pytest.fail(f"never: {what or happened}")

    async def provider(self, act: str, **given: object) -> dict[str, Any]:
        """What people, banks and time do at the provider."""
        async with Visitor(base_url=self.double, trust_env=False) as stranger:
            answer = await stranger.post(f"/twin/{act}", json=given)
        assert answer.is_success, answer.text
        done: dict[str, Any] = answer.json()
        return done

    async def tell(self, event: dict[str, Any]) -> None:
        """One event of the provider before all others that wait."""
        body = body_of(event)
        signed = signature(body, secret=SECRET, at=int(clock.now().timestamp()))
        headers = {"Stripe-Signature": signed, "Content-Type": "application/json"}
        async with Visitor(base_url=self.url, trust_env=False) as stranger:
            answer = await stranger.post("/webhooks/stripe", content=body, headers=headers)
        assert answer.is_success, answer.text


class Visitor(Client):
    """Where nobody answers any more, the same is sent again, as a person presses again: with the key that the form had."""

    since: datetime

    async def send(self, request: httpx2.Request, **how: Any) -> httpx2.Response:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return await super().send(request, **how)
            except httpx2.TransportError:
                if time.monotonic() > end:
                    raise
                await asyncio.sleep(0.05)

    async def send_form(
        self, drawn: httpx2.Response, path: str, files: Any, fields: dict[str, Any]
    ) -> httpx2.Response:
        """A page that has no such form any more says that it is done."""
        from tests.forms import hidden_of, posting_to

        forms = posting_to(drawn.text, path, page=drawn.url.path)
        if not forms:
            return drawn
        fitting = [form for form in forms if set(fields) <= form.names] or forms
        hidden = fitting[0].hidden or hidden_of(drawn.text)
        return await self.post(path, data={**hidden, **fields}, files=files)
