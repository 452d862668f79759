"""Row 13 of the catalogue of bad input. Every act wants the token of its own form: without one, with a wrong one or another's it does nothing."""

from typing import Any

import pytest

from sites.foundation import shield
from tests.house.routes.conftest import SECRET, Enter
from tests.house.routes.digest import changed, digest
from tests.house.routes.map import Address, addresses, app_of
from tests.house.routes.test_routes import values_for
from tests.house.routes.world import World

TOKENS = {
    "none": None,
    "empty": "",
    "nonsense": "0123456789abcdef.0123456789",
    "not ascii": "令牌.令牌",
    "another session's": shield.token_for("another session", secret=SECRET),
    "another secret's": shield.token_for("v" * 22, secret="t" * 64),
}


async def test_no_act_is_done_without_the_token_of_its_form(
    world: World, enter: Enter, client: Any, database: str
) -> None:
    visitors = {name: await enter(actor) for name, actor in world.people()}
    persons = dict(world.people())
    nobody = await enter(None)
    before = digest(database)
    for one in _acts(client):
        name = next((n for n, a in persons.items() if a.may(one.needs) and one.is_of(a)), None)
        visitor = visitors[name] if name else nobody
        address = one.filled(values_for(world, persons.get(name or "")))
        for kind, token in TOKENS.items():
            fields = {} if token is None else {"csrf": token}
            answer = await visitor.client.post(address, data=fields)
            assert answer.status_code == 403, f"{one.path} with {kind}: {answer.status_code}"
    assert changed(before, digest(database)) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8000.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_sound_token_from_a_foreign_page_does_nothing(
    world: World, enter: Enter, database: str, headers: dict[str, str]
) -> None:
    visitor = await enter(world.union_a.administrator)
    before = digest(database)

    answer = await visitor.client.post(
        f"/union/stays/{world.a['named']}/messages",
        data={"csrf": visitor.token, "text": "示例"}, headers=headers,
    )  # fmt: skip

    assert answer.status_code == 403
    assert changed(before, digest(database)) == []


async def test_with_its_token_the_same_act_is_done(
    world: World, enter: Enter, database: str
) -> None:
    """The control: what was refused above fails for its token alone."""
    visitor = await enter(world.union_a.administrator)
    before = digest(database)

    answer = await visitor.post(f"/union/stays/{world.a['named']}/messages", text="示例")

    assert answer.status_code == 303
    assert "messages" in changed(before, digest(database))


# What the payment provider sends is signed by it: tests/booking/web/test_provider.py.
SIGNED = {"/webhooks/stripe"}


def _acts(client: Any) -> list[Address]:
    forms = (one for one in addresses(app_of(client)) if one.writes and not one.is_api)
    return [one for one in forms if one.path not in SIGNED]
