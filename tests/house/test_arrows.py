"""Every arrow of the table of states: walked by the page's own form or by its job, refused where it may not be, and
refused the second time.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import money, stays
from booking.stays.states import MOVES
from sites.certification.models import Certificate
from sites.foundation import clock
from sites.packages import Heads
from tests.booking.stays.test_approval import approving
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.invoices import invoiced
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import PRICE, TWIN, make_place

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
    await made.missed(story)
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
    await invoiced(story)
    return story


async def inquired_where_others_took_the_rooms() -> Story:
    story = await inquired()
    other = await made.inquired(
        union=await make_union(), place=story.place, rooms={TWIN: 40}, heads=Heads(80)
    )
    await stays.grant(other.id, by=story.operator.sales)
    return story


async def accepted() -> Story:
    story = await made.submitted()
    await stays.accept(story.id, by=story.operator.sales)
    return story


async def accepted_without_certificate() -> Story:
    story = await accepted()
    await Certificate.filter(site_id=story.place.id).update(status="suspended")
    await stays.confirm(story.number)
    return story


async def counted_and_departed() -> Story:
    return await made.departed(came=Heads(30))


@dataclass(frozen=True)
class Form:
    """A person's act: who, from which page, to which address, with what, and how much later."""

    side: str
    who: str
    act: str
    fields: tuple[tuple[str, str], ...] = ()
    page: str = ""
    later: timedelta = timedelta(0)

    async def walk(self, client: Client, story: Story) -> int:
        person = getattr(getattr(story, self.side), self.who)
        root = f"/{self.side}/stays/{story.id}"
        with clock.moved_to(clock.now() + self.later):
            await sign_in_as(client, person)
            answer = await client.submit(
                root + self.page, f"{root}/{self.act}", **dict(self.fields)
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


LONG = timedelta(days=20)
CANCEL = own("union", "organiser", "cancellation", fee_seen="0", note="计划有变")
CANCEL_AT_ANOTHER_FEE = own("union", "organiser", "cancellation", fee_seen="1", note="计划有变")
SUBMIT = own("union", "organiser", "submission", agreed="1")
GRANT, DEPART = pressed("sales", "grant"), pressed("steward", "departure")
ACCEPT_LATE = Form("operator", "sales", "acceptance", later=LONG)
DECLINE = own("operator", "sales", "decline", reason="event_in_house", note="")
DECLINE_WITHOUT_REASON = own("operator", "sales", "decline", note="")
NO_SHOW = own("operator", "sales", "no-show", fee_seen=f"{36 * 4 * PRICE * 80 // 100}", note="示例")
COUNT = own("operator", "steward", "arrivals", workers="30", family="2", crew="2", rooms_0="17")
AGREE = Form("union", "organiser", "account/acceptance", page="/account")
AGREE_AS_VIEWER = Form("union", "viewer", "account/acceptance")
SETTLE = own("operator", "finance", "settlement")
Walks = tuple[tuple[Callable[[], Awaitable[Story]], Form | Job], ...]

# Each arrow with every way by which it is walked.
ARROWS: dict[tuple[str, str], Walks] = {
    ("inquiry", "held"): ((inquired, GRANT),),
    ("inquiry", "declined"): ((inquired, DECLINE),),
    ("inquiry", "cancelled"): ((inquired, CANCEL),),
    ("held", "submitted"): ((made.held, SUBMIT),),
    ("held", "cancelled"): ((made.held, CANCEL),),
    ("held", "expired"): ((made.held, Job(stays.expire, LONG)),),
    ("submitted", "confirmed"): ((accepted, Job(stays.confirm, timedelta(0))),),
    ("submitted", "declined"): ((made.submitted, DECLINE), (accepted_without_certificate, DECLINE)),
    ("submitted", "cancelled"): ((made.submitted, CANCEL),),
    ("submitted", "expired"): (
        (made.submitted, Job(stays.expire, LONG)),
        (accepted_without_certificate, Job(stays.expire, timedelta(days=31))),
    ),
    ("confirmed", "in_house"): ((lambda: made.confirmed(starts_in=0, made_days_ago=30), COUNT),),
    ("confirmed", "departed"): ((uncounted_on_its_last_day, DEPART),),
    ("confirmed", "cancelled"): ((made.confirmed, CANCEL),),
    ("confirmed", "no_show"): ((missed, NO_SHOW),),
    ("in_house", "departed"): ((in_need_of_departure, DEPART),),
    ("departed", "no_show"): ((made.departed, NO_SHOW),),
    ("departed", "reconciled"): (
        (made.accounted, AGREE), (made.accounted, Job(stays.reconcile_by_date, timedelta(days=9))),
    ),
    ("no_show", "reconciled"): (
        (marked_missed, AGREE), (marked_missed, Job(stays.reconcile_by_date, timedelta(days=9))),
    ),
    ("cancelled", "reconciled"): (
        (cancelled_at_a_fee, AGREE),
        (cancelled_at_a_fee, Job(stays.reconcile_by_date, timedelta(days=9))),
    ),
    ("reconciled", "settled"): ((paid, SETTLE),),
}  # fmt: skip

# Each arrow with a moment at which a person's form is told no, and the status of that no.
REFUSED: dict[tuple[str, str], tuple[Callable[[], Awaitable[Story]], Form, int]] = {
    ("inquiry", "held"): (inquired_where_others_took_the_rooms, GRANT, 409),
    ("inquiry", "declined"): (inquired, DECLINE_WITHOUT_REASON, 422),
    ("inquiry", "cancelled"): (inquired, CANCEL_AT_ANOTHER_FEE, 409),
    ("held", "submitted"): (lambda: approving(1), SUBMIT, 409),
    ("held", "cancelled"): (made.held, CANCEL_AT_ANOTHER_FEE, 409),
    ("held", "expired"): (made.held, replace(SUBMIT, later=LONG), 409),
    ("submitted", "confirmed"): (made.submitted, ACCEPT_LATE, 409),
    ("submitted", "declined"): (accepted, DECLINE, 409),
    ("submitted", "cancelled"): (made.submitted, CANCEL_AT_ANOTHER_FEE, 409),
    ("submitted", "expired"): (made.submitted, replace(DECLINE, later=LONG), 409),
    ("confirmed", "in_house"): (made.confirmed, COUNT, 409),
    ("confirmed", "departed"): (made.confirmed, DEPART, 409),
    ("confirmed", "cancelled"): (made.confirmed, CANCEL_AT_ANOTHER_FEE, 409),
    ("confirmed", "no_show"): (made.confirmed, NO_SHOW, 409),
    ("in_house", "departed"): (made.in_house, DEPART, 409),
    ("departed", "no_show"): (counted_and_departed, NO_SHOW, 409),
    ("departed", "reconciled"): (made.departed, AGREE, 409),
    ("no_show", "reconciled"): (marked_missed, AGREE_AS_VIEWER, 403),
    ("cancelled", "reconciled"): (cancelled_at_a_fee, AGREE_AS_VIEWER, 403),
    ("reconciled", "settled"): (made.reconciled, SETTLE, 409),
}  # fmt: skip


def test_every_arrow_of_the_table_is_walked() -> None:
    table = {(origin.value, goal.value) for origin, goals in MOVES.items() for goal in goals}
    assert set(ARROWS) == set(REFUSED) == table


WALKS = [(arrow, place) for arrow, walks in ARROWS.items() for place in range(len(walks))]


@pytest.mark.parametrize(("arrow", "way"), WALKS, ids=lambda one: one if isinstance(one, int) else "->".join(one))  # fmt: skip
async def test_an_arrow_is_walked_once(
    database: str, client: Client, arrow: tuple[str, str], way: int
) -> None:
    begin, act = ARROWS[arrow][way]
    story = await begin()
    assert await made.state_of(story) == arrow[0]

    assert await act.walk(client, story) == 303
    assert await made.state_of(story) == arrow[1]

    again = await act.walk(client, story)
    assert again in ({303} if isinstance(act, Job) or act is COUNT else {409, 404})
    assert await made.state_of(story) == arrow[1]


@pytest.mark.parametrize("arrow", REFUSED, ids="->".join)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_arrow_that_may_not_be_walked_is_refused(
    database: str, client: Client, arrow: tuple[str, str]
) -> None:
    begin, act, status = REFUSED[arrow]
    story = await begin()
    assert await made.state_of(story) == arrow[0]
    assert await act.walk(client, story) == status
    assert await made.state_of(story) == arrow[0]
