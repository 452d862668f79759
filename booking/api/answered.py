"""What programs are answered about stays: models that the OpenAPI document shows."""

from datetime import date, datetime

from pydantic import BaseModel

from booking.stays import CancellationPreview, RecordPage, StayRecord
from sites.foundation.amounts import Money


class Amount(BaseModel):
    """Minor units: fen of CNY."""

    minor: int
    currency: str


class HeadsAnswer(BaseModel):
    workers: int
    family: int
    crew: int


class AmountsAnswer(BaseModel):
    per_person: Amount
    total: Amount


class StayAnswer(BaseModel):
    """One group's nights at one site. `missing` says what keeps an accepted stay from being confirmed.

    `union` and `operator` are ids; `site` and `package` are the codes of the catalogue. People stand
    in no answer.
    """

    id: str
    trip: str
    reference: str
    state: str
    site: str
    package: str
    union: str
    operator: str
    check_in: date
    check_out: date
    programme: str
    heads: HeadsAnswer
    rooms: dict[str, int]
    hold: str
    hold_expires_at: datetime | None
    answer_due_at: datetime | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    confirmed_at: datetime | None
    missing: list[str]
    reason: str
    amounts: AmountsAnswer
    created_at: datetime


class StayList(BaseModel):
    """`next` is the cursor of the next page, null on the last one."""

    items: list[StayAnswer]
    next: str | None


class CancellationAnswer(BaseModel):
    """What cancelling now would cost: `percent` of the price and what was `kept` of people who left before. `until`: when
    the fee changes next, null when it never does.
    """

    fee: Amount
    kept: Amount
    percent: int
    price: Amount
    until: datetime | None
    may_cancel: bool


def stay_answer(kept: StayRecord) -> StayAnswer:
    return StayAnswer(
        id=kept.public_id, trip=kept.trip, reference=kept.reference, state=kept.state.value,
        site=kept.site, package=kept.package, union=kept.union, operator=kept.operator,
        check_in=kept.check_in, check_out=kept.check_out, programme=kept.programme,
        heads=HeadsAnswer(
            workers=kept.heads.workers, family=kept.heads.family, crew=kept.heads.crew
        ),
        rooms=kept.rooms, hold=kept.hold_kind, hold_expires_at=kept.hold_expires_at,
        answer_due_at=kept.answer_due_at, submitted_at=kept.submitted_at,
        accepted_at=kept.accepted_at, confirmed_at=kept.confirmed_at, missing=[*kept.missing],
        reason=kept.reason,
        amounts=AmountsAnswer(per_person=amount(kept.per_person), total=amount(kept.total)),
        created_at=kept.created_at,
    )  # fmt: skip


def stay_list(found: RecordPage) -> StayList:
    return StayList(items=[stay_answer(one) for one in found.items], next=found.next or None)


def cancellation_answer(preview: CancellationPreview) -> CancellationAnswer:
    return CancellationAnswer(
        fee=amount(preview.fee), kept=amount(preview.kept), percent=preview.percent,
        price=amount(preview.price),
        until=preview.until, may_cancel=preview.may_cancel,
    )  # fmt: skip


def amount(money: Money) -> Amount:
    return Amount(minor=money.minor, currency=money.currency)
