"""A union's plan of a year as its people see it: the version in force, the newest one, and how they came about."""

from dataclasses import dataclass
from datetime import datetime

from booking.people import demand, members
from booking.plans.approving import answers
from booking.plans.content import PlanContent, PlannedBatch, in_order
from booking.plans.linking import trips_of
from booking.plans.models import PlanStep, PlanVersion
from booking.plans.versions import content_of, plan_of
from sites.foundation import clock
from sites.foundation.actor import Actor

# Of the earlier ones so many are shown; all of them are kept.
SHOWN = 20


@dataclass(frozen=True)
class PlanAnswer:
    """One step: who is asked or answered, and what they wrote."""

    step: int
    state: str
    name: str
    at: datetime | None
    note: str


@dataclass(frozen=True)
class Version:
    number: int
    state: str
    content: PlanContent
    why: str
    by_name: str
    made_at: datetime
    answers: tuple[PlanAnswer, ...] = ()


@dataclass(frozen=True)
class PlanPage:
    """`versions` are newest first, `id` is empty where there is no plan. `trips` are inner ids of trips by batch. `asks_me`: the reader's answer is waited for."""

    year: int
    plan_id: int
    versions: tuple[Version, ...]
    trips: dict[str, int]
    asks_me: bool
    widens: int
    id: str = ""

    @property
    def newest(self) -> Version | None:
        return self.versions[0] if self.versions else None

    @property
    def approved(self) -> Version | None:
        return next((one for one in self.versions if one.state == "approved"), None)

    @property
    def shown(self) -> Version | None:
        """What progress is measured by: the approved version, until there is one the newest."""
        return self.approved or self.newest


async def plan_page(year: int, *, by: Actor) -> PlanPage:
    """Empty where the union has none for that year. Needs `stays.see`."""
    demand(by, "stays.see")
    plan = await plan_of(by.organisation_id, year)
    if plan is None:
        return PlanPage(year, 0, (), {}, asks_me=False, widens=0)
    rows = await PlanVersion.filter(plan_id=plan.id).order_by("-number").limit(SHOWN)
    if not any(row.state == "approved" for row in rows):
        rows += await PlanVersion.filter(plan_id=plan.id, state="approved")
    steps = await PlanStep.filter(version_id__in=[row.id for row in rows]).order_by("step")
    names = {one.user_id: one.name for one in await members(by.organisation_id)}
    found = tuple(_version(row, [one for one in steps if one.version_id == row.id], names) for row in rows)  # fmt: skip
    open_step = next((one for one in steps if one.state == "asked"), None)
    mine = open_step is not None and by.may("stays.approve") and await answers(open_step, by=by)
    return PlanPage(
        year, plan.id, found, await trips_of(plan.id), asks_me=mine and not by.is_agent, widens=plan.widens,
        id=plan.public_id,
    )  # fmt: skip


async def batches_to_hold(*, by: Actor) -> tuple[tuple[int, int, PlannedBatch], ...]:
    """Year, number and batch of every approved plan of the union, held or not, by wished day. Needs `stays.see`.

    A day that is past can be wished for no more: a new version of the plan gives such a batch another one.
    """
    demand(by, "stays.see")
    rows = await PlanVersion.filter(
        plan__organisation_id=by.organisation_id, state="approved"
    ).prefetch_related("plan")
    found = [
        (row.plan.year, number, one)
        for row in rows
        for number, one in content_of(row).numbered()
        if one.day > clock.today()
    ]
    order = in_order(one for _, _, one in found)
    return tuple(sorted(found, key=lambda it: order.index(it[2])))


async def asked_plans(*, by: Actor) -> list[int]:
    """Years whose plan waits for this person's answer."""
    rows = await PlanStep.filter(
        state="asked", version__plan__organisation_id=by.organisation_id
    ).prefetch_related("version__plan")
    return [row.version.plan.year for row in rows if await answers(row, by=by)]


def _version(row: PlanVersion, steps: list[PlanStep], names: dict[int, str]) -> Version:
    told = tuple(
        PlanAnswer(one.step, one.state, one.answered_by or names.get(one.approver_id, ""), one.answered_at, one.note)
        for one in steps
    )  # fmt: skip
    return Version(row.number, row.state, content_of(row), row.why, row.by_name, row.made_at, told)
