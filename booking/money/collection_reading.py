"""Agreements on collecting as both sides see them."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.money.payout_models import Collection
from booking.people.models import Organisation
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import choose


@dataclass(frozen=True, slots=True)
class CollectionLine:
    """`commission` in basis points; `state` is proposed, agreed or ended."""

    id: str
    centre: str
    operator: str
    starts_on: date
    ends_on: date | None
    commission: int
    document: str
    proposed_at: datetime
    proposed_by: str
    agreed_at: datetime | None
    agreed_by: str
    ended_by: str
    ended_why: str

    @property
    def state(self) -> str:
        if self.ends_on is not None and self.ends_on <= clock.today():
            return "ended"
        return "agreed" if self.agreed_at else "proposed"


async def collections_of(by: Actor) -> tuple[CollectionLine, ...]:
    """Of the centre or the operator that looks, the newest first."""
    side = {"operator_id" if by.kind == "operator" else "centre_id": by.organisation_id}
    rows = await Collection.filter(**side).order_by("-id").prefetch_related("centre", "operator")
    return tuple(_line(row) for row in rows)


async def collectable_operators() -> list[tuple[str, str]]:
    """Public id and name of every operator for whom nobody collects yet."""
    open_ = Collection.filter(ends_on=None)
    taken = {int(row.operator_id) for row in await open_}
    rows = Organisation.filter(kind="operator").exclude(standing="closed").order_by("name")
    return [(row.public_id, choose(row.name, row.name_en)) for row in await rows if row.id not in taken]  # fmt: skip


def _line(row: Collection) -> CollectionLine:
    return CollectionLine(
        row.public_id, choose(row.centre.name, row.centre.name_en), choose(row.operator.name, row.operator.name_en),
        row.starts_on, row.ends_on, row.commission, row.document, row.proposed_at, row.proposed_by_name,
        row.agreed_at, row.agreed_by_name, row.ended_by_name, row.ended_why,
    )  # fmt: skip
