"""How money moves, by the pages of those who move it: each flow ends the same whatever is killed on its way.

A flow makes a group of its own, sees it through, and answers how it ended: what the rows, the provider and the
payee's page say, without ids and times.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from booking import money, stays
from booking.money import online
from booking.money.bank_models import BankLine, BankStatement, LineShare, RefundBatch, Slip
from booking.money.models import Charge, Posting, Receipt, RefundOrder
from booking.money.online_models import (
    HeldDecision,
    OnlineAccount,
    OnlineDifference,
    OnlineDispute,
    OnlinePayment,
    OnlinePayout,
    OnlineRefund,
    ProviderEvent,
)
from booking.money.payout_models import Payout, PayoutBatch
from booking.money.write_off_models import WriteOff
from booking.people.models import Membership
from booking.stays.models import Stay
from scheduler.double.paying import balance_line
from scheduler.double.store import Store
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from tests.booking.money.statements.files import as_csv, grid, row
from tests.factories import stays as making
from tests.factories.centres import collecting, enter_account, make_centre, pay_charges
from tests.factories.invoices import invoiced
from tests.factories.people import make_operator, make_union
from tests.factories.places import make_place
from tests.proofs.killing.house import House

Ending = dict[str, Any]
AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d\d)?")
ROLES = ["day", "-", "came", "went", "-", "payer", "payer_account", "remark", "remark", "serial"]
PDF = ("回单.pdf", b"%PDF-1.4 sample", "application/pdf")


@dataclass
class World:
    """One operator that takes money online and by transfer, and its house."""

    house: House
    operator: SimpleNamespace
    vouchers: int = 0

    async def submitted(self) -> SimpleNamespace:
        """A group of a new union at a new base, with one charge: `.charge` (its public id)."""
        place, union = await make_place(operator=self.operator), await make_union()
        with clock.moved_to(clock.now() - timedelta(days=4)):
            await enter_account(union.finance, f"3301{union.organisation:08d}")
        story = await making.held(place=place, union=union, made_now=True)
        await stays.submit(story.id, reason="示例：已按规定说明", by=union.organiser)
        charge = await Charge.get(stay_id=story.number)
        story.charge, story.code = charge.public_id, charge.reference
        story.page = f"/union/stays/{story.id}"
        return story

    def voucher(self) -> str:
        self.vouchers += 1
        return f"示例{self.vouchers:06d}"

    async def begin(self, case: SimpleNamespace) -> OnlinePayment:
        """The union presses the button, again where nothing came of it, and stands before the provider's page."""
        for _ in range(3):
            made = await self.pressed(case)
            await self.house.until(lambda: has_left(made, "made"), what="a page of the provider")  # noqa: B023 - awaited here
            if await became(made, "open"):
                break
        return await OnlinePayment.get(id=made.id, state="open")

    async def pressed(self, case: SimpleNamespace) -> OnlinePayment:
        act = f"/union/charges/{case.charge}/payment"

        rows = OnlinePayment.filter(charge__public_id=case.charge).order_by("-id")
        before = await rows.first()

        async def is_written() -> bool:
            return await rows.filter(id__gt=before.id if before else 0).exists()

        await self.house.act(case.union.finance, case.page, act, until=is_written)
        made: OnlinePayment = await rows.first()
        return made

    async def paid(self, case: SimpleNamespace, method: str = "card", **how: Any) -> OnlinePayment:
        payment = await self.begin(case)
        await self.house.provider("pay", id=payment.session_id, method=method, **how)
        await self.comes_back(case, payment)
        wanted = "held" if "amount" in how else "paid"
        await self.house.until(lambda: became(payment, wanted), what=wanted)
        return await OnlinePayment.get(id=payment.id)

    async def comes_back(self, case: SimpleNamespace, payment: OnlinePayment) -> None:
        visitor = await self.house.as_(case.union.finance)
        await visitor.get(f"/union/payments/{payment.public_id}?back=1")

    async def cancelled(self, case: SimpleNamespace) -> None:
        async def is_cancelled() -> bool:
            return await Stay.filter(id=case.number, state="cancelled").exists()

        page = f"{case.page}/cancellation"
        await self.house.act(case.union.organiser, page, until=is_cancelled, note="示例")

    async def refunded_by_transfer(self, case: SimpleNamespace, by: Any = None) -> None:
        order = await RefundOrder.filter(
            charge__public_id=case.charge, way="transfer", paid_on=None, withdrawn_at=None
        ).first()
        assert order

        async def is_paid() -> bool:
            return await RefundOrder.filter(id=order.id, paid_on__isnull=False).exists()

        page = f"/operator/money/refunds/{order.public_id}"
        await self.house.act(by or case.operator.finance, page, until=is_paid, **self.on_paper())

    def on_paper(self) -> dict[str, str]:
        return {"paid_on": clock.today().isoformat(), "voucher": self.voucher()}

    async def settled_by_hand(self, case: SimpleNamespace, kind: str) -> None:
        """The payee says what was done about what stands on its list."""
        subjects = await subjects_of(case)
        rows = OnlineDifference.filter(kind=kind, subject__in=subjects)
        if kind == "foreign_refund":
            rows = OnlineDifference.filter(kind=kind, settled_at=None)
        await self.house.until(rows.exists, what=kind)  # type: ignore[arg-type]
        found = await rows.first()
        assert found

        async def is_settled() -> bool:
            return await OnlineDifference.filter(id=found.id, settled_at__isnull=False).exists()

        page = f"/operator/money/online/{found.public_id}"
        await self.house.act(
            case.operator.finance, page, f"{page}/note", until=is_settled, note="示例"
        )

    async def imported(self, case: SimpleNamespace, *rows: Any) -> None:
        """A statement is sent, its columns are named, and the job works through it."""
        by, root, name = (
            case.operator.finance,
            "/operator/money/statements",
            f"{self.voucher()}.csv",
        )

        async def is_sent() -> bool:
            return await BankStatement.filter(file_name=name).exists()

        files = {"file": (name, as_csv(grid(*rows)))}
        await self.house.act(by, root, until=is_sent, files=files)
        sent = await BankStatement.get(file_name=name)

        async def is_begun() -> bool:
            return not await BankStatement.filter(id=sent.id, state="sent").exists()

        async def is_done() -> bool:
            return await BankStatement.filter(id=sent.id, state="done").exists()

        await self.house.act(by, f"{root}/{sent.public_id}", until=is_begun, head="3", role=ROLES)
        await self.house.until(is_done, what="the statement")

    async def decided(self, line: BankLine, act: str, **fields: Any) -> LineShare:
        """What the finance person decides about a line of the list."""
        page = f"/operator/money/lines/{line.public_id}"

        async def is_decided() -> bool:
            return await shares(line).exists()

        await self.house.act(self.operator.finance, page, f"{page}/{act}", until=is_decided, **fields)  # fmt: skip
        return await shares(line).get()


