"""Quotas for programs: the same facts in either language, with codes and ids."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.quotas.figures import Figures
from booking.quotas.lines import QuotaLine, lines_for
from booking.quotas.of_union import left_for
from sites.foundation.actor import Actor


@dataclass(frozen=True)
class QuotaRecord:
    """A quota as a program reads it. `left` is what a next trip may take; `figures` count its shares too."""

    public_id: str
    parent: str
    name: str
    owner: str
    unit: str
    state: str
    first_day: date
    last_day: date
    credit_code: str
    origin: str
    unit_kind: str
    programme: str
    district: str
    sites: tuple[str, ...]
    figures: Figures
    left: int
    opens_at: datetime | None
    release_on: date | None


async def quota_records(by: Actor) -> list[QuotaRecord]:
    """A federation's own and their shares; for a union those from which it may draw. Needs `quotas.see`."""
    lines = await (left_for(by) if by.kind == "union" else lines_for(by))
    return [_record(line, is_union=by.kind == "union") for line in lines]


def _record(line: QuotaLine, *, is_union: bool) -> QuotaRecord:
    draft = line.draft
    return QuotaRecord(
        public_id=line.public_id, parent="" if is_union else line.parent, name=line.name,
        owner=draft.manager, unit=line.unit, state=line.state, first_day=line.first_day,
        last_day=line.last_day, credit_code=draft.union, origin=draft.origin_code,
        unit_kind=draft.unit_kind, programme=draft.programme, district=draft.district_code,
        sites=draft.sites, figures=line.figures, left=line.left_to_claim, opens_at=line.opens_at,
        release_on=line.release_on,
    )  # fmt: skip
