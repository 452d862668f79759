"""Every address is covered by the table of kinds and roles or on the short public list, for everybody alike."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx2

from asgi import create_app
from sites.foundation.actor import Actor
from tests.clients import ORIGIN
from tests.clients import test_settings as settings_for
from tests.house.routes.conftest import Enter, Visitor
from tests.house.routes.map import Address, addresses, app_of, granted_somewhere
from tests.house.routes.world import World

# Open to everybody, signed in or not. Each line is a decision.
PUBLIC = {
    # Reading about bases, and what a browser fetches with any page.
    "/", "/sites", "/sites/{code}", "/months", "/compare", "/about", "/guide", "/accessibility", "/privacy", "/api/docs", "/interface",
    "/art/{code}.svg", "/static/{digest}/{path:path}", "/size", "/robots.txt", "/favicon.ico",
    # Open data, the list that other sites may frame, and what search machines ask.
    "/open-data", "/open-data/sites.csv", "/open-data/sites.json", "/embed/sites", "/sitemap.xml", "/sitemap-{part}.xml",
    # Coming in and going out. Links carry their own secret.
    "/sign-in", "/sign-in/kept", "/sign-in/demo", "/sign-out", "/sign-up", "/claim", "/forgotten",
    "/reset/{token}", "/invitations/{token}", "/refund-confirmation/{confirmation}", "/write-off-confirmation/{confirmation}", "/write-off-confirmation/{confirmation}/refusal",
    "/calendars/{feed}.ics", "/calendars/bases/{feed}.ics",
    # Members of a union sign up without an account; a personal link leads back to the own entry.
    "/enrolment/{link}", "/enrolment/entries/{application}", "/enrolment/entries/{application}/withdrawal",
    # What is held about a member, to the phone that opens the union's one-time link first.
    "/my-data/{own_data}", "/my-data/{own_data}/correction", "/my-data/{own_data}/leaving",
    # A trip card opens to whoever knows a name of its list and eight digits; tries are limited.
    "/trip-card/{card}", "/trip-card/{card}/words", "/trip-card/{card}/leaving", "/trip-card/{card}/survey",
    # A photograph is everybody's once it is approved; until then the handler asks who looks.
    "/pictures/{picture}/{size}.jpg",
    # What machines ask: /metrics wants its own token.
    "/healthz", "/readyz", "/metrics",
    # The payment provider's own signature stands for a person.
    "/webhooks/stripe",
    # The demonstration alone answers here; the test below holds it.
    "/mailbox",
}  # fmt: skip
# What programs may ask without a token: public reading.
PUBLIC_API = {
    "/api/v1/openapi.json", "/api/v1/sites", "/api/v1/sites/{code}", "/api/v1/sites/{code}/nights",
    "/api/v1/verdicts",
}  # fmt: skip
TAKEN = {200, 303, 409, 422}


def test_every_address_needs_a_permission_of_the_table_or_is_on_the_public_list(
    client: Any,
) -> None:
    pages = [one for one in addresses(app_of(client)) if not one.is_api or one.needs]

    assert {one.path for one in pages if one.is_public} == PUBLIC
    assert {one.path for one in pages if not one.needs} == set()
    assert {one.needs for one in pages if not one.is_public} <= granted_somewhere()


async def test_the_demonstrations_own_addresses_exist_nowhere_else(
    database: str, tmp_path: Path
) -> None:
    """Not the mailbox with everybody's links, not the way in without a password."""
    app = create_app(settings_for(tmp_path, demo=False), database_is_open=True)
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        nobody = Visitor(client, "v" * 22)
        client.cookies.set("visitor", "v" * 22)
        assert (await nobody.get("/mailbox")).status_code == 404
        assert (await nobody.post("/sign-in/demo", role="union")).status_code == 404
        assert "/sign-in/demo" not in (await nobody.get("/sign-in")).text


