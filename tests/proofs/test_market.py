"""Everybody who moves nights and quotas at two bases at once: nobody waits in a circle, and every night and quota balances."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking import stays
from booking.people.models import Organisation
from sites import calendar
from sites.foundation import clock
from sites.packages import Heads
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import make_quota
from tests.factories.trips import leg
from tests.proofs.crowd import IN_THE_LOG, PROCESSES, halves, together, told_by
from tests.proofs.overlapping import facts_of

ACTS = {"trip", "batches", "counter", "waits", "edited", "outside", "off_platform", "ceiling"}


@pytest.mark.proof
async def test_a_market_of_many_acts_at_two_bases_has_no_deadlock_and_balances(
    database: str, proof: Any, request: pytest.FixtureRequest
) -> None:
    """Trips, batches, counter-offers, waiting lists, edits, calendars from outside, groups by telephone, limits."""
    asked = proof.size("market", small=64, full=2000)
    server = request.getfixturevalue("postgres_server") if database.startswith("postgres") else None
    before = server.logged(IN_THE_LOG) if server else 0

    told = await told_by("tests.proofs.trading", database, await market(asked))

    answers, errors = together(told, "answers"), together(told, "errors")
    assert errors == {}
    assert {kind.partition(":")[0] for kind in answers} == ACTS
    assert sum(answers[act] for act in ACTS) > asked // 4
    assert await halves() == []
    assert (server.logged(IN_THE_LOG) if server else 0) == before
    proof.found(answers=dict(answers), half_booked=0, deadlocks_in_the_log=0)


async def market(asked: int) -> list[dict[str, Any]]:
    """What each process is asked."""
    places = [await make_place(reception_limit=80) for _ in range(2)]
    unions = [await make_union() for _ in range(PROCESSES)]
    await Organisation.filter(id__in=[one.organisation for one in unions]).update(hold_limit=asked)
    quotas, federation = await _quotas(places)
    for place in places:
        await _guests(place)
    same = {
        "count": asked // PROCESSES, "tasks": 2, "first": (clock.today() + timedelta(days=30)).isoformat(),
        "sites": [place.code for place in places], "site_ids": [place.id for place in places],
        "kinds": [[*place.rooms.values()] for place in places], "calendars": [await _calendar(one) for one in places],
        "operators": [facts_of(place.operator.sales) for place in places], "quotas": quotas,
        "federation": facts_of(federation.clerk),
    }  # fmt: skip
    return [
        {**same, "seed": 20261130 + number, "union": facts_of(one.organiser)}
        for number, one in enumerate(unions)
    ]  # fmt: skip


async def _guests(place: SimpleNamespace) -> None:
    """A third of the table is taken, so that lists are joined and limits bite."""
    host = await make_union(region=NANJING)
    for starts_in in (28, 38):
        order = leg(place, starts_in=starts_in, nights=10, rooms={TWIN: 14}, heads=Heads(28))
        await stays.hold(order, by=host.organiser)


async def _quotas(places: list[SimpleNamespace]) -> tuple[list[str], SimpleNamespace]:
    """A share for each base under one root: who draws on both in one act meets the root twice."""
    host = await make_federation()
    root = await make_quota(host, ceiling=200, origin_code=HANGZHOU)
    shares = [await make_quota(host, parent=root, ceiling=80, sites=(one.code,)) for one in places]
    return [one.id for one in shares], host


async def _calendar(place: SimpleNamespace) -> int:
    steward = place.operator.sales
    made = await calendar.add_outside(place.id, room_type=TWIN, name="示例平台", by=steward)
    return await calendar.inner_id_of_outside(made, by=steward)
