"""Whatever federations and trips do to a tree in whatever order: the recount agrees after every step."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking import quotas
from booking.quotas import Asked, QuotaDraft, Taking
from booking.quotas.models import Quota, QuotaClaim
from booking.stays.models import Trip
from sites.foundation import clock
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from sites.foundation.identifiers import public_id
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union
from tests.factories.quotas import as_drafted

claim, release = transaction(quotas.claim), transaction(quotas.release)
firm = transaction(quotas.make_firm)

NODE, TRIP = st.integers(0, 5), st.integers(0, 7)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("hold"), st.sampled_from((HANGZHOU, NANJING)), st.integers(1, 40), st.integers(0, 300)),
        st.tuples(st.just("grow"), TRIP, st.integers(1, 60)),
        st.tuples(st.just("give back"), TRIP),
        st.tuples(st.just("promise"), TRIP),
        st.tuples(st.just("limit"), NODE, st.integers(0, 120)),
        st.tuples(st.just("re-scope"), NODE, st.sampled_from(("", HANGZHOU, NANJING))),
        st.tuples(st.just("share"), NODE, st.integers(0, 60), st.sampled_from((HANGZHOU, NANJING, "front_line"))),
        st.tuples(st.just("borrow"), NODE, NODE, st.integers(1, 30)),
        st.tuples(st.just("close"), NODE),
        st.tuples(st.just("new tree"), st.integers(0, 100), st.sampled_from(("workers", "person_nights"))),
    ),
    min_size=4, max_size=25,
)  # fmt: skip


@dataclass
class World:
    host: SimpleNamespace
    unions: dict[str, int]
    trips: list[tuple[int, Asked]] = field(default_factory=list)
    refused: int = 0
    first: int = 0

    async def taking(self, first: date, until: date) -> list[Taking]:
        return [Taking(trip, asked, is_firm=False) for trip, asked in self.trips]

    async def node(self, number: int) -> Quota | None:
        """Of those of this story; older ones are closed."""
        rows = await Quota.filter(id__gt=self.first).order_by("id")
        return rows[number % len(rows)] if rows else None

    async def step(self, act: str, *what: Any) -> None:
        try:
            await getattr(self, act.replace(" ", "_").replace("-", "_"))(*what)
        except Refusal:
            self.refused += 1

    async def hold(self, region: str, workers: int, day: int) -> None:
        union, check_in = self.unions[region], date(2027, 1, 1) + timedelta(days=day)
        row = await Trip.create(
            public_id=public_id(), organisation_id=union, origin_code=region, starts_on=check_in,
            ends_on=check_in + timedelta(days=3), created_at=clock.now(),
        )  # fmt: skip
        asked = Asked(union, 1, "341002", "front_line" if workers % 3 == 0 else "", check_in, 3, workers)  # fmt: skip
        await claim(row.id, asked=asked)
        self.trips.append((row.id, asked))

    async def grow(self, number: int, workers: int) -> None:
        if self.trips:
            at = number % len(self.trips)
            trip, asked = self.trips[at]
            await claim(trip, asked=replace(asked, workers=workers))
            self.trips[at] = (trip, replace(asked, workers=workers))

    async def give_back(self, number: int) -> None:
        if self.trips:
            trip, _asked = self.trips.pop(number % len(self.trips))
            await release(trip)

    async def promise(self, number: int) -> None:
        if self.trips:
            await firm(self.trips[number % len(self.trips)][0])

    async def limit(self, number: int, ceiling: int) -> None:
        await self._change(number, ceiling=ceiling)

    async def re_scope(self, number: int, origin: str) -> None:
        await self._change(number, origin_code=origin)

    async def _change(self, number: int, **changes: Any) -> None:
        if row := await self.node(number):
            await quotas.change(
                row.public_id, as_drafted(row, **changes), why="示例", seen=row.version,
                trips=self.taking, by=self.host.clerk,
            )  # fmt: skip

    async def share(self, number: int, ceiling: int, asks: str) -> None:
        if row := await self.node(number):
            asked = {"origin_code": asks} if asks.isdigit() else {"programme": asks}
            await self._make(QuotaDraft("下级", ceiling, **asked), parent=row.public_id)

    async def new_tree(self, ceiling: int, unit: str) -> None:
        await self._make(QuotaDraft("全年", ceiling, date(2027, 1, 1), date(2027, 12, 31), unit))

    async def _make(self, draft: QuotaDraft, parent: str = "") -> None:
        await quotas.make(draft, parent=parent, why="示例", trips=self.taking, by=self.host.clerk)

    async def borrow(self, number: int, other: int, amount: int) -> None:
        row, lender = await self.node(number), await self.node(other)
        if row and lender:
            await quotas.borrow(
                row.public_id, lender=lender.public_id, amount=amount, why="示例", seen=row.version,
                by=self.host.clerk,
            )  # fmt: skip

    async def close(self, number: int) -> None:
        if row := await self.node(number):
            await quotas.close(row.public_id, why="示例", seen=row.version, by=self.host.clerk)


@pytest.mark.proof
@pytest.mark.breaks_invariants(  # its trips have no stays
    "quota_claims_follow_their_trips", "quotas_are_taken_for_what_stands"
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_any_sequence_of_claims_and_changes_keeps_every_tree_exact(database, proof):
    told: list[list] = []

    @settings(
        max_examples=proof.size("quota_tree_sequences", small=12, full=300), deadline=None,
        database=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(STEPS)
    def stories(steps: list) -> None:
        told.append(steps)

    stories()
    host = await make_federation()
    unions = {region: (await make_union(region=region)).organisation for region in (HANGZHOU, NANJING)}  # fmt: skip
    done = refused = 0
    for steps in told:
        last = await Quota.all().order_by("-id").first()
        world = World(host, unions, first=last.id if last else 0)
        await world.new_tree(90, "workers")
        for step in steps:
            await world.step(*step)
            await _agree(world, step)
        done, refused = done + len(steps), refused + world.refused
        for trip, _asked in world.trips:
            await release(trip)
        for row in await Quota.filter(closed_at=None, parent_id=None):
            await quotas.close(row.public_id, why="示例", seen=row.version, by=host.clerk)
    assert refused < done
    proof.found(sequences=len(told), steps=done, refused=refused)


async def _agree(world: World, step: tuple) -> None:
    assert await quotas.breaches() == [], step
    claimed: dict[int, dict[int, int]] = {}
    for row in await QuotaClaim.filter(released_at=None):
        claimed.setdefault(row.trip_id, {})[row.quota_id] = row.amount
    asked = dict(world.trips)
    assert claimed.keys() <= asked.keys(), step
    wanted = await quotas.wanted_by(asked, standing=claimed)
    assert {trip: found for trip, found in wanted.items() if found} == claimed, step
