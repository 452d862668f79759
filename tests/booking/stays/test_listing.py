"""A side's own stays as a list: who is there, who comes next, and then what is over."""

from booking import stays
from booking.stays import State
from booking.stays.listing import Sought
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from tests.factories import stays as made
from tests.factories.people import make_union
from tests.factories.places import make_place


async def shown(by: Actor, *, number: int = 1, size: int = 50) -> list[str]:
    found = await stays.listed(Sought(), State, number=number, size=size, by=by)
    return [line.public_id for line in found.items]


async def test_who_is_in_house_stands_first_then_the_next_to_come_then_the_last_that_is_over(
    database: str,
) -> None:
    union, place = await make_union(), await make_place()
    far = await made.held(union=union, place=place, starts_in=80)
    near = await made.confirmed(union=union, place=place, starts_in=5, made_days_ago=2)
    long_ago = await made.departed(union=union, place=place, days_ago=40)
    there = await made.in_house(union=union, place=place)
    lately = await made.departed(union=union, place=place, days_ago=8)
    late = await made.confirmed(union=union, place=place, starts_in=-1, made_days_ago=30)
    off = await made.held(union=union, place=place, starts_in=20)
    await stays.cancel(off.id, fee_seen=Money(0), note="示例", by=union.organiser)

    wanted = [one.id for one in (there, late, near, far, off, lately, long_ago)]
    assert await shown(union.organiser) == wanted
    assert await shown(place.operator.sales) == wanted
    pages = [await shown(union.organiser, number=number, size=2) for number in (1, 2, 3, 4)]
    assert [one for page in pages for one in page] == wanted
