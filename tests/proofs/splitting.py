"""One process of the split: the whole web application, asked through some of its entrances, round after round.

    python -m tests.proofs.splitting URL FOLDER [unguarded]

Reads a round from each line of its input, `[{"way": "form" | "program" | "sheet", ...}, ...]`, asks all of it at
once, and answers with a line `{"held": [workers, ...], "answers": {"303": n, ...}}`. `unguarded` is the control: claims that read, think and write.
"""

import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2

from asgi import create_app
from booking import TABLES
from booking.quotas import QuotaSpent, claims
from booking.quotas.sheet import columns
from sites.foundation import database as db
from sites.foundation import sealing
from tests.clients import ORIGIN, test_settings
from tests.databases import KEYS
from tests.factories.spreadsheets import workbook

HELD = 303
_seen: dict[int, dict[str, int]] = {}


async def main(url: str, folder: str, *, unguarded: bool) -> None:
    sealing.configure(KEYS)
    await db.connect(url, TABLES)
    app = create_app(test_settings(Path(folder)), database_is_open=True)
    if unguarded:
        claims.move = move_without_guard  # type: ignore[assignment]
    try:
        print(json.dumps("ready"), flush=True)  # noqa: T201
        while line := await asyncio.to_thread(sys.stdin.readline):
            asked = json.loads(line)
            if unguarded:
                await _look()
            print(json.dumps(await _round(app, asked)), flush=True)  # noqa: T201
    finally:
        await db.disconnect()


async def _round(app: Any, asked: list[dict[str, Any]]) -> dict[str, Any]:
    told = [one for way in await asyncio.gather(*(_ask(app, one) for one in asked)) for one in way]
    answers = Counter(str(status) for status, _workers in told)
    held = [workers for status, workers in told if status in {201, 303} and workers]
    return {"held": held, "answers": answers}


async def _ask(app: Any, asked: dict[str, Any]) -> list[tuple[int, int]]:
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        if session := asked.get("session"):
            client.cookies.set("session", session)
        told: list[tuple[int, int]] = await WAYS[asked["way"]](client, asked)
    return told


async def by_form(client: Any, asked: dict[str, Any]) -> list[tuple[int, int]]:
    """Each trip in a tab of its own, all tabs opened before the first is sent; the first is sent twice."""
    tabs = [await _open(client, asked, trip) for trip in asked["trips"]]
    sent = await asyncio.gather(*(_send(client, tab) for tab in (*tabs, tabs[0])))
    workers = [trip["workers"] for trip in asked["trips"]]
    # A no is judged anew: the copy may find the room that a spreadsheet made meanwhile.
    again = 0 if sent[0] == HELD else workers[0]
    return [*zip(sent[:-1], workers, strict=True), (sent[-1], again)]


async def _open(client: Any, asked: dict[str, Any], trip: dict[str, Any]) -> dict[str, str]:
    fields = {
        "site": asked["site"], "package": "CARE", "check_in": asked["day"], "nights": "1",
        "workers": str(trip["workers"]), "programme": trip["programme"], "kind": "option",
        "rooms-TWIN": str(-(-trip["workers"] // 2)),
    }  # fmt: skip
    drawn = await client.get("/union/hold", params={"site": asked["site"]})
    hidden = dict(re.findall(r'name="(csrf|key)"[^>]*value="([^"]+)"', drawn.text))
    return {**fields, **hidden}


async def _send(client: Any, fields: dict[str, str]) -> int:
    return int((await client.post("/union/hold", data=fields)).status_code)


async def by_program(client: Any, asked: dict[str, Any]) -> list[tuple[int, int]]:
    async def order(number: int, trip: dict[str, Any]) -> tuple[int, int]:
        body = {
            "site": asked["site"], "package": "CARE", "check_in": asked["day"], "nights": 1,
            "rooms": {"TWIN": -(-trip["workers"] // 2)}, "heads": {"workers": trip["workers"]},
            "programme": trip["programme"],
        }  # fmt: skip
        headers = {
            "Authorization": f"Bearer {asked['token']}", "Idempotency-Key": f"{asked['round']}-{number}",
        }  # fmt: skip
        answer = await client.post("/api/v1/stays", json=body, headers=headers)
        return answer.status_code, trip["workers"]

    return list(await asyncio.gather(*(order(n, trip) for n, trip in enumerate(asked["trips"]))))


async def by_sheet(client: Any, asked: dict[str, Any]) -> list[tuple[int, int]]:
    """The share gets other sizes, one spreadsheet after the other, each looked at and then confirmed."""
    told = []
    for ceiling in asked["ceilings"]:
        row = {
            "quota": asked["share"],
            "name": "专项",
            "ceiling": ceiling,
            "programme": "front_line",
        }
        names = [column.name for column in columns()]
        data = workbook([[c.head for c in columns()], [row.get(name, "") for name in names]])
        address = "/federation/quotas/import"
        csrf = re.findall(r'name="csrf"[^>]*value="([^"]+)"', (await client.get(address)).text)[0]
        seen = await client.post(address, data={"csrf": csrf}, files={"file": ("q.xlsx", data)})
        drafts = re.findall(r'name="draft" value="([^"]+)"', seen.text)
        answer = seen
        if drafts:
            fields = {"csrf": csrf, "draft": drafts[0], "why": "示例"}
            answer = await client.post(f"{address}/confirmation", data=fields)
        told.append((int(answer.status_code), 0))
    return told


WAYS = {"form": by_form, "program": by_program, "sheet": by_sheet}


async def _look() -> None:
    """Outside the transactions of this round: inside one a reader on SQLite would already have the write lock."""
    rows = await db.fetch("SELECT id, used_here, ceiling - granted AS most FROM quotas")
    _seen.update({row["id"]: {"used": row["used_here"], "most": row["most"]} for row in rows})


async def move_without_guard(amounts: Mapping[int, int]) -> None:
    for quota_id, amount in amounts.items():
        seen = _seen[quota_id]
        if seen["used"] + amount > seen["most"]:
            raise QuotaSpent(quota="", first="", last="", left=0, asked=amount)
        seen["used"] += amount
        await db.change("UPDATE quotas SET used_here = $1 WHERE id = $2", seen["used"], quota_id)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3], unguarded="unguarded" in sys.argv[3:]))
