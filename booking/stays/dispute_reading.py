"""Disputes as pages show them: of one stay to its two sides, and those that wait for the federation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from booking.stays.access import stay_of_side
from booking.stays.dispute_lines import DisputableLine, lines_of_account
from booking.stays.dispute_model import Dispute
from booking.stays.dispute_papers import DisputePaper, papers_by_dispute
from booking.stays.disputing import WAITING
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.language import choose


@dataclass(frozen=True)
class DisputeLine:
    """`may_decide`: answered, or the time for it is over. `decided` is None until it is closed with an amount."""

    public_id: str
    stay: str
    reference: str
    site_name: str
    union_name: str
    side: str
    line: str
    shown: Money
    wanted: Money
    decided: Money | None
    reason: str
    answer: str
    decision: str
    state: str
    answer_until: datetime
    by_name: str
    papers: tuple[DisputePaper, ...] = ()

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def may_decide(self) -> bool:
        return self.state == "answered" or (self.state == "open" and self.answer_until <= clock.now())  # fmt: skip


@dataclass(frozen=True)
class DisputesPage:
    """`lines` are those that may still be disputed."""

    lines: tuple[DisputableLine, ...]
    disputes: tuple[DisputeLine, ...]


async def has_open_disputes(stay_id: int) -> bool:
    return await Dispute.filter(stay_id=stay_id, state__in=WAITING).exists()


async def was_disputed(stay_id: int) -> bool:
    return await Dispute.filter(stay_id=stay_id).exclude(state="withdrawn").exists()


async def disputes_of(public_id: str, *, by: Actor) -> DisputesPage:
    """Refused: StayUnknown for anybody but the stay's two sides."""
    stay = await stay_of_side(public_id, by=by)
    rows = await Dispute.filter(stay_id=stay.id).order_by("id").prefetch_related("stay__site", "stay__union")  # fmt: skip
    papers = await papers_by_dispute([stay])
    disputes = tuple(_line(row, papers) for row in rows)
    taken = {one.line for one in disputes if one.state != "withdrawn"}
    is_open = stay.dispute_until is not None and stay.dispute_until > clock.now()
    lines = await lines_of_account(stay) if is_open else ()
    return DisputesPage(tuple(one for one in lines if one.code not in taken), disputes)


async def disputes_waiting() -> tuple[DisputeLine, ...]:
    """Every dispute that is not closed, for the host federation; those that it may decide first."""
    rows = await Dispute.filter(state__in=WAITING).order_by("opened_at", "id").prefetch_related("stay__site", "stay__union")  # fmt: skip
    papers = await papers_by_dispute({row.stay_id: row.stay for row in rows}.values())
    return tuple(sorted((_line(row, papers) for row in rows), key=lambda one: not one.may_decide))


def _line(row: Dispute, papers: Mapping[str, tuple[DisputePaper, ...]]) -> DisputeLine:
    stay, money = row.stay, row.currency
    return DisputeLine(
        row.public_id, stay.public_id, stay.reference, choose(stay.site.name, stay.site.name_en),
        choose(stay.union.name, stay.union.name_en), row.side, row.line,
        Money(row.shown_minor, money), Money(row.wanted_minor, money),
        None if row.decided_minor is None else Money(row.decided_minor, money),
        row.reason, row.answer, row.decision, row.state, row.answer_until, row.by_name,
        papers.get(row.public_id, ()),
    )  # fmt: skip
