"""The town with everything that moves its money: part payments, refunds, invoices, disputes, and cancelling to the second."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from booking import money, stays
from booking.money.cancellation import fee_at
from booking.money.models import Charge, Posting, Receipt, RefundOrder
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation.amounts import Money, total
from sites.packages import Heads, Quote
from tests.booking.stays import stories
from tests.booking.stays.town import Town
from tests.factories.invoices import invoiced, issued
from tests.factories.people import make_federation
from tests.factories.places import TWIN
from tests.factories.stays import counted

WHICH = st.integers(0, 30)
PERCENT = st.integers(1, 160)
A_SECOND = timedelta(seconds=1)


class TownOfMoney(Town):
    """`steps` counts what was really done, by name."""

    @initialize()
    def open(self) -> None:
        super().open()
        self.federation = self.run(make_federation())
        self.vouchers = 0

    @rule(which=WHICH, percent=PERCENT)
    def pay_a_part(self, which: int, percent: int) -> None:
        """Less than is owed, or more."""
        self.vouchers += 1

        async def pay(story: SimpleNamespace) -> None:
            charge = (await money.account_of(story.number)).charges[0]
            amount = max(charge.standing.charged.percent(percent), Money(1))
            await money.record_receipt(
                charge.id, amount=amount, received_on=clock.today(), voucher=f"示例 V{self.vouchers}",
                by=story.operator.finance,
            )  # fmt: skip
            self.reached.add("paid in part" if percent < 100 else "overpaid")

        self.straight_to_confirmed(which)
        self._try(which, pay)

    @rule(which=WHICH)
    def pay_back(self, which: int) -> None:
        async def pay(story: SimpleNamespace) -> None:
            order = await RefundOrder.filter(charge__stay_id=story.number, paid_on=None, withdrawn_at=None).first()  # fmt: skip
            if order:
                await money.record_refund_paid(order.public_id, paid_on=clock.today(), voucher=f"示例 R{order.id}", by=story.operator.finance)  # fmt: skip
                self.reached.add("refunded")

        self._try(which, pay)

    @rule(which=WHICH)
    def take_a_receipt_back(self, which: int) -> None:
        async def withdraw(story: SimpleNamespace) -> None:
            receipt = await Receipt.filter(charge__stay_id=story.number, withdrawn_at=None).first()
            if receipt:
                await money.withdraw_receipt(receipt.public_id, why="示例", by=story.operator.finance)  # fmt: skip
                self.reached.add("withdrawn")

        self._try(which, withdraw)

    @rule(which=WHICH, is_red=st.booleans())
    def invoice(self, which: int, is_red: bool) -> None:
        async def issue(story: SimpleNamespace) -> None:
            one = (await money.invoices_of(story.number))[0]
            standing = next((line for line in one.invoices if line.left), None)
            if is_red and standing is not None:
                await money.correct_by_red_letter(standing.id, issued(standing.left), why="示例", by=story.operator.finance)  # fmt: skip
            elif one.standing.free:
                await invoiced(story)
            self.reached.add("invoiced")

        self._try(which, issue)

    @rule(which=WHICH, percent=st.integers(0, 120), agrees=st.booleans(), by_house=st.booleans())
    def dispute(self, which: int, percent: int, agrees: bool, by_house: bool) -> None:
        """One side disputes two lines; the other agrees to one, and the federation decides something between on the other."""

        async def dispute(story: SimpleNamespace) -> None:
            sides = [story.union.organiser, story.operator.sales]
            one, other = sides[::-1] if by_house else sides
            lines = (await stays.disputes_of(story.id, by=one)).lines
            for line, agreed in zip(lines, (agrees, not agrees), strict=False):
                wanted = line.amount.percent(percent)
                made = await stays.dispute_line(story.id, line.code, wanted=wanted, reason="示例", by=one)  # fmt: skip
                await stays.answer_dispute(story.id, made, agrees=agreed, by=other)
                if not agreed:
                    to = Money((wanted.minor + line.amount.minor) // 2)
                    await stays.decide_dispute(made, to=to, note="示例", by=self.federation.clerk)
                self.reached.add("agreed" if agreed else "decided")

        self.live_with_fewer(which, came=which % 7 + 1)
        self._try(which, dispute)

    @rule(which=WHICH, tier=st.integers(0, 3), at_the_second=st.booleans())
    def cancel_at_a_boundary(self, which: int, tier: int, at_the_second: bool) -> None:
        """A second before the table's next tier, or at it: what is charged then is what the table says."""

        async def cancel(story: SimpleNamespace) -> None:
            row = await Stay.get(id=story.number)
            if row.state != "confirmed":
                return
            seen = await stays.preview_cancellation(story.id, by=story.union.organiser)
            price, terms = Money(row.price_minor), (row.frozen or {})["terms"]
            wanted = fee_at(clock.now(), price=price, terms=terms, check_in=row.check_in).fee
            assert seen.fee == wanted + Money(row.kept_minor)
            await stays.cancel(story.id, fee_seen=seen.fee, note="示例", by=story.union.organiser)
            assert (await money.account_of(story.number)).charged == seen.fee
            self.reached.add(f"cancelled {'at' if at_the_second else 'before'} the second")

        self._hold(which % 2, ahead=20 + which, nights=2, rooms={TWIN: 4}, heads=Heads(8))
        self.straight_to_confirmed(len(self.stories) - 1)
        story = self.stories[-1]
        ends = self.run(_ends(story))
        ahead = [end for end in ends if end - A_SECOND > self.now]
        if ahead:
            self.now = ahead[min(tier, len(ahead) - 1)] - (not at_the_second) * A_SECOND
            self._try(len(self.stories) - 1, cancel)

    @rule(which=WHICH, came=st.integers(1, 14))
    def live_with_fewer(self, which: int, came: int) -> None:
        """Some stay at home: the account follows the heads that were counted."""
        if not self.stories:
            return
        self.straight_to_confirmed(which)
        story = self.stories[which % len(self.stories)]
        for night in range(len(story.nights)):
            self.now = max(self.now, stories.morning(story, day=night, at=stories.time(20)))
            self._try(
                which, lambda story, night=night: counted(story, story.nights[night], Heads(came))
            )  # type: ignore[misc]
        self.now = max(self.now, stories.morning(story, day=len(story.nights)))
        self._try(which, lambda story: stays.depart(story.id, by=story.operator.steward))
        self._try(which, stories.present)

    @rule(which=WHICH)
    def square(self, which: int) -> None:
        """As most accounts end: agreed, paid, paid back, invoiced, settled."""
        self._try(which, stories.agree_to_account)
        self._try(which, stories.pay)
        self.pay_back(which)
        self.invoice(which, is_red=False)
        self._try(which, stories.settle)

    @invariant()
    def no_fen_is_lost(self) -> None:
        if hasattr(self, "federation"):
            self.run(every_sum())


