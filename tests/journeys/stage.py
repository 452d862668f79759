"""`python -m tests.journeys.stage ONE_IN`: tables, a smaller demonstration, and between the union and the
base to which its buttons lead one stay of every kind. Their ids are written beside the database.
"""

import asyncio
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from booking import people, rosters, stays
from booking.money.models import Charge
from booking.money.payout_models import Collection
from booking.money.subsidy_models import SubsidyClaim
from booking.people.models import Organisation
from booking.quotas.models import Quota
from booking.receptions.models import ClosedPeriod
from booking.rules.models import Policy
from booking.stays import collecting, mandates
from booking.stays import waiting as waiting_list
from scheduler.context import opened
from scheduler.demo.cast import agency_email, approver_email
from scheduler.demo.load import load
from scheduler.demo.unions import demo_unions, staffed_sites
from scheduler.migration import migrate
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.settings import Settings
from sites.foundation.settings import load as settings_of
from sites.packages import Heads
from tests.booking.stays.changes import amended, later
from tests.factories import stays as made
from tests.factories.online import disputed_entry, held_entry
from tests.factories.people import make_union
from tests.factories.places import make_place
from tests.factories.pools import pool_with_two
from tests.factories.resident_numbers import resident_number_for
from tests.factories.waits import give_back, nights_ahead, waits
from tests.house.routes.world import ids_of_a_side

IDS = "ids.json"


async def prepare(settings: Settings, *, one_in: int) -> None:
    """Every so many of each kind of booking; the worker then finds the story told and goes to work."""
    await migrate(settings)
    async with opened(settings):
        await load(one_in=one_in)
        ids = await _every_kind(settings.data_dir)
    (settings.data_dir / IDS).write_text(json.dumps(ids))


async def _every_kind(folder: Path) -> dict[str, str]:
    cast = await people.invented_people()
    union, operator = await _union(cast), await _operator(cast)
    place = await make_place(operator=operator)
    both: dict[str, Any] = {"union": union, "place": place}
    # Without steps of approval the union submits alone; the last maker sets them again.
    await people.set_approval([], tolerance_percent=0, tolerance_heads=0, by=union.administrator)
    others = {
        "submitted": (await made.submitted(**both, starts_in=104)).id,
        "offered": await _offered(both),
        "joinable": await _joinable(place),
        "freed": await _freed(both),
        "confirmed": (await made.confirmed(**both, starts_in=110)).id,
        "changed": await _changed(both),
        "in_house": (await made.in_house(**both)).id,
        "departed": (await made.departed(**both, days_ago=5, nights=1)).id,
        "missed": (await made.confirmed(**both, starts_in=-1, made_days_ago=50)).id,
        "reconciled": (await made.reconciled(**both, days_ago=20, nights=2)).id,
        "front_line": await _subsidised(both),
        "collecting": await _collecting(both),
    }
    others |= await _online(both)
    ids = await ids_of_a_side(union, operator, place, folder)
    reset = await _reset_token(ids["union_person"], union)
    waiting = await Organisation.filter(kind="union", standing="unverified").first()
    period = await ClosedPeriod.filter(kind="month").order_by("-number").first()
    closed = {"period": period.public_id} if period else {}
    share = await Quota.filter(parent_id__isnull=False, closed_at=None).order_by("id").first()
    shared = {"quota": share.public_id} if share else {}
    policy, collection = await Policy.all().order_by("id").first(), await _collection(operator)
    claim = await SubsidyClaim.filter(state="claimed").order_by("-id").prefetch_related("trip").first()  # fmt: skip
    assert claim
    assert policy
    assert collection
    return {
        **ids,
        **others,
        **await _mandated(cast, union, ids["named"]),
        **closed,
        **shared,
        "policy": policy.public_id,
        "year": "2026",
        "collection": collection.public_id,
        "subsidy": claim.public_id,
        "subsidised": claim.trip.public_id,
        "reset": reset,
        "waiting": waiting.public_id if waiting else "",
    }


async def _mandated(cast: dict[str, Actor], union: SimpleNamespace, stay: str) -> dict[str, str]:
    """A mandate of the demonstration's agency for the group with a list."""
    agent = cast[agency_email()]
    agency = await Organisation.get(id=agent.organisation_id)
    mandate = await mandates.grant_mandate(
        stay, agency=agency.public_id, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=60),
        by=union.organiser,
    )  # fmt: skip
    return {"mandate": mandate, "mandated": stay}


