"""Whoever acts for another (代办): every address of the program, with the principal's own ids."""

from datetime import timedelta
from typing import Any

import pytest

from booking import people
from booking.people.acting import CLERICAL
from booking.people.recall import recall
from sites.foundation import clock
from tests.house.routes.conftest import Enter
from tests.house.routes.digest import changed, digest
from tests.house.routes.map import addresses, app_of
from tests.house.routes.test_routes import with_names
from tests.house.routes.world import World

# Pages that say in their own status that there is nothing: no batch is ticked, this group's trip has no mandate.
OPENED = {"/union/plan/holding": {422}, "/union/stays/{stay}/mandate/paper": {404}}


@pytest.mark.parametrize("kind", CLERICAL)
async def test_an_agent_opens_the_principals_clerical_addresses_and_no_other(
    world: World, enter: Enter, client: Any, database: str, kind: str
) -> None:
    side = world.union_a if kind == "union" else world.operator_x
    await people.give_consent(ends_on=clock.today() + timedelta(days=9), by=side.administrator)
    agent = await enter(world.host.clerk)
    viewer = await recall(agent.basis)
    assert viewer
    await people.begin_acting(side.public_id, viewer=viewer)
    values, foreign = with_names(world.a, kind), with_names(world.b, kind)
    wrong, before = [], digest(database)
    for one in addresses(app_of(client)):
        if not one.needs or one.is_public or not set(one.names) <= set(values):
            continue
        is_clerical = one.needs in CLERICAL[kind]
        read = await agent.get(one.filled(values)) if one.reads else None
        if read is not None and is_clerical != (
            read.status_code in OPENED.get(one.path, {200, 303})
        ):
            wrong += [f"GET {one.path}: {read.status_code}"] * _counts(one.path, kind)
        if one.writes and not is_clerical:
            sent = await agent.post(one.filled(values))
            wrong += [f"POST {one.path}: {sent.status_code}"] * (sent.status_code != 403)
        if one.writes and is_clerical and one.names:
            sent = await agent.post(one.filled(foreign))
            wrong += [f"POST foreign {one.path}: {sent.status_code}"] * (
                sent.status_code not in {403, 404}
            )
    assert wrong == [], wrong
    assert changed(before, digest(database)) == []


def _counts(path: str, kind: str) -> bool:
    """Of the addresses that need the same word, only those of the principal's own side are meant."""
    return path.startswith(f"/{kind}")


async def test_the_line_names_for_whom_one_acts_on_every_page_and_ends_it(
    world: World, enter: Enter
) -> None:
    await people.give_consent(
        ends_on=clock.today() + timedelta(days=9), by=world.union_a.administrator
    )
    agent = await enter(world.host.clerk)
    shown = await agent.get("/en/federation/acting")
    assert world.union_a.public_id in shown.text
    begun = await agent.post("/en/federation/acting", organisation=world.union_a.public_id)
    assert begun.headers["location"] == "/en/union"
    for path in ("/en/union", "/en/sites", f"/en/union/stays/{world.a['stay']}"):
        page = (await agent.get(path)).text
        assert "You act for" in page, path
        assert 'action="/en/acting/end"' in page, path
    assert (await agent.get("/en/federation")).status_code == 403
    assert (await agent.post("/en/acting/end")).headers["location"] == "/en/federation/acting"
    page = (await agent.get("/en/federation")).text
    assert "You act for" not in page
