"""What is on record about a base's certificates, and whether it may receive on given nights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tortoise.queryset import QuerySet

from sites.certification.models import Certificate
from sites.foundation import clock
from sites.foundation.editions import CATALOGUE, kept
from sites.foundation.language import choose

VALID, EXPIRED = "certified", "expired"


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
    return await _records(Certificate.filter(site_id__in=[*site_ids]))


@kept(CATALOGUE)
async def _every_record() -> Records:
    return await _records(Certificate.all())


async def _records(wanted: QuerySet[Certificate]) -> Records:
    found: dict[int, list[CertificateRecord]] = {}
    for row in await wanted.order_by("-valid_from", "-id"):
        found.setdefault(row.site_id, []).append(_record(row, today=clock.today()))
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


def _record(row: Certificate, *, today: date) -> CertificateRecord:
    is_over = row.status == VALID and row.valid_to < today
    return CertificateRecord(
        row.site_id, row.number, row.batch, row.grade, EXPIRED if is_over else row.status,
        row.valid_from, row.valid_to, row.issuer_name, row.issuer_name_en,
        row.reason, row.reason_en, row.changed_at,
    )  # fmt: skip