def test_programs_read_in_public_only_what_is_public(client: Any) -> None:
    api = [one for one in addresses(app_of(client)) if one.is_api and not (one.needs or one.scope)]

    assert {one.path for one in api} == PUBLIC_API
    # A question about a trip is posted, and writes nothing.
    reading = [one for one in api if one.path != "/api/v1/verdicts"]
    assert all(one.methods <= {"GET", "HEAD"} for one in reading)


def test_every_permission_of_the_table_opens_something(client: Any) -> None:
    """A grant that nothing asks for is a promise of the table that the program does not keep."""
    asked = {one.needs for one in addresses(app_of(client))}

    assert granted_somewhere() - asked <= IN_VERBS_ALONE


# Asked by verbs or shown on pages, not by a route of its own.
IN_VERBS_ALONE: set[str] = set()


async def test_nobody_is_led_to_the_way_in(world: World, enter: Enter, client: Any) -> None:
    nobody = await enter(None)
    for one in _guarded(client):
        address = one.filled(with_names(world.a, "union"))
        for answer in await _asked(nobody, one, address):
            assert answer.status_code == 303, f"{answer.request.method} {one.path}"
            assert answer.headers["location"].startswith("/sign-in?next=%2F"), one.path


async def test_each_role_finds_its_own_and_nobody_elses(
    world: World, enter: Enter, client: Any
) -> None:
    """Every address with own and with foreign ids, as every role of every kind of organisation."""
    wrong: list[str] = []
    for name, actor in world.people():
        visitor = await enter(actor)
        for one in _guarded(client):
            for owner in ("own", "foreign") if one.names and actor.may(one.needs) else ("own",):
                wrong += await _surprises(visitor, one, name, actor, owner, world)
    assert not wrong, "\n".join(wrong)


async def _surprises(
    visitor: Visitor, one: Address, name: str, actor: Actor, owner: str, world: World
) -> list[str]:
    values = world.owns(actor) if owner == "own" else world.foreign(actor)
    address = one.filled(with_names(values, actor.kind))
    wanted = _expected(one, name, actor, owner)
    # Where somebody may act, acts are sent with foreign ids alone: with own ones they would act.
    # Where the table says no, the act is enough: the same guard stands before both.
    reads, acts = 403 not in wanted or not one.writes, TAKEN.isdisjoint(wanted)
    return [
        f"{name} {answer.request.method} {one.path} ({owner} ids): {answer.status_code}"
        for answer in await _asked(visitor, one, address, reads=reads, acts=acts)
        if answer.status_code not in wanted
    ]


async def test_ids_of_another_stay_open_nothing_through_an_own_one(
    world: World, enter: Enter
) -> None:
    """Nested ids: the own stay with a paper or a traveller of another's."""
    union, operator = await enter(world.union_a.administrator), await enter(world.operator_x.sales)
    own, other = world.a, world.b

    for visitor, desk in ((union, "union"), (operator, "operator")):
        answer = await visitor.get(f"/{desk}/stays/{own['stay']}/papers/{other['paper']}")
        assert answer.status_code == 404
    for act in ("removal", "reveal"):
        answer = await union.post(
            f"/union/stays/{own['named']}/roster/{act}",
            traveller=other["traveller"], reason="示例理由",
        )  # fmt: skip
        assert answer.status_code == 404, act


async def test_a_foreign_id_and_one_that_never_was_are_answered_alike(
    world: World, enter: Enter
) -> None:
    union = await enter(world.union_a.organiser)

    foreign = await union.get(f"/union/stays/{world.b['stay']}")
    invented = await union.get(f"/union/stays/{'A' * 22}")

    assert foreign.status_code == invented.status_code == 404
    assert _words(foreign, world.b["stay"]) == _words(invented, "A" * 22)


def _guarded(client: Any) -> list[Address]:
    return [one for one in addresses(app_of(client)) if one.needs and not one.is_public]


async def _asked(
    visitor: Visitor, one: Address, address: str, *, reads: bool = True, acts: bool = True
) -> list[Any]:
    """GET and, with a sound token, POST of an address."""
    answers = [await visitor.get(address)] if one.reads and reads else []
    if one.writes and acts:
        answers.append(await visitor.post(address))
    return answers


