"""The matrix of the interface for programs: every operation, every kind of token, own ids and foreign ones."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from booking import people
from sites.foundation import clock
from tests.clients import Client
from tests.factories.programs import Program, program
from tests.house.routes.map import Address, addresses, app_of
from tests.house.routes.world import World

SIDES = ("union_a", "union_b", "operator_x", "operator_y", "host", "partner")
MALFORMED = {400}  # an empty object is nobody's act; it is read after the token and the scope
FOUND = {200, 404, 409}
HAN = re.compile(r"[\u4e00-\u9fff]")
CODES = re.compile(r"`\w+`(, `\w+`)*")


def operations(client: Any) -> list[Address]:
    return [one for one in addresses(app_of(client)) if one.scope]


def test_every_operation_that_needs_a_token_names_a_scope_that_somebody_may_give(
    client: Client,
) -> None:
    given = {scope for desk in people.DESKS for scope in people.scopes_of(desk)}

    assert {one.scope for one in operations(client)} == given == set(people.SCOPES)


def test_every_scope_is_a_permission_of_the_table_at_its_desk() -> None:
    for desk in people.DESKS:
        table = people.grants(desk, people.roles_of(desk))
        assert set(people.scopes_of(desk)) <= table, desk


async def test_without_a_token_nothing_is_opened(world: World, client: Client) -> None:
    client.cookies.set("visitor", "v" * 22)
    for one in operations(client):
        for prefix in ("", "/en"):
            answer = await client.request(_method(one), prefix + one.filled(world.a))
            assert answer.status_code == 401, one.path
            assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_persons_session_is_no_token(world: World, enter: Any, client: Client) -> None:
    visitor = await enter(world.union_a.administrator)
    for one in operations(client):
        answer = await visitor.client.request(_method(one), one.filled(world.a))
        assert answer.status_code == 401, one.path


async def test_each_program_finds_its_own_and_nobody_elses(world: World, client: Client) -> None:
    wrong: list[str] = []
    for name in SIDES:
        side: SimpleNamespace = getattr(world, name)
        caller = await program(client, side)
        possible = people.scopes_of(side.administrator.kind)
        for one in operations(client):
            for owner in ("own", "foreign") if one.names else ("own",):
                own = world.owns(side.administrator)
                values = own if owner == "own" else world.foreign(side.administrator)
                wanted = _expected(one, owner=owner, has_scope=one.scope in possible)
                answer = await _ask(caller, one, one.filled(values))
                if answer.status_code not in wanted:
                    wrong.append(
                        f"{name} {_method(one)} {one.path} ({owner}): {answer.status_code}"
                    )
    assert not wrong, "\n".join(wrong)


def _expected(one: Address, *, owner: str, has_scope: bool) -> set[int]:
    if not has_scope:
        return {403}
    if one.names and owner == "foreign":
        return {404}
    return FOUND if one.reads else FOUND | MALFORMED


async def _ask(caller: Program, one: Address, address: str) -> Any:
    path = address.removeprefix("/api/v1")
    if "DELETE" in one.methods:
        return await caller.delete(path)
    return await (caller.get(path) if one.reads else caller.post(path, _sound(one)))


def _sound(one: Address) -> dict[str, Any]:
    """A body that is sound, so that the id is what decides; the fee is one that nobody owes."""
    act = one.path.rpartition("/")[2]
    bodies: dict[str, dict[str, Any]] = {
        "submission": {"agreed": True},
        "acceptance": {},
        "declination": {"reason": "other"},
        "cancellation": {"fee_seen": {"minor": 10**9}},
        "refusal": {"reason": "other"},
        "withdrawal": {},
        "amendments": {
            "check_in": str(clock.today() + timedelta(days=50)), "nights": 2, "package": "CARE",
            "rooms": {"TWIN": 8}, "heads": {"workers": 16}, "total_seen": {"minor": 1},
        },
    }  # fmt: skip
    return bodies.get(act, {})


def _method(one: Address) -> str:
    return "GET" if one.reads else "DELETE" if "DELETE" in one.methods else "POST"


async def test_the_document_speaks_the_readers_language_in_every_description(
    client: Client,
) -> None:
    chinese = told((await client.get("/api/v1/openapi.json")).json())
    english = told((await client.get("/en/api/v1/openapi.json")).json())

    assert len(chinese) == len(english) > 200
    assert [words for words in chinese if not HAN.search(words)] == []
    assert [words for words in english if HAN.search(words)] == []


def told(part: Any) -> list[str]:
    """All descriptions but those that are lists of codes."""
    if isinstance(part, list):
        return [words for one in part for words in told(one)]
    if not isinstance(part, dict):
        return []
    words = part.get("description")
    own = [words] if isinstance(words, str) and words and not CODES.fullmatch(words) else []
    return own + [one for inner in part.values() for one in told(inner)]
