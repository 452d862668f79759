"""Who is told: the people of a side whose role includes the permission, never the one who acted."""

from dataclasses import dataclass

from booking.people.models import Membership
from booking.people.permissions import desk_of, grants


@dataclass(frozen=True)
class Reader:
    user_id: int
    organisation_id: int
    email: str
    language: str


async def readers(organisation_id: int, permission: str, *, but: int = 0) -> list[Reader]:
    """Active people of the organisation who may `permission`; each once."""
    if not permission:
        return []
    rows = await Membership.filter(
        organisation_id=organisation_id, ended_at=None, user__is_active=True
    ).values(
        "role",
        "user_id",
        "user__email",
        "user__language",
        "organisation__kind",
        "organisation__is_host",
    )
    found: dict[int, Reader] = {}
    for row in rows:
        desk = desk_of(row["organisation__kind"], is_host=row["organisation__is_host"])
        if row["user_id"] != but and permission in grants(desk, [row["role"]]):
            found[row["user_id"]] = Reader(
                row["user_id"], organisation_id, row["user__email"], row["user__language"]
            )
    return list(found.values())