def shares(line: BankLine) -> Any:
    return LineShare.filter(line_id=line.id, undone_at=None)


async def became(payment: OnlinePayment, state: str) -> bool:
    return await OnlinePayment.filter(id=payment.id, state=state).exists()


async def has_left(payment: OnlinePayment, state: str) -> bool:
    return not await became(payment, state)


# How money moves.


async def paid_and_sent_back(world: World) -> Ending:
    """Paid on the provider's page; the union cancels, the money goes back by the same way, and nobody tells when it arrives."""
    case = await world.submitted()
    payment = await world.paid(case, "alipay")
    await world.house.provider("faults", is_silent=True)
    await world.cancelled(case)
    await world.house.until(lambda: _refund_is(payment, "pending", "succeeded"), what="the refund")
    world.house.move(timedelta(hours=6, minutes=10))
    await world.house.until(lambda: _refund_is(payment, "succeeded"), what="its arrival")
    await world.house.provider("faults", is_silent=False)
    return await ending(world, case)


async def sent_back_unheard(world: World) -> Ending:
    """The refund is made there, and the answer is lost on the way."""
    case = await world.submitted()
    payment = await world.paid(case)
    await world.house.provider("faults", is_silent=True, plan=[["/v1/refunds", "after"]])
    await world.cancelled(case)
    await world.house.until(lambda: _refund_is(payment, "succeeded"), what="the refund")
    await world.house.provider("faults", is_silent=False)
    return await ending(world, case)


