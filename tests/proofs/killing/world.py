"""The people and the house of every flow of money, and what they do by their pages."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from booking import stays
from booking.money import online
from booking.money.bank_models import BankLine, BankStatement, LineShare
from booking.money.models import Charge, Receipt, RefundOrder
from booking.money.online_models import (
    OnlineDifference,
    OnlineDispute,
    OnlinePayment,
    OnlineRefund,
)
from booking.stays.models import Stay
from sites.foundation import clock
from tests.booking.money.statements.files import as_csv, grid
from tests.factories import stays as making
from tests.factories.centres import enter_account
from tests.factories.people import make_operator, make_union
from tests.factories.places import make_place
from tests.proofs.killing.house import House

ROLES = ["day", "-", "came", "went", "-", "payer", "payer_account", "remark", "remark", "serial"]


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


async def new_world(house: House) -> World:
    operator = await make_operator()
    with clock.moved_to(clock.now() - timedelta(days=4)):
        await enter_account(operator.finance, "6222000011112222")
    await online.take_online(operator.organisation)
    return World(house, operator)


async def subjects_of(case: SimpleNamespace) -> list[str]:
    payments = await OnlinePayment.filter(charge__public_id=case.charge)
    numbers = [one.id for one in payments]
    refunds = await OnlineRefund.filter(payment_id__in=numbers)
    disputes = await OnlineDispute.filter(payment_id__in=numbers)
    return [
        case.charge, *(one.public_id for one in payments), *(one.public_id for one in refunds),
        *(one.dispute_id for one in disputes),
    ]  # fmt: skip


async def received(world: World, case: SimpleNamespace, yuan: int) -> None:
    voucher = world.voucher()

    async def is_received() -> bool:
        return await Receipt.filter(voucher=voucher).exists()

    page = f"/operator/money/charges/{case.charge}/receipt"
    await world.house.act(
        case.operator.finance, page, until=is_received, amount=str(yuan), voucher=voucher,
        received_on=clock.today().isoformat(), note="",
    )  # fmt: skip
