"""Who looked at full numbers: read by the administrator of the union whose people they are, base's looks included."""

from dataclasses import dataclass
from datetime import datetime

from booking.people import demand
from booking.people.models import Organisation, User
from booking.rosters.models import Reveal
from sites.foundation.actor import Actor

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Look:
    """`whose` is empty once the person's data were deleted."""

    at: datetime
    who: str
    organisation: str
    whose: str
    reason: str


async def reveals_of_own(*, by: Actor, page: int = 1) -> tuple[tuple[Look, ...], int]:
    """The newest first, and how many there are. Refused: NotGranted."""
    demand(by, "team.manage")
    own = Reveal.filter(traveller__party__organisation_id=by.organisation_id)
    total = await own.count()
    rows = await own.order_by("-id").offset((page - 1) * PER_PAGE).limit(PER_PAGE).values(
        "at", "reason", "by_user_id", "by_organisation_id", "traveller__name"
    )  # fmt: skip
    users = dict(
        await User.filter(id__in={row["by_user_id"] for row in rows}).values_list("id", "name")
    )
    places = dict(await Organisation.filter(id__in={row["by_organisation_id"] for row in rows}).values_list("id", "name"))  # fmt: skip
    return tuple(
        Look(
            row["at"], users.get(row["by_user_id"], ""), places.get(row["by_organisation_id"], ""),
            row["traveller__name"], row["reason"],
        )
        for row in rows
    ), total  # fmt: skip
