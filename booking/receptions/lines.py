"""Recorded groups as one line each, and one of them with everything that was ever written of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.receptions.access import group_for, own
from booking.receptions.drafts import ProofFile
from booking.receptions.models import RecordedGroup, RecordedVersion
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.language import choose
from sites.packages import Heads


@dataclass(frozen=True)
class GroupLine:
    """A record as its last version says. `version` names it, so that two who correct at once notice."""

    public_id: str
    version: int
    site_code: str
    site_name: str
    is_historic: bool
    is_withdrawn: bool
    name: str
    sender: str
    origin_code: str
    is_local: bool
    check_in: date
    check_out: date
    heads: Heads
    income: Money | None
    proof_number: str
    proof: ProofFile | None
    takes_nights: bool
    rooms: dict[int, int]

    @property
    def nights(self) -> int:
        return (self.check_out - self.check_in).days

    @property
    def is_coming(self) -> bool:
        return self.check_in > clock.today()


@dataclass(frozen=True)
class Change:
    """One version: who wrote it, when, why, and the group as it stood then."""

    act: str
    at: datetime
    by_name: str
    by_kind: str
    why: str
    line: GroupLine


@dataclass(frozen=True)
class GroupPage:
    line: GroupLine
    changes: tuple[Change, ...]


async def groups_of(by: Actor, *, year: int | None = None, site: str = "") -> list[GroupLine]:
    """The records of the own bases, the latest arrival first; of one year and one base where asked."""
    query = RecordedGroup.filter(**{f"site__{name}": value for name, value in own(by).items()})
    if site:
        query = query.filter(site__code=site)
    groups = {group.id: group for group in await query.prefetch_related("site")}
    rows = await RecordedVersion.filter(group_id__in=[*groups]) if groups else []
    lines = [_line(groups[r.group_id], r) for r in rows if r.version == groups[r.group_id].version]
    kept = [line for line in lines if year is None or line.check_in.year == year]
    return sorted(kept, key=lambda line: (line.check_in, line.public_id), reverse=True)


async def year_recorded_last(by: Actor) -> int | None:
    """The year of arrival of the own group that was entered last."""
    own_groups = {f"group__site__{name}": value for name, value in own(by).items()}
    rows = RecordedVersion.filter(version=1, **own_groups)
    newest = await rows.order_by("-at", "-id").first()
    return newest.check_in.year if newest else None


async def group_page(public_id: str, *, by: Actor) -> GroupPage:
    """Refused: GroupUnknown."""
    group = await group_for(public_id, by=by)
    await group.fetch_related("site")
    rows = await RecordedVersion.filter(group_id=group.id).order_by("-version")
    changes = tuple(
        Change(row.act, row.at, row.by_name, row.by_kind, row.why, _line(group, row))
        for row in rows
    )
    return GroupPage(changes[0].line, changes)


def _line(group: RecordedGroup, row: RecordedVersion) -> GroupLine:
    site: Any = group.site
    income = None if row.income_minor is None else Money(row.income_minor, row.currency)
    return GroupLine(
        public_id=group.public_id, version=row.version, site_code=site.code,
        site_name=choose(site.name, site.name_en), is_historic=group.is_historic,
        is_withdrawn=row.act == "withdrawn", name=row.name, sender=row.sender,
        origin_code=row.origin_code, is_local=row.is_local, check_in=row.check_in,
        check_out=row.check_out, heads=Heads(row.workers, row.family, row.crew), income=income,
        proof_number=row.proof_number, proof=ProofFile(**row.proof) if row.proof else None,
        takes_nights=row.taken_from is not None,
        rooms={int(type_): number for type_, number in row.rooms.items()},
    )  # fmt: skip
