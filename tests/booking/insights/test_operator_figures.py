"""An operator's figures, each recounted by a second way: rows read one by one, and added in Python."""

from collections import Counter
from datetime import timedelta

from booking import stays
from booking.insights.operator_figures import OperatorFigures, operator_figures
from booking.money.models import Charge
from booking.people.models import Organisation
from booking.stays.models import Stay, StayEvent, StayNight
from sites.foundation import clock
from sites.packages import Heads
from tests.booking.stays import stories
from tests.factories import stays as made
from tests.factories.centres import collecting
from tests.factories.people import NANJING, make_union
from tests.factories.places import TWIN, make_place

COUNTED = {"confirmed", "in_house", "departed", "reconciled", "settled"}
WHO = ("workers", "family", "crew")


async def recounted(operator: int, year: int) -> dict[str, object]:
    """The same figures, from rows."""
    groups, people, income, rooms, origins = Counter(), Counter(), Counter(), Counter(), Counter()
    for stay in await Stay.filter(operator_id=operator):
        came = stay.state in COUNTED and not stay.was_cancelled
        if stay.check_in.year == year:
            union = await Organisation.get(id=stay.union_id)
            heads = await _heads_of(stay)
            if came:
                groups[stay.check_in.month] += 1
                people[stay.check_in.month] += heads
                origins[union.area_code[:4] + "00"] += heads
            if stay.state != "submitted":
                charges = await Charge.filter(stay_id=stay.id, voided_at=None)
                income[stay.check_in.month] += sum(charge.minor for charge in charges)
        rooms += await _rooms_of(stay, year) if came else Counter()
    return {
        "groups": +groups, "people": +people, "income": +income, "rooms": +rooms,
        "origins": +origins, "refusals": await _refusals(operator, year),
    }  # fmt: skip


async def _heads_of(stay: Stay) -> int:
    """Of the fullest night, each as counted where somebody counted, else as contracted."""
    every = await StayNight.filter(stay_id=stay.id)
    newest = max(row.version for row in every)
    nights: dict[object, Counter] = {}
    for row in every:
        if row.version == newest:
            number = "contracted" if row.arrived_rooms is None else "arrived"
            heads = {who: getattr(row, f"{number}_{who}") or 0 for who in WHO}
            nights.setdefault(row.date, Counter()).update(heads)
    return sum(max(night[who] for night in nights.values()) for who in WHO)


async def _rooms_of(stay: Stay, year: int) -> Counter:
    found: Counter = Counter()
    every = await StayNight.filter(stay_id=stay.id)
    newest = max(row.version for row in every)
    for row in every:
        if row.version == newest and row.date.year == year:
            counted = row.arrived_rooms
            found[row.date.month] += row.contracted_rooms if counted is None else counted
    return found


async def _refusals(operator: int, year: int) -> Counter:
    found: Counter = Counter()
    for event in await StayEvent.filter(stay__operator_id=operator).prefetch_related("stay"):
        is_no = event.act == "declined" or event.reason == "operator_silent"
        if is_no and event.stay.check_in.year == year:
            found[event.reason] += 1
    return found


def told(found: OperatorFigures) -> dict[str, object]:
    months = {int(one.name): one for one in found.months}
    return {
        "groups": +Counter({m: one.groups for m, one in months.items()}),
        "people": +Counter({m: one.people for m, one in months.items()}),
        "income": +Counter({m: one.income.minor for m, one in months.items()}),
        "rooms": +Counter({m: one.rooms for m, one in months.items()}),
        "origins": +Counter({one.name: one.people for one in found.origins}),
        "refusals": +Counter(dict(found.refusals)),
    }


async def test_every_figure_equals_a_recount_and_one_stay_more_moves_it(database: str) -> None:
    place = await make_place(reception_limit=400)
    south = await make_union(region=NANJING)
    await collecting(operator=place.operator, since_days=20)
    by_centre = await made.departed(
        place=place, came=Heads(20, 1, 1), days_ago=12, made_days_ago=19
    )
    await made.confirmed(place=place, union=south, starts_in=9)
    await stories.cancel(
        await made.confirmed(place=place, starts_in=3, rooms={TWIN: 2}, heads=Heads(4))
    )
    await stories.decline(await made.submitted(place=place, union=south, starts_in=20))
    await stories.expire(await made.submitted(place=place, starts_in=40))
    changed = await made.submitted(place=place, starts_in=25, rooms={TWIN: 2}, heads=Heads(4))
    other = await made.confirmed(starts_in=9)
    by = place.operator.administrator
    years = (clock.today().year - 1, clock.today().year, clock.today().year + 1)

    before = {year: told(await operator_figures(year, by=by)) for year in years}
    for year in years:
        assert before[year] == await recounted(by.organisation_id, year)
    refused = sum((before[y]["refusals"] for y in years), Counter())
    assert refused == Counter({"other": 1, "operator_silent": 1})
    assert sum(sum(before[y]["origins"].values()) for y in years) == 22 + 36
    payees = {charge.payee_id for charge in await Charge.filter(stay_id=by_centre.number)}
    assert payees.isdisjoint({by.organisation_id})
    assert sum(sum(before[y]["income"].values()) for y in years) > sum(
        charge.minor for charge in await Charge.filter(payee_id=by.organisation_id, voided_at=None)
    )

    await stays.accept(changed.id, by=place.operator.sales)
    await stays.confirm(changed.number)

    year = (clock.today() + timedelta(days=25)).year
    after = told(await operator_figures(year, by=by))
    assert after == await recounted(by.organisation_id, year)
    assert sum(after["groups"].values()) == sum(before[year]["groups"].values()) + 1
    theirs = await operator_figures(year, by=other.operator.sales)
    assert theirs.total.groups <= 1
