"""What programs are answered about amendments, and about the nights of a stay."""

from datetime import date, datetime

from pydantic import BaseModel

from booking.api.answered import Amount, HeadsAnswer, StayAnswer, amount, stay_answer
from booking.stays import AmendmentRecord, NightRecord, Slept, StayRecord


class SleptAnswer(BaseModel):
    """Rooms by code of their type, and everybody who sleeps in them."""

    rooms: dict[str, int]
    heads: HeadsAnswer


class StayNightAnswer(BaseModel):
    """Five numbers that never overwrite each other; null: not known yet. `reserved` is what is kept."""

    date: date
    contracted: SleptAnswer | None
    reserved: SleptAnswer | None
    picked_up: SleptAnswer | None
    arrived: SleptAnswer | None
    charged: SleptAnswer | None


class StayWhole(StayAnswer):
    """A stay with its nights."""

    by_night: list[StayNightAnswer]


class AmendedNight(SleptAnswer):
    date: date


class AmendmentAnswer(BaseModel):
    """`by`: union or operator, who proposed it. `state`: proposed, accepted, refused, lapsed. `why`: the reason of a
    no, or how it lapsed.
    """

    id: str
    by: str
    state: str
    check_in: date
    check_out: date
    package: str
    heads: HeadsAnswer
    by_night: list[AmendedNight]
    total: Amount
    proposed_at: datetime
    answer_until: datetime
    closed_at: datetime | None
    why: str


class AmendmentList(BaseModel):
    items: list[AmendmentAnswer]


def stay_whole(kept: StayRecord, nights: tuple[NightRecord, ...]) -> StayWhole:
    return StayWhole(
        **stay_answer(kept).model_dump(),
        by_night=[
            StayNightAnswer(
                date=night.date,
                **{name: slept_answer(slept) for name, slept in night.numbers.items()},
            )
            for night in nights
        ],
    )


def slept_answer(slept: Slept | None) -> SleptAnswer | None:
    return SleptAnswer(**_slept(slept)) if slept else None


def _slept(slept: Slept) -> dict[str, object]:
    heads = slept.heads
    return {
        "rooms": slept.rooms,
        "heads": HeadsAnswer(workers=heads.workers, family=heads.family, crew=heads.crew),
    }


def amendment_answer(kept: AmendmentRecord) -> AmendmentAnswer:
    heads = kept.heads
    return AmendmentAnswer(
        id=kept.public_id, by=kept.side, state=kept.state, check_in=kept.check_in,
        check_out=kept.check_out, package=kept.package,
        heads=HeadsAnswer(workers=heads.workers, family=heads.family, crew=heads.crew),
        by_night=[AmendedNight(date=night, **_slept(slept)) for night, slept in kept.nights],
        total=amount(kept.total), proposed_at=kept.proposed_at, answer_until=kept.answer_until,
        closed_at=kept.closed_at, why=kept.why,
    )  # fmt: skip
