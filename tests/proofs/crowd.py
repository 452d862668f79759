"""A crowd in processes of its own: what all crowds ask, what is put together of their answers, and what must hold."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from booking.stays.models import Stay, StayNight
from sites.calendar.models import NightClaim, ReceptionClaim

PROCESSES = 4
IN_THE_LOG = "deadlock detected"


async def told_by(module: str, url: str, asked: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each process says; two connections each."""
    two = f"{url}?maxsize=2" if url.startswith("postgres") else url
    return await asyncio.gather(*(_process(module, two, one) for one in asked))


async def _process(module: str, url: str, asked: dict[str, Any]) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, url,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate(json.dumps(asked).encode() + b"\n")
    assert process.returncode == 0, err.decode()[-2000:]
    return dict(json.loads(out))


def together(told: list[dict[str, Any]], name: str) -> Counter[str]:
    whole: Counter[str] = Counter()
    for one in told:
        whole.update(one[name])
    return whole


async def halves() -> list[int]:
    """Stays that hold some of their nights but not all, or places but not rooms."""
    found = []
    for stay in await Stay.filter(state="held"):
        rooms = await NightClaim.filter(holder=stay.public_id, released_at=None).count()
        people = await ReceptionClaim.filter(holder=stay.public_id, released_at=None).count()
        newest = max(await StayNight.filter(stay_id=stay.id).values_list("version", flat=True))
        wanted = await StayNight.filter(stay_id=stay.id, version=newest).count()
        if (rooms, people) != (wanted, (stay.check_out - stay.check_in).days):
            found.append(stay.id)
    return found
