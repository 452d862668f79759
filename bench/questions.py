"""What is asked: the pages by name, and one hold among many dates and bases."""

import json
import uuid
from datetime import timedelta
from itertools import count
from typing import Any

from sites.foundation import clock

NIGHTS, ROOMS, HEADS = 4, 8, 16
HOLD = "/api/v1/stays"
DAY = clock.today() + timedelta(days=45)
PAGES = {
    "page_home": "/",
    "page_results": f"/sites?check_in={DAY.isoformat()}&nights={NIGHTS}&heads=36",
    "page_site": f"/sites/HS-01-003?check_in={DAY.isoformat()}&nights={NIGHTS}&heads=36",
}
_numbers = count(1)


def never_asked_before(path: str) -> str:
    """The same page under an address of its own, so that nothing drawn earlier answers it."""
    return f"{path}{'&' if '?' in path else '?'}ask={next(_numbers)}"


def hold_asked(program: dict[str, Any], number: int) -> tuple[bytes, dict[str, str]]:
    """Body and headers; each number another base and date, so that holds do not wait for each other."""
    sites = program["sites"]
    order = {
        "site": sites[number % len(sites)], "package": "CARE",
        "check_in": (clock.today() + timedelta(days=20 + number * 7 % 150)).isoformat(),
        "nights": NIGHTS, "rooms": {"TWIN": ROOMS}, "heads": {"workers": HEADS},
    }  # fmt: skip
    return json.dumps(order).encode(), {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {program['token']}",
        "Idempotency-Key": uuid.uuid4().hex,
    }