async def _subsidised(both: dict[str, Any]) -> str:
    """A trip of a programme whose subsidy the union has claimed."""
    story = await made.reconciled(**both, days_ago=30, nights=2, programme="front_line")
    by = both["union"].organiser
    for one in await stays.claimables_of(by):
        await stays.claim_subsidy(one.trip, amount_seen=one.amount, by=by)
    return str(story.id)


async def _online(both: dict[str, Any]) -> dict[str, str]:
    """What stands on the base's list of money online: other sums than were asked for, and payments taken back."""
    charges = [await Charge.get(stay_id=(await made.submitted(**both, starts_in=day)).number) for day in range(160, 200, 10)]  # fmt: skip
    return {
        "held_money": await held_entry(charges[0], Money(charges[0].minor - 50_00)),
        "foreign_money": await held_entry(charges[1], Money(charges[1].minor, "HKD")),
        "disputed": await disputed_entry(charges[2], "needs_response"),
        "lost": await disputed_entry(charges[3], "lost"),
    }


async def _collecting(both: dict[str, Any]) -> str:
    """A group whose families pay the union; one of two has."""
    story, by = await made.confirmed(**both, starts_in=96), both["union"].organiser
    people = [
        rosters.draft(name=name, kind="family", number=resident_number_for(date(1980, 5, 1)))
        for name in ("示例甲", "示例乙")
    ]
    await stays.name_travellers(story.id, people, by=by)
    first, *_rest = (await collecting.collecting_of(story.id, by=by)).people
    await collecting.note_paid(story.id, first.person.public_id, by=by)
    return str(story.id)


async def _offered(both: dict[str, Any]) -> str:
    """A submission to which the base makes a counter-offer."""
    story = await made.submitted(**both, starts_in=120)
    by, until = story.operator.sales, clock.now() + timedelta(days=3)
    offer = stays.CounterOffer(
        story.check_in + timedelta(days=1), 4, {"TWIN": 12, "FAMILY": 4}, story.place.package,
        Money(450_00), until, "示例：三人房同价",
    )  # fmt: skip
    change = await stays.preview_counter_offer(story.id, offer, by=by)
    await stays.propose(story.id, offer, total_seen=change.quote.total, by=by)
    return str(story.id)


async def _freed(both: dict[str, Any]) -> str:
    """An entry on a waiting list to which rooms that came free are offered."""
    place = both["place"]
    other = await made.held(place=place, starts_in=130, nights=2, rooms={"TWIN": 40}, heads=Heads(40))  # fmt: skip
    story = await waits(place, union=both["union"], **nights_ahead(130))
    await give_back(other)
    await waiting_list.offer(place.id)
    return str(story.id)


async def _joinable(place: SimpleNamespace) -> str:
    """A pooled group of others of the same city."""
    return await pool_with_two(await make_union(), place, starts_in=140)


async def _changed(both: dict[str, Any]) -> str:
    """A change that waits for the base: some arrive a day later."""
    story = await made.confirmed(**both, starts_in=150)
    await amended(story, later(story))
    return str(story.id)


async def _union(cast: dict[str, Actor]) -> SimpleNamespace:
    first = demo_unions()[0]
    organiser, approver = cast[first.email], cast[approver_email(first)]
    row = await Organisation.get(id=organiser.organisation_id)
    # More of everything than a union would hold at once.
    await Organisation.filter(id=row.id).update(hold_limit=20)
    return SimpleNamespace(
        organisation=row.id, public_id=row.public_id, name=row.name, organiser=organiser, administrator=organiser,
        approver=approver, viewer=approver, finance=organiser,
    )  # fmt: skip


async def _operator(cast: dict[str, Actor]) -> SimpleNamespace:
    code = staffed_sites()[0].lower()
    staff = {
        role: cast[f"{role}.{code}@operator.example"] for role in ("sales", "steward", "finance")
    }
    boss = cast[f"desk.{code}@operator.example"]
    row = await Organisation.get(id=boss.organisation_id)
    return SimpleNamespace(
        organisation=row.id, public_id=row.public_id, name=row.name, administrator=boss, **staff
    )


async def _collection(operator: SimpleNamespace) -> Collection | None:
    return await Collection.filter(operator_id=operator.organisation, ends_on=None).first()


async def _reset_token(person: str, union: SimpleNamespace) -> str:
    issued = await people.make_reset_link(person, by=union.administrator)
    return issued.path.rsplit("/", 1)[-1]


if __name__ == "__main__":
    asyncio.run(prepare(settings_of(), one_in=int(sys.argv[1])))
