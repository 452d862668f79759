"""Results of surveys: of one stay for its sides, of all for the federation, of a base for everybody."""

from dataclasses import dataclass
from datetime import date

from booking.people import demand
from booking.stays.access import stay_of_side
from booking.stays.survey_models import SurveyResult
from booking.stays.surveying.judging import sums_now
from booking.stays.surveying.points import Sums, together
from sites.foundation.actor import Actor
from sites.foundation.language import choose

MOST, LEAST_PUBLIC = 200, 5


@dataclass(frozen=True, slots=True)
class JudgedStay:
    reference: str
    site_name: str
    check_out: date
    sums: Sums
    threshold: int
    is_below: bool


@dataclass(frozen=True, slots=True)
class Reviews:
    """Of one base: `stays` completed groups with answers."""

    sums: Sums
    stays: int


async def survey_of(public_id: str, *, by: Actor) -> Sums:
    """For union and operator of the stay. Refused: NotGranted, StayUnknown."""
    demand(by, "stays.see")
    stay = await stay_of_side(public_id, by=by)
    return await sums_now(stay.id)


async def results(*, by: Actor) -> tuple[JudgedStay, ...]:
    """For the host federation, the newest first. Refused: NotGranted."""
    demand(by, "cases.see")
    rows = await SurveyResult.all().order_by("-id").limit(MOST).prefetch_related("stay", "site")
    return tuple(
        JudgedStay(
            row.stay.reference, choose(row.site.name, row.site.name_en), row.stay.check_out, _sums(row), row.threshold,
            row.is_below,
        )
        for row in rows
    )  # fmt: skip


async def reviews_of(site_id: int) -> Reviews | None:
    """Of completed stays alone; None while fewer than five people have answered."""
    rows = await SurveyResult.filter(site_id=site_id)
    found = Reviews(together(_sums(row) for row in rows), len(rows))
    return found if found.sums.answers >= LEAST_PUBLIC else None


def _sums(row: SurveyResult) -> Sums:
    parts = {part: (both[0], both[1]) for part, both in row.parts.items()}
    return Sums(row.answers, row.overall_sum, parts)
