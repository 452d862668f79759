"""New terms of a stay as its union asks for them, and the verbs that propose and answer them."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

from booking import stays
from booking.stays import Lodging, NewTerms
from booking.stays.amendment_model import Amendment
from booking.stays.figures import latest
from booking.stays.models import StayNight
from sites import listings
from sites.calendar.models import Night, Reception
from sites.listings import Attrition
from sites.packages import Heads
from tests.factories.places import TWIN, make_place

Story = SimpleNamespace


def terms_of(story: Story, **changes: object) -> NewTerms:
    """The stay as it was booked, but for `changes`."""
    plain = NewTerms(
        story.check_in, len(story.nights), story.place.package, story.heads, story.rooms
    )
    return replace(plain, **changes)


def fewer(story: Story, heads: int = 1) -> NewTerms:
    """So many workers less, in the same rooms."""
    return terms_of(story, heads=replace(story.heads, workers=story.heads.workers - heads))


def later(story: Story, workers: int = 6, *, rooms: int = 15) -> NewTerms:
    """So many workers arrive a day after the others."""
    first = replace(story.heads, workers=story.heads.workers - workers)
    return terms_of(story, apart={story.check_in: Lodging(first, {TWIN: rooms})})


async def amended(story: Story, terms: NewTerms, **more: object) -> str:
    """Looked at, then asked for at the price that was seen; the amendment's public id."""
    by = more.pop("by", story.union.organiser)
    seen = await stays.preview_amendment(story.id, terms, by=by)
    return await stays.amend(story.id, terms, total_seen=seen.total, by=by, **more)


async def accept(story: Story, amendment: str) -> None:
    await stays.accept_amendment(story.id, amendment, by=story.operator.sales)


async def charging_place() -> SimpleNamespace:
    """A base that charges those who leave a promise beyond the free share."""
    place = await make_place()
    await listings.set_attrition(place.id, Attrition(is_charged=True), by=place.operator.sales)
    return place


async def leave(story: Story, workers: int) -> None:
    """With as many rooms less as they leave empty."""
    story.heads = replace(story.heads, workers=story.heads.workers - workers)
    terms = terms_of(story, rooms={TWIN: -(-story.heads.total // 2)})
    await accept(story, await amended(story, terms))


async def refuse(story: Story, amendment: str, *, note: str = "") -> None:
    await stays.refuse_amendment(
        story.id, amendment, reason="other", note=note, by=story.operator.sales
    )


async def withdraw(story: Story, amendment: str) -> None:
    await stays.withdraw_amendment(story.id, amendment, by=story.union.organiser)


async def taken(story: Story, code: str = TWIN) -> dict[int, int]:
    """Rooms held and sold, by how many days after the stay's first arrival."""
    rows = await Night.filter(room_type_id=story.place.rooms[code]).order_by("date")
    return {(row.date - story.check_in).days: row.held + row.sold for row in rows if row.held + row.sold}  # fmt: skip


async def people(story: Story) -> dict[int, int]:
    """Heads held and sold, by how many days after the stay's first arrival."""
    rows = await Reception.filter(site_id=story.place.id).order_by("date")
    return {(row.date - story.check_in).days: row.held + row.sold for row in rows if row.held + row.sold}  # fmt: skip


async def contracted(story: Story) -> dict[date, Heads]:
    """Who is contracted, night by night."""
    found: dict[date, Heads] = {}
    for row in latest(await StayNight.filter(stay_id=story.number)):
        before = found.get(row.date, Heads(0))
        found[row.date] = Heads(
            before.workers + row.contracted_workers, before.family + row.contracted_family,
            before.crew + row.contracted_crew,
        )  # fmt: skip
    return found


async def state_of(amendment: str) -> str:
    return str((await Amendment.get(public_id=amendment)).state)
