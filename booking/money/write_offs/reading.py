"""Write-offs as pages show them, to the payee, to the operator for whom it collects, and to whoever owed the money."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from booking.money.balancing import standing_of
from booking.money.books import Period
from booking.money.models import Posting
from booking.money.payout_models import CollectedCharge
from booking.money.write_off_models import WriteOff
from booking.money.write_offs.finding import ANSWERS, asked_organisation, found, sides_of
from booking.money.write_offs.refusals import WriteOffUnknown
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.foundation.language import choose

POSTED = ("write_off", "write_off_reversed")


@dataclass(frozen=True, slots=True)
class WriteOffView:
    """`state`: proposed, agreed, refused, withdrawn. `asks`: payee, operator, payer. `owed` is what is owed now.

    `may_answer`: whoever looks is of the side that is asked, may answer, and did not propose it.
    """

    id: str
    charge: str
    reference: str
    stay_id: int
    payee: str
    payer: str
    amount: Money
    taken_back: Money
    why: str
    asks: str
    state: str
    proposed_at: datetime
    by_name: str
    answered_at: datetime | None
    second_name: str
    answer: str
    owed: Money
    may_answer: bool
    is_payee: bool

    @property
    def is_due(self) -> bool:
        """It waits, and exactly this is still owed."""
        return self.state == "proposed" and self.owed == self.amount

    @property
    def still_off(self) -> Money:
        return self.amount - self.taken_back


async def write_off_of(write_off_public_id: str, *, by: Actor) -> WriteOffView:
    """Whoever owed the money sees it where its answer is asked, and once it was agreed to. Refused: WriteOffUnknown."""
    row = await found(write_off_public_id)
    sides = await sides_of(row)
    told = {side for side, who in sides.items() if who == by.organisation_id}
    if told == {"payer"} and row.asks != "payer" and row.state != "agreed":
        raise WriteOffUnknown
    if not told:
        raise WriteOffUnknown
    return await _view(row, by=by)


async def write_offs_of_stay(stay_id: int, *, by: Actor) -> tuple[WriteOffView, ...]:
    """What was written off of its charges or waits to be, the first one first. Whoever asks may already see its money."""
    about = "charge__payee", "charge__party__organisation", "charge__stay"
    rows = WriteOff.filter(charge__stay_id=stay_id, state__in=["proposed", "agreed"])
    every = await rows.order_by("id").prefetch_related(*about)
    shown = [row for row in every if row.state == "agreed" or row.asks == "payer" or by.kind != "union"]  # fmt: skip
    return tuple([await _view(row, by=by) for row in shown])


async def write_offs_waiting(by: Actor) -> tuple[WriteOffView, ...]:
    """Proposals that this person may answer, the first one first."""
    about = "charge__payee", "charge__party__organisation", "charge__stay"
    collected = await CollectedCharge.filter(operator_id=by.organisation_id).values_list("charge_id", flat=True)  # fmt: skip
    found_rows: list[Any] = []
    for asks, mine in (
        ("payee", {"charge__payee_id": by.organisation_id}),
        ("operator", {"charge_id__in": list(collected)}),
        ("payer", {"charge__party__organisation_id": by.organisation_id}),
    ):
        waiting = WriteOff.filter(state="proposed", asks=asks, **mine)
        found_rows += await waiting.prefetch_related(*about).order_by("id")
    views = [await _view(row, by=by) for row in found_rows]
    return tuple(view for view in views if view.may_answer)


async def written_off_in(payee_id: int, period: Period) -> Money:
    """What the payee's book shows as written off in these days, less what was taken back."""
    rows = Posting.filter(
        account__book__payee_id=payee_id, account__book__currency="CNY", account__kind="receivable",
        entry__what__in=POSTED, entry__at__gte=clock.at(period.first, time.min),
        entry__at__lt=clock.end_of(period.last),
    )  # fmt: skip
    return -total(Money(int(str(minor))) for minor in await rows.values_list("minor", flat=True))


async def _view(row: Any, *, by: Actor) -> WriteOffView:
    charge, asked = row.charge, await asked_organisation(row)
    payer, payee = charge.party.organisation, charge.payee
    may = by.organisation_id == asked and by.may(ANSWERS[row.asks]) and by.user_id != row.by_user_id
    return WriteOffView(
        row.public_id, charge.public_id, charge.reference, charge.stay_id,
        choose(payee.name, payee.name_en), choose(payer.name, payer.name_en),
        Money(row.minor, row.currency), Money(row.reversed_minor, row.currency), row.why, row.asks,
        row.state, row.proposed_at, row.by_name, row.answered_at, row.second_name, row.answer,
        (await standing_of(charge)).owed, may, by.organisation_id == charge.payee_id,
    )  # fmt: skip
