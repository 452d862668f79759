"""A stay on nights that no certificate covers any more is flagged to both sides, never dropped."""

from collections.abc import Sequence

from booking.stays.access import stay_by_id
from booking.stays.models import Stay
from booking.stays.moves import record, touch
from booking.stays.states import State
from sites import calendar
from sites.certification import CertificateRecord, all_covered, records
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.database import transaction

TO_COME = (State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE)


async def wrongly_flagged() -> list[int]:
    """Stays to come whose flag does not say what the certificates say now. Two queries."""
    open_stays = await Stay.filter(state__in=TO_COME, check_out__gt=clock.today()).order_by("id")
    papers = await records({stay.site_id for stay in open_stays})
    return [
        stay.id
        for stay in open_stays
        if stay.is_flagged != bool(_uncovered(stay, papers.get(stay.site_id, ())))
    ]


@transaction
async def flag_uncertified(stay_id: int) -> bool:
    """Set the flag, or take it off where certificates cover every night again; false when it is right.

    Rooms, price and state stay as they are. Run again, it changes nothing.
    """
    stay = await stay_by_id(stay_id)
    if State(stay.state) not in TO_COME:
        return False
    nights = _uncovered(stay, (await records([stay.site_id])).get(stay.site_id, ()))
    if stay.is_flagged == bool(nights):
        return False
    await touch(stay, only_if={"is_flagged": stay.is_flagged}, is_flagged=bool(nights))
    act = "certificate_flag" if nights else "certificate_again"
    await record(stay, act=act, by=SYSTEM, facts={"nights": nights})
    return True


def _uncovered(stay: Stay, papers: Sequence[CertificateRecord]) -> int:
    """How many nights are not covered. Nights already slept no longer matter."""
    first = max(stay.check_in, clock.today())
    nights = calendar.nights_between(first, stay.check_out)
    return sum(not all_covered(papers, [night]) for night in nights)
