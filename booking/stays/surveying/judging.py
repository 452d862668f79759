"""When a survey ends its result is written, once; below the threshold a case is opened, and the federation told of it."""

from dataclasses import dataclass

from booking import cases
from booking.cases import NewCase
from booking.people import demand
from booking.people.models import Organisation
from booking.stays.models import Stay
from booking.stays.survey_models import SurveyAnswer, SurveyResult, SurveyTerm
from booking.stays.surveying.answering import OPEN_FOR, WENT
from booking.stays.surveying.points import PARTS, Given, Sums, is_below, sums_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import fetch, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

SUBJECT = "满意度低于标准"


class TermUnfit(Refusal):
    code = "survey_term_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Enter 0 to 100 points, and 3 to 100 answers.")


@dataclass(frozen=True, slots=True)
class Term:
    """Below `threshold` points, with at least `least` answers, a case is opened."""

    threshold: int = 80
    least: int = 5


async def term_now() -> Term:
    """What the host federation said last, else the usual 80 points of five answers."""
    host = await Organisation.filter(kind="federation", is_host=True, standing="verified").first()
    row = await SurveyTerm.filter(organisation_id=host.id).first() if host else None
    return Term(row.threshold, row.least) if row else Term()


@transaction
async def set_term(term: Term, *, by: Actor) -> None:
    """For every survey that is not judged yet. Needs `cases.answer`. Refused: NotGranted, TermUnfit."""
    demand(by, "cases.answer")
    if not (0 <= term.threshold <= 100 and 3 <= term.least <= 100):
        raise TermUnfit(field="threshold")
    await SurveyTerm.update_or_create(
        organisation_id=by.organisation_id,
        defaults={"threshold": term.threshold, "least": term.least, "set_at": clock.now(), "by_user_id": by.user_id},
    )  # fmt: skip


async def surveys_over() -> list[int]:
    """Stays with answers whose survey is over and has no result yet."""
    went = ", ".join(f"'{state.value}'" for state in WENT)
    rows = await fetch(
        "SELECT s.id AS stay FROM stays s WHERE s.check_out < $1 "  # noqa: S608 - constants
        f"AND s.state IN ({went}) AND EXISTS (SELECT 1 FROM survey_answers a WHERE a.stay_id = s.id) "
        "AND NOT EXISTS (SELECT 1 FROM survey_results r WHERE r.stay_id = s.id) ORDER BY s.id",
        clock.today() - OPEN_FOR,
    )
    return [row["stay"] for row in rows]


@transaction
async def judge_survey(stay_id: int) -> bool:
    """Write the result; whether it is new. Run again it changes nothing."""
    stay = await Stay.filter(id=stay_id).select_for_update(no_key=True).get()
    if await SurveyResult.filter(stay_id=stay.id).exists():
        return False
    sums, term = await sums_now(stay.id), await term_now()
    if not sums.answers or stay.check_out + OPEN_FOR >= clock.today():
        return False
    below = is_below(sums, threshold=term.threshold, least=term.least)
    await SurveyResult.create(
        stay_id=stay.id, site_id=stay.site_id, answers=sums.answers, overall_sum=sums.overall,
        parts={part: [*both] for part, both in sums.parts.items()}, threshold=term.threshold, is_below=below,
        judged_at=clock.now(),
    )  # fmt: skip
    if below:
        await _open_case(stay, sums, term)
    return True


async def _open_case(stay: Stay, sums: Sums, term: Term) -> None:
    text = f"团次 {stay.reference}：{sums.answers} 人评价，满意度 {sums.points} 分，低于标准 {term.threshold} 分。"
    new = NewCase("complaint", SUBJECT, text, stay_id=stay.id, union_id=stay.union_id)
    await cases.open_within(new)


async def sums_now(stay_id: int) -> Sums:
    rows = await SurveyAnswer.filter(stay_id=stay_id).values("overall", *PARTS)
    return sums_of(
        Given(row["overall"], {part: row[part] for part in PARTS if row[part] is not None})
        for row in rows
    )