async def _refund_is(payment: OnlinePayment, *states: str) -> bool:
    return await OnlineRefund.filter(payment_id=payment.id, state__in=states).exists()


async def ended_by_the_union(world: World) -> Ending:
    """The page is closed, and the whole is paid by transfer, put on record by hand; one receipt is a mistake."""
    case = await world.submitted()
    payment = await world.begin(case)
    page = f"/union/payments/{payment.public_id}"
    await world.house.act(case.union.finance, page, f"{page}/end", until=lambda: became(payment, "ended"))  # fmt: skip
    owed = (await money.account_of(case.number)).owed.minor // 100
    await _received(world, case, owed)
    mistaken = await Receipt.get(charge__public_id=case.charge)

    async def is_withdrawn() -> bool:
        return await Receipt.filter(id=mistaken.id, withdrawn_at__isnull=False).exists()

    page = f"/operator/money/receipts/{mistaken.public_id}/withdrawal"
    await world.house.act(case.operator.finance, page, until=is_withdrawn, why="示例")
    await _received(world, case, owed)
    return await ending(world, case)


async def written_off(world: World) -> Ending:
    """What is missing is proposed to be written off and taken back, then refused, then agreed to; at last it comes."""
    case = await world.submitted()
    owed = (await money.account_of(case.number)).owed.minor // 100
    await _received(world, case, owed - 30)
    finance, second = case.operator.finance, case.operator.administrator
    for by, act in ((finance, "withdrawal"), (second, "refusal"), (second, "agreement")):
        row = await _proposed(world, case)
        page = f"/operator/money/write-offs/{row.public_id}"
        given = {"why": "示例"} if act == "refusal" else {}

        async def is_answered() -> bool:
            return await WriteOff.filter(id=row.id).exclude(state="proposed").exists()  # noqa: B023 - awaited here

        await world.house.act(by, page, f"{page}/{act}", until=is_answered, **given)
    await _received(world, case, 20)
    rows = WriteOff.filter(charge__public_id=case.charge).order_by("id")
    return {
        **await ending(world, case),
        "write_offs": [(one.state, one.minor, one.reversed_minor) for one in await rows],
    }


async def _proposed(world: World, case: SimpleNamespace) -> WriteOff:
    rows = WriteOff.filter(charge__public_id=case.charge, state="proposed")

    async def is_proposed() -> bool:
        return await rows.exists()

    page = f"/operator/money/charges/{case.charge}/write-off"
    await world.house.act(case.operator.finance, page, until=is_proposed, why="示例")
    return await rows.get()


async def _received(world: World, case: SimpleNamespace, yuan: int) -> None:
    voucher = world.voucher()

    async def is_received() -> bool:
        return await Receipt.filter(voucher=voucher).exists()

    page = f"/operator/money/charges/{case.charge}/receipt"
    await world.house.act(
        case.operator.finance, page, until=is_received, amount=str(yuan), voucher=voucher,
        received_on=clock.today().isoformat(), note="",
    )  # fmt: skip


async def lost_on_the_way(world: World) -> Ending:
    """The answer to the first question is lost, then one is refused without an effect; at last it is paid."""
    case = await world.submitted()
    await world.house.provider("faults", plan=[["/v1/checkout/sessions", "before"]])
    first = await world.pressed(case)
    await world.house.until(lambda: became(first, "ended"), what="given up")
    await world.house.provider("faults", plan=[["/v1/checkout/sessions", "after"]])
    await world.paid(case, "wechat_pay")
    return await ending(world, case)


