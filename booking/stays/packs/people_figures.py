"""How many people each record of a stay knows: list, policies, ticks, counts. Numbers alone, for whoever may see the stay."""

from dataclasses import dataclass
from datetime import date, timedelta

from booking.rosters import Person, roster_of, shredded_at
from booking.rosters.attendance import NOTHING, Attendance
from booking.rosters.insurance import Policy, policies_of
from booking.rosters.ticks import attendances, signatures_of
from booking.stays.access import stay_of_union
from booking.stays.attending.following import heads_on
from booking.stays.counting import night_count
from booking.stays.figures import latest
from booking.stays.models import Party, Stay, StayNight
from sites.foundation import clock
from sites.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class NightFigures:
    """Heads of one night. `ticked` by name, `counted` as a number, `charged` by the account; None is not known."""

    date: date
    ticked: int
    counted: int | None
    charged: int | None
    signed_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleFigures:
    """`insured` are the heads of the day on which fewest are insured, of the days of the stay. `came` and `absent` are
    people of the list by their ticks, `strangers` ticked people who are on it no more. `shredded_on`: the list is gone.
    """

    contracted: int
    named: int
    without_number: int
    insured: int
    uninsured_days: int
    came: int
    absent: int
    strangers: int
    nights: tuple[NightFigures, ...]
    shredded_on: date | None

    @property
    def is_ticked(self) -> bool:
        return bool(self.came or self.absent)


async def people_figures(public_id: str, *, by: Actor) -> PeopleFigures:
    """Refused: StayUnknown for anybody but the union."""
    stay = await stay_of_union(public_id, by=by)
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    people = (await roster_of(party.public_id)).people
    attended, known = await attendances(stay.id), {one.public_id for one in people}
    theirs = [attended.get(one, NOTHING) for one in known]
    insured = _insured(stay, await policies_of(party.id))
    gone = await shredded_at(party.id)
    return PeopleFigures(
        contracted=party.workers + party.family + party.crew,
        named=len(people),
        without_number=sum(not one.number for one in people),
        insured=min(insured),
        uninsured_days=sum(not heads for heads in insured),
        came=sum(one.came is not None for one in theirs),
        absent=sum(one.is_absent for one in theirs),
        strangers=sum(one.came is not None for who, one in attended.items() if who not in known),
        nights=await _nights(stay, people, attended),
        shredded_on=clock.day_of(gone) if gone else None,
    )


def _insured(stay: Stay, policies: tuple[Policy, ...]) -> list[int]:
    """Heads that are insured on each day of the stay, the day of leaving included."""
    days = [stay.check_in + timedelta(days=n) for n in range((stay.check_out - stay.check_in).days + 1)]  # fmt: skip
    return [
        sum(one.heads for one in policies if one.starts_on <= day <= one.ends_on) for day in days
    ]


async def _nights(
    stay: Stay, people: tuple[Person, ...], attended: dict[str, Attendance]
) -> tuple[NightFigures, ...]:
    rows = latest(await StayNight.filter(stay_id=stay.id).prefetch_related("room_type"))
    signed = await signatures_of(stay.id)
    return tuple(
        _night(night, [row for row in rows if row.date == night], heads_on(night, people, attended).total, {
            side for (day, side), one in signed.items() if day == night and one.heads == _arrived(night, rows)
        })
        for night in sorted({row.date for row in rows})
    )  # fmt: skip


def _arrived(night: date, rows: list[StayNight]) -> object:
    return night_count(night, [row for row in rows if row.date == night]).arrived


def _night(night: date, rows: list[StayNight], ticked: int, signed: set[str]) -> NightFigures:
    counted = night_count(night, rows).arrived
    charged = [
        getattr(row, f"charged_{who}") for row in rows for who in ("workers", "family", "crew")
    ]
    known = any(value is not None for value in charged)
    return NightFigures(
        night, ticked, counted.total if counted else None,
        sum(value or 0 for value in charged) if known else None, frozenset(signed),
    )  # fmt: skip
