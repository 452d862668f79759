"""Sending what nobody should send, and seeing that it did no harm: words, no row, no trace, no value in the logs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import quote_plus

import structlog
from structlog.testing import capture_logs

from scheduler.demo.credit_codes import GRASSROOTS_UNION, credit_code
from sites.foundation import clock
from tests.house.routes.conftest import Visitor
from tests.house.routes.digest import changed, digest
from tests.house.routes.world import World

# Tries at the door are counted whether they succeed or not.
COUNTED = {"sign_in_tries"}
PLANTED = "planted8842"


@contextmanager
def harmless(database: str, *, planted: str = PLANTED) -> Iterator[None]:
    """Whatever the block sends, no row is written but counted tries, and no log line has the planted value."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    before = digest(database)
    with capture_logs() as logged:
        yield
    assert set(changed(before, digest(database))) <= COUNTED, changed(before, digest(database))
    assert planted not in repr(logged)


async def refuses(
    visitor: Visitor, database: str, path: str, *, planted: str = PLANTED, status: int = 422,
    **fields: Any,
) -> Any:  # fmt: skip
    """Send the form; it is answered with a page of words and this status, and nothing happens."""
    with harmless(database, planted=planted):
        answer = await visitor.post(path, **fields)
    assert answer.status_code == status, f"{path} {fields}: {answer.status_code}"
    assert_told(answer)
    return answer


def assert_told(answer: Any) -> None:
    assert "<h1" in answer.text
    assert "Traceback" not in answer.text


async def send_bytes(visitor: Visitor, path: str, body: bytes, *, token: bool = True) -> Any:
    """A form as raw bytes, for what no client would encode."""
    head = f"csrf={quote_plus(visitor.token)}&".encode() if token else b""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return await visitor.client.post(path, content=head + body, headers=kind)


def hold_form(world: World, **changes: str) -> dict[str, str]:
    """A sound hold of sixteen workers in eight twins, four months from now."""
    made = {
        "site": world.place_x.code, "check_in": str(clock.today() + timedelta(days=120)), "nights": "2",
        "workers": "16", "kind": "option", "rooms-TWIN": "8", "contact": "示例", "package": "CARE",
    }  # fmt: skip
    return {**made, **changes}


def sign_up_form(**changes: str) -> dict[str, str]:
    made = {
        "credit_code": credit_code(9901, kind=GRASSROOTS_UNION, region_code="330100"),
        "name": "示例新工会", "region_code": "330100", "unit_kind": "enterprise", "contact": "示例",
        "email": "new@example.test", "password": "four words on paper",
    }  # fmt: skip
    return {**made, **changes}