async def sent_back_by_a_stranger(world: World) -> Ending:
    """Somebody paid it back in the provider's own pages: our refund is refused there, and a person settles both."""
    case = await world.submitted()
    payment = await world.paid(case)
    await _foreign_refund(world, payment)
    await world.settled_by_hand(case, "foreign_refund")
    await world.cancelled(case)
    await world.house.until(lambda: _refund_is(payment, "failed"), what="refused")
    await world.refunded_by_transfer(case)
    return await ending(world, case)


async def put_on_record(world: World) -> Ending:
    """Somebody paid it back in the provider's own pages, and the payee puts that on record: nothing more goes back."""
    case = await world.submitted()
    await _foreign_refund(world, await world.paid(case))
    rows = OnlineDifference.filter(kind="foreign_refund", settled_at=None)
    await world.house.until(rows.exists, what="the list")  # type: ignore[arg-type]
    found = await rows.get()

    async def is_recorded() -> bool:
        return not await rows.exists()

    page = f"/operator/money/online/{found.public_id}"
    await world.house.act(case.operator.finance, page, f"{page}/record", until=is_recorded)
    await world.cancelled(case)
    return await ending(world, case)


async def _foreign_refund(world: World, payment: OnlinePayment) -> None:
    import httpx2

    from tests.proofs.killing.house import KEY

    async with httpx2.AsyncClient(base_url=world.house.double, trust_env=False) as stranger:
        asked = {"payment_intent": str(payment.intent_id)}
        answer = await stranger.post("/v1/refunds", data=asked, headers={"Authorization": f"Bearer {KEY}"})  # fmt: skip
    assert answer.is_success, answer.text


async def disputed_and_won(world: World) -> Ending:
    """The payer's bank takes the money and gives it back; of the payment itself nobody was told before."""
    case = await world.submitted()
    payment = await world.begin(case)
    await world.house.provider("faults", is_silent=True)
    await world.house.provider("pay", id=payment.session_id, method="card")
    intent = store_of(world.house).get("checkout.session", str(payment.session_id))[
        "payment_intent"
    ]
    made = await world.house.provider("dispute", id=intent)
    await world.house.tell(store_of(world.house).every("event")[0])

    async def is_taken() -> bool:
        return await OnlineDispute.filter(dispute_id=made["id"]).exists()

    await world.house.until(is_taken, what="the dispute")
    await world.house.provider("faults", is_silent=False)
    await world.house.provider("close_dispute", id=made["id"], is_won=True)

    async def is_won() -> bool:
        return await OnlineDispute.filter(dispute_id=made["id"], state="won").exists()

    await world.house.until(is_won, what="won")
    return await ending(world, case)


async def other_than_asked(world: World) -> Ending:
    """Less came than was asked: one person lets it pay, takes that back, decides anew, and a second one agrees."""
    case = await world.submitted()
    asked = (await money.account_of(case.number)).owed.minor
    payment = await world.paid(case, amount=asked - 100)
    found = await OnlineDifference.get(kind="amount", subject=payment.public_id)
    page = f"/operator/money/online/{found.public_id}"
    finance, second = case.operator.finance, case.operator.administrator

    async def is_proposed() -> bool:
        return await HeldDecision.filter(payment_id=payment.id, undone_at=None).exists()

    async def is_dropped() -> bool:
        return not await is_proposed()

    await world.house.act(finance, page, f"{page}/taken", until=is_proposed, why="示例")
    await world.house.act(finance, page, f"{page}/dropping", until=is_dropped)
    await world.house.act(finance, page, f"{page}/taken", until=is_proposed, why="示例")
    await world.house.act(second, page, f"{page}/approval", until=lambda: became(payment, "paid"))
    return await ending(world, case)