async def _ends(story: SimpleNamespace) -> list[Any]:
    row = await Stay.get(id=story.number)
    terms = (row.frozen or {}).get("terms")
    if not terms:
        return []
    tiers = money.tiers_with_dates(terms, price=Money(row.price_minor), check_in=row.check_in)
    return [tier.until for tier in tiers if tier.until]


async def every_sum() -> None:
    """In plain sums beside the program's own recount: entries, refunds, and shares."""
    entries: dict[int, int] = {}
    for one in await Posting.all().values("entry_id", "minor"):
        entries[one["entry_id"]] = entries.get(one["entry_id"], 0) + one["minor"]
    assert set(entries.values()) <= {0}
    for charge in await Charge.all():
        received = await Receipt.filter(charge_id=charge.id, withdrawn_at=None)
        back = await RefundOrder.filter(charge_id=charge.id, withdrawn_at=None, paid_on__isnull=False)  # fmt: skip
        assert sum(one.minor for one in back) <= sum(one.minor for one in received)
    for stay in await Stay.exclude(state="inquiry"):
        account = await money.account_of(stay.id)
        assert account.charged == total([one.standing.charged for one in account.charges])
        quote = Quote.from_facts(stay.quote)
        assert total(quote.shares.parts.values()) == quote.total == Money(stay.quote["total"])
