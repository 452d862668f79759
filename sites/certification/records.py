"""What is on record about a base's certificates, and whether it may receive on given nights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sites.foundation import clock
from sites.foundation.database import fetch, read_day, read_instant
from sites.foundation.editions import CATALOGUE, kept
from sites.foundation.language import choose

VALID, EXPIRED = "certified", "expired"
# With every hold, so without the ORM's way round.
_KEPT = (
    "SELECT site_id, number, batch, grade, status, valid_from, valid_to, issuer_name, issuer_name_en, "
    "reason, reason_en, changed_at FROM certificates {which} ORDER BY valid_from DESC, id DESC"
)


@dataclass(frozen=True, slots=True)
class CertificateRecord:
    """`status` as it is today: a certified one whose last day is over reads expired."""

    site_id: int
    number: str
    batch: int
    grade: str
    status: str
    valid_from: date
    valid_to: date
    issuer_zh: str
    issuer_en: str
    reason_zh: str
    reason_en: str
    changed_at: datetime

    @property
    def issuer(self) -> str:
        return choose(self.issuer_zh, self.issuer_en)

    @property
    def reason(self) -> str:
        return choose(self.reason_zh, self.reason_en)

    def covers(self, night: date) -> bool:
        return self.status in (VALID, EXPIRED) and self.valid_from <= night <= self.valid_to


Records = dict[int, tuple[CertificateRecord, ...]]


async def records(site_ids: Iterable[int] | None = None) -> Records:
    """Certificates by base, the newest first; of all bases when none are named. One query."""
    if site_ids is None:
        return await _every_record()
    return await _some_records(tuple(site_ids))


@kept(CATALOGUE, most=80)
async def _some_records(site_ids: tuple[int, ...]) -> Records:
    listed = ", ".join(str(int(one)) for one in site_ids) or "0"
    return await _records(f"WHERE site_id IN ({listed})")


@kept(CATALOGUE)
async def _every_record() -> Records:
    return await _records("")


async def _records(which: str) -> Records:
    found: dict[int, list[CertificateRecord]] = {}
    for row in await fetch(_KEPT.format(which=which)):
        found.setdefault(row["site_id"], []).append(_record(row, today=clock.today()))
    return {site_id: tuple(kept) for site_id, kept in found.items()}


async def is_valid(site_id: int, nights: Iterable[date]) -> bool:
    """Whether certificates cover every one of these nights."""
    kept = (await records([site_id])).get(site_id, ())
    return all_covered(kept, nights)


def all_covered(kept: Sequence[CertificateRecord], nights: Iterable[date]) -> bool:
    every = [*nights]
    # One that covers both ends covers what lies between.
    if every and any(one.covers(every[0]) and one.covers(every[-1]) for one in kept):
        return True
    return all(any(one.covers(night) for one in kept) for night in every)


def current(kept: Sequence[CertificateRecord]) -> CertificateRecord | None:
    """The one that a page shows: what covers today, else the newest."""
    today = clock.today()
    return next((one for one in kept if one.valid_from <= today <= one.valid_to), None) or next(
        iter(kept), None
    )


def _record(row: dict[str, Any], *, today: date) -> CertificateRecord:
    first, last = read_day(row["valid_from"]), read_day(row["valid_to"])
    is_over = row["status"] == VALID and last < today
    return CertificateRecord(
        row["site_id"], row["number"], row["batch"], row["grade"],
        EXPIRED if is_over else row["status"], first, last, row["issuer_name"],
        row["issuer_name_en"], row["reason"], row["reason_en"], read_instant(row["changed_at"]),
    )  # fmt: skip
