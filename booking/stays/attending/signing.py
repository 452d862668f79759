"""Both sides sign a night's head-count. Whoever counts anew afterwards unsigns it by that."""

from datetime import date

from booking.people import demand
from booking.rosters.ticks import keep_signature, signatures_of
from booking.stays.access import stay_of_side
from booking.stays.counting import night_count
from booking.stays.figures import latest
from booking.stays.models import Stay, StayNight
from booking.stays.moves import record
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from sites.foundation.language import N_
from sites.packages import Heads


class NothingCounted(Refusal):
    code = "nothing_counted"
    words = N_("This night is not counted yet, so there is nothing to sign.")


class CountChanged(Refusal):
    code = "count_changed"
    words = N_(
        "The count of this night changed meanwhile: %(heads)s people now. Look at it and sign again."
    )


@transaction
async def sign_night(public_id: str, night: date, *, heads: int, by: Actor) -> None:
    """Stand for the count of that night, in which the page showed `heads` people. Signed twice, it stands once.

    Needs `stays.receive` of the operator and `rosters.write` of the union.
    Refused: NotGranted, StayUnknown, NothingCounted, CountChanged, PrincipalsOwn.
    """
    side = "operator" if by.kind == "operator" else "union"
    demand(by, "stays.receive" if side == "operator" else "rosters.write")
    stay = await stay_of_side(public_id, by=by)
    stay = await Stay.filter(id=stay.id).select_for_update(no_key=True).get()
    counted = await _counted(stay, night)
    if counted.total != heads:
        raise CountChanged(heads=counted.total)
    signed = (await signatures_of(stay.id)).get((night, side))
    if signed is None or signed.heads != counted:
        await keep_signature(stay.id, night, side, counted, by=by)
        await record(
            stay, act="night_signed", by=by, facts={"night": night.isoformat(), "heads": heads}
        )


async def _counted(stay: Stay, night: date) -> Heads:
    rows = latest(await StayNight.filter(stay_id=stay.id).prefetch_related("room_type"))
    here = [row for row in rows if row.date == night]
    count = night_count(night, here) if here else None
    if count is None or count.arrived is None:
        raise NothingCounted
    return count.arrived
