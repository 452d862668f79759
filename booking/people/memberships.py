"""What a person is in an organisation just now: the open memberships, read and written in one place."""

from collections.abc import Iterable

from booking.people.emails import account_of
from booking.people.models import Membership
from sites.foundation import clock
from sites.foundation.database import demand_transaction


async def open_roles(user_id: int, organisation_id: int) -> frozenset[str]:
    rows = await Membership.filter(
        user_id=user_id, organisation_id=organisation_id, ended_at=None
    ).values("role")
    return frozenset(row["role"] for row in rows)


async def first_membership(email: str) -> Membership | None:
    """The oldest open membership of whoever signs in with this address."""
    where = {"user__email": account_of(email), "user__is_active": True, "ended_at": None}
    return await Membership.filter(**where).order_by("id").first()


async def give_roles(user_id: int, organisation_id: int, roles: Iterable[str]) -> None:
    """Add the roles that the person does not have there yet."""
    demand_transaction()
    now, present = clock.now(), await open_roles(user_id, organisation_id)
    for role in sorted(set(roles) - present):
        await Membership.create(
            user_id=user_id, organisation_id=organisation_id, role=role, since=now
        )


async def take_roles(user_id: int, organisation_id: int, roles: Iterable[str]) -> None:
    """End these roles. A membership ends, it is never deleted."""
    demand_transaction()
    await Membership.filter(
        user_id=user_id, organisation_id=organisation_id, role__in=list(roles), ended_at=None
    ).update(ended_at=clock.now())
