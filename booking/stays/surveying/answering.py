"""A participant says how it was: once for each stay, from the day of departure on for two weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from booking.stays.models import Stay
from booking.stays.states import State
from booking.stays.survey_models import SurveyAnswer
from booking.stays.surveying.points import BEST, PARTS
from booking.stays.trip_card.opening import holder_of
from sites.foundation import clock, sealing
from sites.foundation.database import fetch, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, choose

OPEN_FOR = timedelta(days=14)
WENT = (State.IN_HOUSE, State.DEPARTED, State.RECONCILED, State.SETTLED)


class SurveyClosed(Refusal):
    code = "survey_closed"
    words = N_("The survey is open from the day of departure for fourteen days.")


class AnswerUnfit(Refusal):
    code = "survey_answer_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose one to five stars for the whole; the parts may stay empty.")


@dataclass(frozen=True, slots=True)
class SurveyOnCard:
    """`stay` is its public id."""

    stay: str
    site_name: str
    is_answered: bool


def is_open(stay: Stay) -> bool:
    today = clock.today()
    return State(stay.state) in WENT and stay.check_out <= today <= stay.check_out + OPEN_FOR


def mark_of(stay: str, traveller: str) -> str:
    return sealing.index_of(f"survey|{stay}|{traveller}")


async def has_answered(stay: Stay, traveller: str) -> bool:
    return await SurveyAnswer.filter(
        stay_id=stay.id, person=mark_of(stay.public_id, traveller)
    ).exists()


@transaction
async def answer_survey(
    secret: str, traveller: str, stay: str, *, overall: int, parts: Mapping[str, int]
) -> bool:
    """Keep the answer; False where this participant has answered before, and nothing changes.

    Refused: CardUnknown, NotRecognised, SurveyClosed, AnswerUnfit.
    """
    holder = await holder_of(secret, traveller)
    found = next((one for one in holder.stays if one.public_id == stay), None)
    if found is None or not is_open(found):
        raise SurveyClosed
    said = {part: stars for part, stars in parts.items() if part in PARTS}
    if not all(1 <= stars <= BEST for stars in (overall, *said.values())):
        raise AnswerUnfit(field="overall")
    values = [overall, *(said.get(part) for part in PARTS), clock.today()]
    return bool(
        await fetch(
            "INSERT INTO survey_answers (stay_id, person, overall, route, meals, sights, lodging, service, on_day) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (stay_id, person) DO NOTHING RETURNING id",
            found.id,
            mark_of(found.public_id, traveller),
            *values,
        )
    )


async def surveys_on_card(secret: str, traveller: str) -> tuple[SurveyOnCard, ...]:
    """The surveys of a participant's trip that are open today. Refused: CardUnknown, NotRecognised."""
    holder = await holder_of(secret, traveller)
    return tuple(
        [
            SurveyOnCard(
                stay.public_id, choose(stay.site.name, stay.site.name_en), await has_answered(stay, traveller)
            )
            for stay in holder.stays
            if is_open(stay)
        ]
    )  # fmt: skip
