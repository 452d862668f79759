"""The groups of one base over some nights, as bars of its calendar show them."""

from datetime import date

from booking.stays.lines import COLUMNS, StayLine, line
from booking.stays.models import Stay
from booking.stays.states import EFFECTS, State
from sites.foundation.actor import Actor

# Lost ones are gone; an inquiry asks for nights and takes none.
SHOWN = tuple(state for state, effects in EFFECTS.items() if effects.takes_nights)


async def groups_at(site_code: str, *, first: date, until: date, by: Actor) -> list[StayLine]:
    """Stays of the operator that touch the days from `first` until before `until`, by check-in."""
    rows = (
        await Stay.filter(
            operator_id=by.organisation_id, site__code=site_code,
            state__in=[*SHOWN, State.INQUIRY], check_in__lt=until, check_out__gte=first,
        )
        .order_by("check_in", "-check_out", "id")
        .values(*COLUMNS)
    )  # fmt: skip
    return [line(row) for row in rows]