async def told_a_day_late(world: World) -> Ending:
    """Nothing is told for a day: the comparison finds payment and payout, and lists a line of nobody's."""
    case, made = await _unheard(world, timedelta(hours=22))
    unknown = OnlineDifference.filter(kind="unknown_line", theirs_minor=900_000_00)

    async def is_found() -> bool:
        return await OnlinePayout.filter(payout_id=made["id"]).exists() and await unknown.exists()

    await world.house.until(is_found, what="what was not told")
    return await ending(world, case)


async def never_told(world: World) -> Ending:
    """The same for longer than the provider remembers: the list says so. The group lapsed meanwhile, its money goes back."""
    case, _made = await _unheard(world, timedelta(days=31, hours=2))
    await world.house.until(
        lambda: OnlineRefund.filter(
            payment__charge__public_id=case.charge, state="succeeded"
        ).exists(),  # type: ignore[arg-type, return-value]
        what="the refund",
    )
    assert await OnlineDifference.filter(kind="out_of_reach").exists()
    return await ending(world, case)


async def _unheard(world: World, away: timedelta) -> tuple[SimpleNamespace, dict[str, Any]]:
    """Paid, and paid out, while the provider tells nobody; so long after that the comparison has come to its end."""
    house = world.house
    case = await world.submitted()
    payment = await world.begin(case)
    await house.provider("faults", is_silent=True)
    await house.provider("pay", id=payment.session_id, method="card")
    # A line of nobody's, and large enough that there is something to be paid out whatever was refunded before.
    balance_line(store_of(house), "adjustment", 900_000_00, 0, f"adj_{case.code}", "cny")
    made = await house.provider("pay_out")
    house.move(away)

    async def is_compared() -> bool:
        account = await OnlineAccount.get()
        return clock.now() - account.told_until < timedelta(hours=3)

    await house.until(is_compared, what="every day compared")
    await house.provider("faults", is_silent=False)
    return case, made


async def by_the_banks_statement(world: World) -> Ending:
    """A statement's lines: one is short, one of nobody's goes back, one is set aside twice; the next brings the rest."""
    case = await world.submitted()
    owed = (await money.account_of(case.number)).owed.minor // 100
    tag = case.code
    await world.imported(
        case, row(f"{owed - 100}.00", case.code, payer=case.union.name, serial=f"{tag}1"),
        row("88.00", "早餐", serial=f"{tag}2"), row("99.00", "转错了", payer="王某", serial=f"{tag}3"),
    )  # fmt: skip
    short, breakfast, wrong = [await BankLine.get(serial=f"{tag}{n}") for n in (1, 2, 3)]
    share = await world.decided(
        short, "application", charge=[case.charge, ""], amount=[f"{owed - 100}.00", ""], why="示例"
    )
    await _agreed(world, case, share)
    mistaken = await world.decided(breakfast, "aside", why="示例")
    await _undone(world, mistaken)
    await world.decided(breakfast, "aside", why="示例")
    back = await world.decided(wrong, "return", why="示例")

    async def is_paid() -> bool:
        return await LineShare.filter(id=back.id, paid_on__isnull=False).exists()

    page = f"/operator/money/returns/{back.public_id}"
    await world.house.act(case.operator.finance, page, until=is_paid, **world.on_paper())
    await world.imported(
        case, row("100.00", case.code, payer=case.union.name, serial=f"{tag}4"),
        row("", "退回", out="99.00", payer="王某", serial=f"{tag}5"),
    )  # fmt: skip
    await world.decided(await BankLine.get(serial=f"{tag}5"), "link", to=back.public_id)
    lines = await BankLine.filter(serial__startswith=tag).order_by("serial")
    return {
        **await ending(world, case),
        "lines": [(one.minor, one.state, one.finding) for one in lines],
        "fates": [
            (one.minor, one.fate, one.paid_on is not None, one.done_at is not None, one.undone_at is None)
            for one in await LineShare.filter(line__serial__startswith=tag).order_by("line__serial", "id")
        ],
    }  # fmt: skip


