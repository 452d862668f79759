from dataclasses import fields
from datetime import timedelta

from booking import stays
from booking.stays import OverseenStay, State
from sites.foundation import clock
from tests.factories import stays as made
from tests.factories.people import NANJING, make_federation, make_union


async def test_a_city_sees_the_groups_of_its_own_unions_alone(database: str) -> None:
    own = await made.held()
    await made.held(union=await make_union(region=NANJING))
    page = await stays.overseen(by=(await make_federation(host=False)).viewer)
    assert [one.reference for one in page.items] == [own.reference]
    assert page.total == 1
    nobody = await make_federation(host=False, region="330200")
    assert (await stays.overseen(by=nobody.clerk)).total == 0


async def test_what_a_city_sees_of_a_group_has_no_price_and_no_person(database: str) -> None:
    names = {field.name for field in fields(OverseenStay)}
    assert not {name for name in names if "price" in name or "contact" in name or "roster" in name}


async def test_groups_are_found_by_state_day_of_arrival_and_name(database: str) -> None:
    union = await make_union()
    held = await made.held(union=union, starts_in=30)
    confirmed = await made.confirmed(union=union, starts_in=60)
    by = (await make_federation(host=False)).viewer

    async def found(**wanted: object) -> list[str]:
        return [one.reference for one in (await stays.overseen(by=by, **wanted)).items]  # type: ignore[arg-type]

    assert await found() == [confirmed.reference, held.reference]
    assert await found(states=[State.HELD]) == [held.reference]
    assert await found(since=held.check_in + timedelta(days=1)) == [confirmed.reference]
    assert await found(until=held.check_in) == [held.reference]
    assert await found(search=held.reference[:5].lower()) in ([held.reference], [])
    assert await found(search=confirmed.place.name) == [confirmed.reference]
    assert await found(search="100%_") == []
    assert await found(number=2, size=1) == [held.reference]


async def test_a_hold_past_its_time_is_shown_as_expired(database: str) -> None:
    await made.held()
    by = (await make_federation(host=False)).viewer
    with clock.moved_to(clock.now() + timedelta(days=20)):
        (seen,) = (await stays.overseen(by=by)).items
        assert seen.shown_state is State.EXPIRED
