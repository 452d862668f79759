"""A stay in each state of the table, and every verb that moves one, as `act(story)`."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from booking import money, stays
from booking.stays.models import Stay, StayEvent
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.invoices import invoiced
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place

Story = SimpleNamespace
Act = Callable[[Story], Awaitable[Any]]


def morning(story: Story, *, day: int = 0, at: time = time(9)) -> datetime:
    """So many days after check-in."""
    return clock.at(story.check_in + timedelta(days=day), at)


async def grant(story: Story) -> None:
    await stays.grant(story.id, by=story.operator.sales)


async def submit(story: Story) -> None:
    await stays.submit(story.id, by=story.union.organiser)


async def accept(story: Story) -> None:
    await stays.accept(story.id, by=story.operator.sales)


async def decline(story: Story) -> None:
    await stays.decline(story.id, reason="other", note="示例", by=story.operator.sales)


async def confirm(story: Story) -> None:
    await stays.confirm(story.number)


async def accept_and_confirm(story: Story) -> None:
    await accept(story)
    await confirm(story)


async def cancel(story: Story) -> None:
    seen = await stays.preview_cancellation(story.id, by=story.union.organiser)
    await stays.cancel(story.id, fee_seen=seen.fee, note="示例", by=story.union.organiser)


async def expire(story: Story) -> None:
    with clock.moved_to(clock.now() + timedelta(days=20)):
        await stays.expire(story.number)


async def arrive(story: Story) -> None:
    with clock.moved_to(max(clock.now(), morning(story, at=time(20)))):
        await made.counted(story, story.check_in, Heads(30))


async def depart(story: Story) -> None:
    with clock.moved_to(max(clock.now(), morning(story, day=len(story.nights)))):
        await stays.depart(story.id, by=story.operator.steward)


async def depart_by_date(story: Story) -> None:
    with clock.moved_to(max(clock.now(), morning(story, day=len(story.nights), at=time(18)))):
        await stays.depart_by_date(story.number)


async def miss(story: Story) -> None:
    with clock.moved_to(max(clock.now(), morning(story, day=1))):
        await made.missed(story)


async def present(story: Story) -> None:
    await stays.present_account(story.id, by=story.operator.sales)


async def present_by_date(story: Story) -> None:
    with clock.moved_to(max(clock.now(), morning(story, day=60))):
        await stays.present_by_date(story.number)


async def agree_to_account(story: Story) -> None:
    await stays.accept_account(story.id, by=story.union.organiser)


async def return_account(story: Story) -> None:
    await stays.return_account(story.id, note="示例", by=story.union.organiser)


async def account_and_agree(story: Story) -> None:
    await present(story)
    await agree_to_account(story)


async def reconcile_by_date(story: Story) -> None:
    with clock.moved_to(clock.now() + timedelta(days=90)):
        await stays.reconcile_by_date(story.number)


async def pay(story: Story, amount: Money | None = None) -> None:
    account = await money.account_of(story.number)
    await money.record_receipt(
        account.charges[0].id, amount=amount or account.owed, received_on=clock.today(),
        voucher=f"示例 {len(account.receipts)}", by=story.operator.finance,
    )  # fmt: skip


async def settle(story: Story) -> None:
    await invoiced(story)
    await stays.settle(story.id, by=story.operator.finance)


async def pay_and_settle(story: Story) -> None:
    await pay(story)
    await settle(story)


async def _then(story: Story, *acts: Act) -> Story:
    for act in acts:
        await act(story)
    return story


async def in_state(state: State) -> Story:
    """A stay of four nights that stands there now, made by people."""
    return await MAKERS[state]()


async def _asked() -> Story:
    place = await make_place(booking_mode="ask")
    union = await make_union()
    story = await made.inquired(union=union, place=place, rooms={TWIN: 18}, heads=Heads(32, 2, 2))
    story.nights = [story.check_in + timedelta(days=n) for n in range(4)]
    return story


MAKERS: dict[State, Callable[[], Awaitable[Story]]] = {
    State.INQUIRY: _asked,
    State.HELD: made.held,
    State.SUBMITTED: made.submitted,
    State.CONFIRMED: made.confirmed,
    State.IN_HOUSE: made.in_house,
    State.DEPARTED: made.departed,
    State.NO_SHOW: lambda: _made(made.departed, miss),
    State.CANCELLED: lambda: _made(made.confirmed, cancel),
    State.DECLINED: lambda: _made(made.submitted, decline),
    State.EXPIRED: lambda: _made(made.held, expire),
    State.RECONCILED: lambda: _made(made.departed, account_and_agree),
    State.SETTLED: lambda: _made(made.departed, account_and_agree, pay_and_settle),
}


async def _made(maker: Callable[[], Awaitable[Story]], *acts: Act) -> Story:
    return await _then(await maker(), *acts)


async def row_of(story: Story) -> Stay:
    return await Stay.get(id=story.number)


async def acts_of(story: Story) -> list[str]:
    rows = StayEvent.filter(stay_id=story.number).order_by("id")
    return [str(act) for act in await rows.values_list("act", flat=True)]
