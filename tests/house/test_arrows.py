"""Every arrow of the table of states: walked by the page's own form or by its job, and refused the second time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import money, stays
from booking.stays.states import MOVES
from sites.foundation import clock
from sites.packages import Heads
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import TWIN, make_place

Story = SimpleNamespace


async def inquired() -> Story:
    place = await make_place(booking_mode="ask")
    return await made.inquired(
        union=await make_union(), place=place, rooms={TWIN: 18}, heads=Heads(36)
    )


async def in_need_of_departure() -> Story:
    return await made.in_house(nights=2, nights_before=2)


async def uncounted_on_its_last_day() -> Story:
    return await made.confirmed(starts_in=-4, made_days_ago=40)


async def missed() -> Story:
    return await made.confirmed(starts_in=-1, made_days_ago=30)


async def marked_missed() -> Story:
    story = await missed()
    await stays.mark_no_show(story.id, note="", by=story.operator.sales)
    return story


async def cancelled_at_a_fee() -> Story:
    story = await made.confirmed(starts_in=3)
    preview = await stays.preview_cancellation(story.id, by=story.union.organiser)
    await stays.cancel(story.id, fee_seen=preview.fee, note="", by=story.union.organiser)
    return story


async def paid() -> Story:
    story = await made.reconciled()
    charge = (await money.account_of(story.number)).charges[0]
    await money.record_receipt(
        charge.id, amount=charge.standing.owed, received_on=clock.today(), voucher="示例 1",
        by=story.operator.finance,
    )  # fmt: skip
    return story


@dataclass(frozen=True)
class Form:
    """A person's act: who, from which page, to which address, with what."""

    side: str
    who: str
    act: str
    fields: tuple[tuple[str, str], ...] = ()
    page: str = ""

    async def walk(self, client: Client, story: Story) -> int:
        person = getattr(getattr(story, self.side), self.who)
        await sign_in_as(client, person)
        root = f"/{self.side}/stays/{story.id}"
        answer = await client.submit(
            root + (self.page or ""), f"{root}/{self.act}", **dict(self.fields)
        )
        return answer.status_code


@dataclass(frozen=True)
class Job:
    """A job's act, so much later; its second run changes nothing."""

    verb: Callable[[int], Awaitable[object]]
    later: timedelta

    async def walk(self, client: Client, story: Story) -> int:
        with clock.moved_to(clock.now() + self.later):
            await self.verb(story.number)
        return 303


def own(side: str, who: str, act: str, **fields: str) -> Form:
    return Form(side, who, act, tuple(fields.items()), page=f"/{act}")


def pressed(who: str, act: str) -> Form:
    return Form("operator", who, act)


CANCEL = own("union", "organiser", "cancellation", fee_seen="0", note="计划有变")
DECLINE = own("operator", "sales", "decline", reason="event_in_house", note="")
NO_SHOW = own("operator", "sales", "no-show", note="示例")
COUNT = own("operator", "steward", "arrivals", workers="30", family="2", crew="2", rooms_0="17")
AGREE = Form("union", "organiser", "account/acceptance", page="/account")


async def accepted() -> Story:
    story = await made.submitted()
    await stays.accept(story.id, by=story.operator.sales)
    return story


ARROWS = {
    ("inquiry", "held"): (inquired, pressed("sales", "grant")),
    ("inquiry", "declined"): (inquired, DECLINE),
    ("inquiry", "cancelled"): (inquired, CANCEL),
    ("held", "submitted"): (made.held, own("union", "organiser", "submission", agreed="1")),
    ("held", "cancelled"): (made.held, CANCEL),
    ("held", "expired"): (made.held, Job(stays.expire, timedelta(days=20))),
    ("submitted", "confirmed"): (accepted, Job(stays.confirm, timedelta(0))),
    ("submitted", "declined"): (made.submitted, DECLINE),
    ("submitted", "cancelled"): (made.submitted, CANCEL),
    ("submitted", "expired"): (made.submitted, Job(stays.expire, timedelta(days=20))),
    ("confirmed", "in_house"): (lambda: made.confirmed(starts_in=0, made_days_ago=30), COUNT),
    ("confirmed", "departed"): (uncounted_on_its_last_day, pressed("steward", "departure")),
    ("confirmed", "cancelled"): (made.confirmed, CANCEL),
    ("confirmed", "no_show"): (missed, NO_SHOW),
    ("in_house", "departed"): (in_need_of_departure, pressed("steward", "departure")),
    ("departed", "no_show"): (made.departed, NO_SHOW),
    ("departed", "reconciled"): (made.accounted, AGREE),
    ("no_show", "reconciled"): (marked_missed, Job(stays.reconcile_by_date, timedelta(days=9))),
    ("cancelled", "reconciled"): (cancelled_at_a_fee, Job(stays.reconcile_by_date, timedelta(days=9))),
    ("reconciled", "settled"): (paid, own("operator", "finance", "settlement", invoice_number="示例0001")),
}  # fmt: skip


def test_every_arrow_of_the_table_is_walked() -> None:
    table = {(origin.value, goal.value) for origin, goals in MOVES.items() for goal in goals}
    assert set(ARROWS) == table


@pytest.mark.parametrize("arrow", ARROWS, ids="->".join)
async def test_an_arrow_is_walked_once(
    database: str, client: Client, arrow: tuple[str, str]
) -> None:
    begin, act = ARROWS[arrow]
    story = await begin()
    assert await made.state_of(story) == arrow[0]

    assert await act.walk(client, story) == 303
    assert await made.state_of(story) == arrow[1]

    again = await act.walk(client, story)
    assert again in ({303} if isinstance(act, Job) or act is COUNT else {409, 404})
    assert await made.state_of(story) == arrow[1]
