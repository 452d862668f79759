"""A stay's insurance as pages show it, and which stays begin soon without."""

from dataclasses import dataclass
from datetime import timedelta

from booking.people import demand
from booking.rosters.insurance import Asked, Policy, asked_by, policies_of
from booking.stays.access import stay_of_side
from booking.stays.insured import asked_of, insurance_lacking
from booking.stays.models import Paper, Party, Stay, StayEvent
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor

SOON = timedelta(days=3)


@dataclass(frozen=True)
class Insured:
    """`papers` are public ids of the policies' papers by the policies'. `asked` is the union's own rule, `reason` why the
    base received them all the same; `stops`: by rule or document no confirmation without it.
    """

    policies: tuple[Policy, ...]
    papers: dict[str, str]
    lacking: tuple[str, ...]
    asked: Asked
    reason: str
    stops: bool = False


async def insured(public_id: str, *, by: Actor) -> Insured:
    """For both sides of the stay. Refused: NotGranted, StayUnknown."""
    demand(by, "rosters.see")
    stay = await stay_of_side(public_id, by=by)
    party = await Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id).get()
    policies = await policies_of(party.id)
    papers = dict(
        await Paper.filter(stay_id=stay.id, kind="insurance")
        .exclude(stored_name="")
        .values_list("id", "public_id")
    )
    told = await StayEvent.filter(stay_id=stay.id, act="received_uninsured").order_by("-id").first()
    return Insured(
        policies, {one.public_id: papers[one.paper_id] for one in policies if one.paper_id in papers},
        await insurance_lacking(stay), await asked_by(stay.union_id), told.note if told else "",
        (await asked_of(stay)).stops,
    )  # fmt: skip


async def uninsured_soon() -> list[int]:
    """Confirmed stays that begin within three days and whose insurance lacks something."""
    today = clock.today()
    rows = await Stay.filter(
        state=State.CONFIRMED, check_in__gte=today, check_in__lte=today + SOON
    ).order_by("id")
    return [stay.id for stay in rows if await insurance_lacking(stay)]
