"""Claims as pages and sheets show them, on both sides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tortoise.queryset import QuerySet

from booking.money.bank_accounts import AccountToPay, accounts_to_pay
from booking.money.subsidies.moving import own_claim
from booking.money.subsidy_models import SubsidyClaim
from booking.people import demand
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.language import choose


@dataclass(frozen=True, slots=True)
class ClaimNight:
    """Workers who were there on one night, and at which base."""

    date: date
    site: str
    workers: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim. `state` is a code of words.CLAIM_STATE; `cost` what the workers cost within the ceiling, above which nothing is given;
    `granted` is None until it was checked. `checked_by_id` tells the reader whether a second person is needed.
    """

    id: str
    trip_id: int
    union_id: int
    union: str
    federation: str
    programme: str
    per: str
    each: Money
    document: str
    state: str
    workers: int
    person_days: int
    claimed: Money
    cost: Money
    nights: tuple[ClaimNight, ...]
    note: str
    claimed_at: datetime
    claimed_by: str
    granted: Money | None
    why: str
    checked_at: datetime | None
    checked_by: str
    checked_by_id: int | None
    granted_at: datetime | None
    granted_by: str
    paid_on: date | None
    voucher: str
    paid_by: str
    ended_at: datetime | None
    ended_by: str

    @property
    def by_rate(self) -> Money:
        return self.each * (self.workers if self.per == "trip" else self.person_days)

    @property
    def is_open(self) -> bool:
        return self.state in ("claimed", "checked", "granted")

    @property
    def given(self) -> Money:
        """What is owed or paid; nothing while nobody has granted it."""
        return (
            self.granted if self.granted and self.state in ("granted", "paid") else self.claimed * 0
        )


async def claims_of_union(union_id: int) -> tuple[ClaimLine, ...]:
    """The newest first."""
    return await _lines(SubsidyClaim.filter(union_id=union_id))


async def claims_to(by: Actor) -> tuple[ClaimLine, ...]:
    """Claims to the reader's federation, the newest first. Refused: NotGranted."""
    demand(by, "subsidies.see")
    return await _lines(SubsidyClaim.filter(federation_id=by.organisation_id))


async def claim_of(claim: str, *, by: Actor) -> ClaimLine:
    """To the reader's federation. Refused: NotGranted, ClaimUnknown."""
    demand(by, "subsidies.see")
    row = await own_claim(claim, federation_id=by.organisation_id)
    return (await _lines(SubsidyClaim.filter(id=row.id)))[0]


async def live_claims(trip_ids: Iterable[int]) -> dict[int, str]:
    """By trip: the state of the claim that is under way or paid."""
    rows = SubsidyClaim.filter(trip_id__in=[*trip_ids]).exclude(
        state__in=["turned_down", "withdrawn"]
    )
    return dict(await rows.values_list("trip_id", "state"))


async def transfers_due(by: Actor) -> tuple[tuple[ClaimLine, AccountToPay], ...]:
    """What is granted and may be paid, and where to: account numbers are whole. Refused: NotGranted."""
    demand(by, "subsidies.decide")
    lines = [one for one in await claims_to(by) if one.state == "granted"]
    accounts = await accounts_to_pay({one.union_id for one in lines})
    due = ((one, accounts[one.union_id]) for one in reversed(lines))
    return tuple((one, account) for one, account in due if account.may_be_paid_out)


async def _lines(rows: QuerySet[SubsidyClaim]) -> tuple[ClaimLine, ...]:
    found: Sequence[SubsidyClaim] = await rows.order_by("-id").prefetch_related("rate", "union", "federation")  # fmt: skip
    return tuple(_line(row) for row in found)


def _line(row: SubsidyClaim) -> ClaimLine:
    def money(minor: int) -> Money:
        return Money(minor, row.currency)

    return ClaimLine(
        row.public_id, row.trip_id, row.union_id, choose(row.union.name, row.union.name_en),
        choose(row.federation.name, row.federation.name_en), row.rate.programme, row.rate.per,
        money(row.rate.minor), row.rate.document, row.state, row.workers, row.person_days,
        money(row.minor), money(row.facts["cost"]), _nights(row.facts), row.note, row.claimed_at,
        row.claimed_by_name, None if row.granted_minor is None else money(row.granted_minor), row.why,
        row.checked_at, row.checked_by_name, row.checked_by_id, row.granted_at, row.granted_by_name,
        row.paid_on, row.voucher, row.paid_by_name, row.ended_at, row.ended_by_name,
    )  # fmt: skip


def _nights(facts: dict[str, list[dict[str, str]]]) -> tuple[ClaimNight, ...]:
    return tuple(
        ClaimNight(
            date.fromisoformat(one["night"]),
            choose(one["site"], one["site_en"]),
            int(one["workers"]),
        )
        for one in facts["nights"]
    )
