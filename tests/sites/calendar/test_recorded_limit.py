"""The federation records how many people a base may receive: days at the old limit follow, whoever is booked stays."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import notices
from booking.notices.models import Notice
from sites import calendar
from sites.calendar import Change, recorded_limit
from sites.calendar.edit_refusals import LimitChanged, LimitOutside, LimitUnchanged
from sites.calendar.limit_model import RecordedLimit
from sites.calendar.models import Reception
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.foundation.outbox import OutboxRow
from sites.listings import SiteUnknown
from sites.listings.models import Site
from sites.packages import Heads
from tests.factories.people import make_federation
from tests.factories.places import TWIN, make_place
from tests.factories.stays import held
from tests.sites.calendar.nights import chosen


async def limit_in(place: SimpleNamespace, days: int) -> tuple[int, int]:
    row = await Reception.get(site_id=place.id, date=clock.today() + timedelta(days=days))
    return row.people_limit, row.over_by


async def test_days_at_the_recorded_limit_follow_it_and_lower_ones_keep_their_own(
    database: str,
) -> None:
    place, host = await make_place(), await make_federation()
    lower = Change(calendar.RECEIVE, 40, "示例：餐厅装修")
    await calendar.edit(chosen(place, ahead=9, days=1), lower, by=place.operator.sales)
    await calendar.record_limit(place.code, 120, seen=90, why="示例：扩建", by=host.clerk)
    assert [await limit_in(place, day) for day in (8, 9)] == [(120, 0), (40, 0)]
    await calendar.record_limit(place.code, 30, seen=120, why="示例：消防", by=host.clerk)
    assert [await limit_in(place, day) for day in (8, 9, -3)] == [(30, 0), (30, 0), (90, 0)]
    lines = await calendar.limits_of(place.id)
    assert [(line.before, line.after, line.why) for line in lines] == [
        (120, 30, "示例：消防"), (90, 120, "示例：扩建"),
    ]  # fmt: skip
    assert (await Site.get(id=place.id)).reception_limit == 30


async def test_below_what_is_booked_nobody_is_dropped_and_the_days_stand_on_the_work_list(
    database: str,
) -> None:
    place, host = await make_place(), await make_federation()
    group = await held(place=place, starts_in=20, nights=2, heads=Heads(50), rooms={TWIN: 25})
    told = await calendar.preview_limit(place.code, 30, by=host.clerk)
    assert ([one.over for one in told.over], await limit_in(place, 20)) == ([20, 20], (90, 0))
    await calendar.record_limit(place.code, 30, seen=90, why="示例", by=host.clerk)
    assert await limit_in(place, 20) == (30, 20)
    over = await calendar.over_booked([place.id])
    assert [(one.room_type_id, one.date, one.over) for one in over] == [
        (0, night, 20) for night in group.nights
    ]
    with pytest.raises(Refusal) as refused:
        await held(place=place, starts_in=20, nights=1, heads=Heads(2), rooms={TWIN: 1})
    assert refused.value.code == "reception_held"


async def test_an_undone_edit_never_lifts_a_day_above_the_record(database: str) -> None:
    place, host = await make_place(), await make_federation()
    lower = Change(calendar.RECEIVE, 20, "示例")
    made = await calendar.edit(chosen(place, ahead=9, days=1), lower, by=place.operator.sales)
    await calendar.record_limit(place.code, 60, seen=90, why="示例", by=host.clerk)
    with pytest.raises(Refusal) as refused:
        await calendar.undo(made, by=place.operator.sales)
    assert refused.value.code == "people_above_reception_limit"
    assert await limit_in(place, 9) == (20, 0)


@pytest.mark.parametrize(
    ("limit", "seen", "refusal"),
    [(0, 90, LimitOutside), (5_001, 90, LimitOutside), (90, 90, LimitUnchanged), (80, 70, LimitChanged)],
)  # fmt: skip
async def test_what_is_no_new_limit_is_refused_and_changes_nothing(
    database: str, limit: int, seen: int, refusal: type[Refusal]
) -> None:
    place, host = await make_place(), await make_federation()
    with pytest.raises(refusal):
        await calendar.record_limit(place.code, limit, seen=seen, why="示例", by=host.clerk)
    assert (await limit_in(place, 5), await RecordedLimit.all().count()) == ((90, 0), 0)


async def test_only_the_federation_records_it(database: str) -> None:
    place, host = await make_place(), await make_federation()
    for by in (place.operator.administrator, host.viewer):
        with pytest.raises(SiteUnknown):
            await calendar.record_limit(place.code, 80, seen=90, why="示例", by=by)


async def test_the_operator_is_told_once(database: str) -> None:
    place, host = await make_place(), await make_federation()
    await calendar.record_limit(place.code, 80, seen=90, why="示例", by=host.clerk)
    row = await OutboxRow.get(topic=recorded_limit.TOPIC)
    for _again in range(2):
        await notices.tell_limit(row.payload["limit"])
    told = await Notice.filter(topic="limit_recorded").values_list("organisation_id", flat=True)
    assert set(told) == {place.operator.organisation}
    assert len(told) == await Notice.all().count() == 2  # sales and administrator