async def _agreed(world: World, case: SimpleNamespace, share: LineShare) -> None:
    async def is_agreed() -> bool:
        return await LineShare.filter(id=share.id, done_at__isnull=False).exists()

    line = await BankLine.get(id=share.line_id)
    act = f"/operator/money/decisions/{share.public_id}/approval"
    await world.house.act(case.operator.administrator, f"/operator/money/lines/{line.public_id}", act, until=is_agreed)  # fmt: skip


async def _undone(world: World, share: LineShare) -> None:
    async def is_undone() -> bool:
        return await LineShare.filter(id=share.id, undone_at__isnull=False).exists()

    line = await BankLine.get(id=share.line_id)
    act = f"/operator/money/decisions/{share.public_id}/undoing"
    await world.house.act(world.operator.finance, f"/operator/money/lines/{line.public_id}", act, until=is_undone, why="示例")  # fmt: skip


async def refunded_in_a_batch(world: World) -> Ending:
    """Too much came: the refund stands in a batch that is taken back, in another that a second person agrees to, and is paid."""
    case = await world.submitted()
    await _received(world, case, (await money.account_of(case.number)).owed.minor // 100 + 500)
    first = await _batch(world, case, case.operator.finance)
    page = f"/operator/money/refund-batches/{first.public_id}"
    await world.house.act(case.operator.finance, page, f"{page}/withdrawal", until=lambda: _is(first, "withdrawn_at"))  # fmt: skip
    second = await _batch(world, case, case.operator.finance)
    page = f"/operator/money/refund-batches/{second.public_id}"
    await world.house.act(case.operator.administrator, page, f"{page}/approval", until=lambda: _is(second, "approved_at"))  # fmt: skip
    await world.refunded_by_transfer(case)
    return await ending(world, case)


async def _batch(world: World, case: SimpleNamespace, by: Any) -> RefundBatch:
    order = await RefundOrder.get(charge__public_id=case.charge, withdrawn_at=None, paid_on=None)
    rows = RefundBatch.filter(items__refund_id=order.id, withdrawn_at=None)

    async def is_made() -> bool:
        return await rows.exists()

    await world.house.act(by, "/operator/money/refunds", until=is_made, paper=order.public_id)
    return await rows.get()


async def _is(batch: RefundBatch, column: str) -> bool:
    return await RefundBatch.filter(id=batch.id, **{f"{column}__isnull": False}).exists()


async def confirmed_by_the_union(world: World) -> Ending:
    """Where the payee has nobody else, the union that gets the refund agrees to account and amount."""
    alone = World(world.house, await make_operator(), world.vouchers + 500_000)
    with clock.moved_to(clock.now() - timedelta(days=4)):
        await enter_account(alone.operator.finance, f"6225{alone.operator.organisation:08d}")
    gone = Membership.filter(user_id=alone.operator.administrator.user_id)
    case = await alone.submitted()
    await gone.update(ended_at=clock.now())
    await _received(alone, case, (await money.account_of(case.number)).owed.minor // 100 + 500)
    batch = await _batch(alone, case, case.operator.finance)
    item = await batch.items.all().first()  # type: ignore[attr-defined]
    await alone.house.act(case.union.finance, f"/union/refunds/{item.public_id}", until=lambda: _is(batch, "approved_at"))  # fmt: skip
    await alone.refunded_by_transfer(case)
    world.vouchers += 1
    return await ending(alone, case)


async def told_by_slips(world: World) -> Ending:
    """The union sends a slip and takes it back, sends one that the operator does not find, and one that it does."""
    case = await world.submitted()
    owed = (await money.account_of(case.number)).owed.minor // 100
    first = await _slip(world, case, owed)
    await world.house.act(
        case.union.finance, case.page, f"/union/slips/{first.public_id}/withdrawal",
        until=lambda: _slip_is(first, "withdrawn"),
    )  # fmt: skip
    second = await _slip(world, case, owed)
    page = f"/operator/money/slips/{second.public_id}"
    await world.house.act(case.operator.finance, page, f"{page}/missing", until=lambda: _slip_is(second, "missing"), note="示例")  # fmt: skip
    third = await _slip(world, case, owed)
    page = f"/operator/money/slips/{third.public_id}"
    today = clock.today().isoformat()
    await world.house.act(
        case.operator.finance, page, f"{page}/receipt", until=lambda: _slip_is(third, "received"),
        amount=str(owed), received_on=today,
    )  # fmt: skip
    return await ending(world, case)


async def _slip(world: World, case: SimpleNamespace, yuan: int) -> Slip:
    rows = Slip.filter(charge__public_id=case.charge, state="waiting")

    async def is_sent() -> bool:
        return await rows.exists()

    await world.house.act(
        case.union.finance, f"/union/charges/{case.charge}/slip", until=is_sent, files={"file": PDF},
        amount=str(yuan), paid_on=clock.today().isoformat(),
    )  # fmt: skip
    return await rows.get()


async def _slip_is(slip: Slip, state: str) -> bool:
    return await Slip.filter(id=slip.id, state=state).exists()


async def paid_out_by_a_centre(world: World) -> Ending:
    """A centre collected; the stay is settled, and its money goes to the operator: dropped once, then confirmed."""
    operator, centre, union = await make_operator(), await make_centre(), await make_union()
    place = await make_place(operator=operator)
    await collecting(centre=centre, operator=operator, since_days=100, commission=100)
    case = await making.reconciled(place=place, union=union)
    await pay_charges(case, centre.cashier)
    await invoiced(case, by=centre.cashier)
    case.charge = (await Charge.get(stay_id=case.number)).public_id

    async def is_settled() -> bool:
        return await Stay.filter(id=case.number, state="settled").exists()

    page = f"/operator/stays/{case.id}/settlement"
    await world.house.act(operator.finance, page, until=is_settled)
    dropped = await _payout(world, centre)
    one = f"/centre/payouts/{(await dropped.batch).public_id}/{dropped.public_id}"
    await world.house.act(centre.cashier, one, f"{one}/drop", until=lambda: _paid_out(dropped, "dropped_at"), why="示例")  # fmt: skip
    made = await _payout(world, centre)
    one = f"/centre/payouts/{(await made.batch).public_id}/{made.public_id}"
    await world.house.act(centre.cashier, one, until=lambda: _paid_out(made, "paid_on"), **world.on_paper())  # fmt: skip
    return await ending(world, case, payee=None)


async def _payout(world: World, centre: SimpleNamespace) -> Payout:
    rows = PayoutBatch.filter(centre_id=centre.organisation, approved_at=None)

    async def is_prepared() -> bool:
        return await rows.exists()

    await world.house.act(centre.cashier, "/centre/payouts", "/centre/payouts/prepared", until=is_prepared)  # fmt: skip
    batch = await rows.get()

    async def is_approved() -> bool:
        return not await rows.exists()

    page = f"/centre/payouts/{batch.public_id}"
    await world.house.act(centre.finance, page, f"{page}/approval", until=is_approved)
    return await Payout.get(batch_id=batch.id)


async def _paid_out(payout: Payout, column: str) -> bool:
    return await Payout.filter(id=payout.id, **{f"{column}__isnull": False}).exists()


FLOWS: dict[str, Callable[[World], Awaitable[Ending]]] = {
    flow.__name__: flow
    for flow in (
        paid_and_sent_back, sent_back_unheard, ended_by_the_union, lost_on_the_way, sent_back_by_a_stranger, put_on_record, disputed_and_won,
        other_than_asked, by_the_banks_statement, refunded_in_a_batch, confirmed_by_the_union, told_by_slips, written_off,
        paid_out_by_a_centre, told_a_day_late, never_told,
    )
}  # fmt: skip


async def new_world(house: House) -> World:
    operator = await make_operator()
    with clock.moved_to(clock.now() - timedelta(days=4)):
        await enter_account(operator.finance, "6222000011112222")
    await online.take_online(operator.organisation)
    return World(house, operator)


# How it ended.


async def subjects_of(case: SimpleNamespace) -> list[str]:
    payments = await OnlinePayment.filter(charge__public_id=case.charge)
    numbers = [one.id for one in payments]
    refunds = await OnlineRefund.filter(payment_id__in=numbers)
    disputes = await OnlineDispute.filter(payment_id__in=numbers)
    return [
        case.charge, *(one.public_id for one in payments), *(one.public_id for one in refunds),
        *(one.dispute_id for one in disputes),
    ]  # fmt: skip


async def ending(world: World, case: SimpleNamespace, *, payee: str | None = "operator") -> Ending:
    await world.house.until(lambda: _is_quiet(world.house), what="quiet")
    subjects = await subjects_of(case)
    charge = await Charge.get(public_id=case.charge)
    standing = (await money.account_of(case.number)).charges[0].standing
    orders = await RefundOrder.filter(charge_id=charge.id, withdrawn_at=None)
    payments = await OnlinePayment.filter(charge_id=charge.id).exclude(state="ended")
    rows = await Posting.filter(account__subject__in=subjects).values("account__kind", "minor")
    sums: dict[str, int] = {}
    for one in rows:
        sums[one["account__kind"]] = sums.get(one["account__kind"], 0) + one["minor"]
    return {
        "state": (await Stay.get(id=case.number)).state,
        "standing": (standing.charged.minor, standing.received.minor, standing.refunded.minor, standing.owed.minor),
        "receipts": sorted((r.minor, r.way) for r in await Receipt.filter(charge_id=charge.id, withdrawn_at=None)),
        "orders": sorted((o.minor, o.way, o.paid_on is not None) for o in orders),
        "payments": sorted((p.state, p.got_minor, p.fee_minor, p.method) for p in payments),
        "refunds": sorted((r.minor, r.state) for r in await OnlineRefund.filter(payment__charge_id=charge.id)),
        "lists": sorted((d.kind, d.settled_at is None) for d in await OnlineDifference.filter(subject__in=subjects)),
        "accounts": sorted((kind, minor) for kind, minor in sums.items() if minor),
        "provider": _at_the_provider(world.house, [one.public_id for one in payments]),
        "page": await _shown(world, case, payee),
    }  # fmt: skip


async def _is_quiet(house: House) -> bool:
    """Everything was told, and what follows from it is done."""
    told = {one["id"] for one in store_of(house).every("event")}
    known = set(await ProviderEvent.all().values_list("event_id", flat=True))
    waiting = OutboxRow.filter(done_at=None, dead_at=None, topic__startswith="online.")
    return told <= known and not await waiting.exists()


def _at_the_provider(house: House, references: list[str]) -> list[tuple[str, int]]:
    """Every charge and refund that moved there for these payments."""
    store = store_of(house)
    charges = [
        one for one in store.every("charge") if one["metadata"].get("reference") in references
    ]
    ids = {one["id"] for one in charges}
    back = [one for one in store.every("refund") if one["charge"] in ids]
    return sorted(("charge" if one in charges else "refund", one["amount"]) for one in [*charges, *back])  # fmt: skip


def store_of(house: House) -> Store:
    return Store(str(house.folder / "double.db"), now=lambda: int(clock.now().timestamp()))


async def _shown(world: World, case: SimpleNamespace, payee: str | None) -> list[str]:
    """The amounts that the union's page of the stay's money shows, and that its payee's statement does."""
    shown: list[str] = []
    pages = [(case.union.finance, f"/union/stays/{case.id}")]
    if payee:
        pages.append((case.operator.finance, f"/operator/stays/{case.id}/statement"))
    for by, path in pages:
        visitor = await world.house.as_(by)
        answer = await visitor.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        shown += AMOUNT.findall(answer.text)
    return shown