def _expected(one: Address, name: str, actor: Actor, owner: str) -> set[int]:
    if not actor.may(one.needs):
        return {403}
    is_own_kind = KINDS_OWN[one.path](name) if one.path in KINDS_OWN else one.is_of(actor)
    if not is_own_kind:
        return {403, 404}
    if not one.names or one.path.startswith(OVERSEEN + OWN_WORDS):
        return _of_the_area(one, name, owner)
    if owner == "foreign" or not _is_party(name, one):
        return {404}
    return TAKEN


def _of_the_area(one: Address, name: str, owner: str) -> set[int]:
    """The host oversees every union, a partner city those of its own region: here union A alone. A policy document,
    and a year's holidays, are read by every federation; whose a document is to change is asked when it is sent
    (tests/booking/rules), and holidays are the host's.
    """
    if one.path == "/federation/holidays/{year}/change" and name.startswith("partner"):
        return {403}
    if one.path.startswith(("/federation/rules/{policy}", "/federation/holidays/{year}")):
        return TAKEN
    if one.names and name.startswith("partner") and owner == "foreign":
        return {404}
    return TAKEN


# What the host oversees whoever it belongs to.
OVERSEEN = (
    "/federation/audit/{payee}",
    "/federation/unions/{union}",
    "/federation/register/{stay}",
    "/federation/cases/{case}",
    "/federation/calls/{stay}",
    "/federation/receptions/{group}",
    "/federation/quotas/{quota}",
    "/federation/figures/periods/{period}",
    "/federation/pictures/{picture}",
    "/federation/operators/{site}",
    "/federation/bases/{site}/limit",
    "/federation/disputes/{dispute}",
)

# What an address names here is a kind of account of the own book, and the same word for everybody.
OWN_WORDS = (
    "/operator/money/books/{account}", "/centre/money/books/{account}", "/federation/rules/{policy}",
    "/federation/holidays/{year}",
)  # fmt: skip

# Addresses that only some of a desk's organisations have, or that others have too.
KINDS_OWN: dict[str, Callable[[str], bool]] = {
    "/union/verification": lambda name: name.startswith("union"),
    "/federation": lambda name: name.startswith("host"),
    "/partner": lambda name: name.startswith(("partner", "host")),
    "/federation/invitations": lambda name: True,
}


def _is_party(name: str, one: Address) -> bool:
    """Only the asked approver opens a question; only members of the own organisation are persons."""
    if "{subsidy}" in one.path or "{rate}" in one.path:
        return name.startswith(("partner", "union"))
    # The group of these ids has no mandate, the looks draw one's paper; the pack has names, which finance does not see.
    if one.path.endswith(("/mandate/paper", "/{pack}.zip")):
        return "{pack}" in one.path and not name.endswith(".finance")
    if "{step}" in one.path:
        return name.endswith(".approver")
    if any(name in one.path for name in ("{person}", "{program}", "{endpoint}", "{robot}")):
        return name.startswith(("union", "operator"))
    if "{notice}" in one.path:
        return name.startswith(("union", "operator")) and name.endswith("administrator")
    return True


def values_for(world: World, actor: Actor | None) -> dict[str, str]:
    """What fills addresses for this person: the ids of its own side."""
    return with_names(world.owns(actor) if actor else world.a, actor.kind if actor else "")


def with_names(values: Mapping[str, str], kind: str) -> dict[str, str]:
    """A colleague, a notice and programs belong to a side's union or to its operator."""
    side = "operator" if kind == "operator" else "union"
    own = ("person", "notice", "program", "endpoint", "delivery", "robot")
    return {**values, **{name: values[f"{side}_{name}"] for name in own}}


def _words(answer: Any, public_id: str) -> str:
    """The page without what differs from draw to draw."""
    return re.sub(r'value="[^"]*"', "", answer.text.replace(public_id, "ID"))
