"""Events are told to the address that listens: signed, again until it says yes, wrongly where that is asked for."""

import asyncio
import hashlib
import hmac
import json
from contextlib import suppress
from typing import Any

import httpx

from scheduler.double import checkout, refunds
from scheduler.double.faults import Faults
from scheduler.double.store import Store, Thing

LOOK, SECONDS, TRIES, UNDER_WAY = 0.2, 10, 8, 5


def signature(body: str, *, secret: str, at: int) -> str:
    mac = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={at},v1={mac}"


def body_of(event: Thing) -> str:
    return json.dumps(event, separators=(",", ":"))


class Teller:
    """Tells what waits, at first at once and then with growing pauses."""

    def __init__(self, store: Store, faults: Faults, *, to: str, secret: str) -> None:
        self.store = store
        self.faults = faults
        self.to = to
        self.secret = secret
        self.again: list[tuple[int, int, str]] = []

    async def keep_telling(self) -> None:
        while True:
            with suppress(Exception):  # whatever is wrong with one turn is not wrong with the next
                await self.turn()
            await asyncio.sleep(LOOK)

    async def turn(self) -> None:
        checkout.end_overdue(self.store)
        refunds.settle_older(self.store, UNDER_WAY)
        if self.faults.is_silent or not self.to:
            return
        fresh, self.store.untold = self.faults.told(self.store.untold), []
        for named in fresh:
            await asyncio.sleep(self.faults.delay)
            await self._tell(named, attempt=1)
        await self._tell_again()

    async def _tell_again(self) -> None:
        now = self.store.now()
        due = [one for one in self.again if one[0] <= now]
        self.again = [one for one in self.again if one[0] > now]
        for _at, attempt, named in due:
            await self._tell(named, attempt=attempt)

    async def _tell(self, named: str, *, attempt: int) -> None:
        event = self.store.get("event", named)
        if not await self._took(event) and attempt < TRIES:
            self.again.append((self.store.now() + 2**attempt, attempt + 1, named))

    async def _took(self, event: Thing) -> bool:
        body = body_of(event)
        headers: dict[str, Any] = {
            "Stripe-Signature": signature(body, secret=self.secret, at=self.store.now()),
            "Content-Type": "application/json; charset=utf-8",
        }
        async with httpx.AsyncClient(trust_env=False, timeout=SECONDS) as client:
            try:
                answered = await client.post(self.to, content=body, headers=headers)
            except httpx.HTTPError:
                return False
        return answered.is_success
