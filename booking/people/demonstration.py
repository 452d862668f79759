"""One click into the demonstration: each key stands for a role in an organisation that is marked as invented."""

from dataclasses import dataclass

from booking.people.belonging import Entered, enter
from booking.people.models import Membership
from booking.people.permissions import desk_of, grants
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class DemoRoleUnknown(Refusal):
    code = "demo_role_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such role in this demonstration.")


@dataclass(frozen=True)
class DemoRole:
    key: str
    words: str
    kind: str
    role: str
    is_host: bool = False


DEMO_ROLES = (
    DemoRole("union", N_("Union organiser"), "union", "organiser"),
    DemoRole("approver", N_("Union approver"), "union", "approver"),
    DemoRole("operator", N_("Base: sales"), "operator", "sales"),
    DemoRole("steward", N_("Base: front desk"), "operator", "steward"),
    DemoRole("finance", N_("Base: finance"), "operator", "finance"),
    DemoRole("cashier", N_("Service centre: cashier"), "service_centre", "cashier"),
    DemoRole("centre", N_("Service centre: finance"), "service_centre", "finance"),
    DemoRole("agency", N_("Travel agency"), "agency", "organiser"),
    DemoRole("federation", N_("Huangshan federation"), "federation", "clerk", is_host=True),
    DemoRole("auditor", N_("Federation auditor"), "federation", "auditor", is_host=True),
    DemoRole("partner", N_("Partner city federation"), "federation", "clerk"),
    DemoRole("platform", N_("Platform operator"), "platform", "administrator"),
)


@transaction
async def enter_demonstration(key: str, *, agent: str) -> Entered:
    """Begin a session as the first invented person of that role. The page offers it with DEMO=1 only.

    Refused: DemoRoleUnknown, for anybody who is not marked as invented too.
    """
    role = next((one for one in DEMO_ROLES if one.key == key), None)
    if role is None:
        raise DemoRoleUnknown
    found = await (
        Membership.filter(role=role.role, ended_at=None, user__is_active=True)
        .filter(organisation__kind=role.kind, organisation__is_host=role.is_host)
        .filter(organisation__is_demo=True, organisation__standing="verified")
        .order_by("organisation_id", "id")
        .first()
        .values("user_id", "organisation_id")
    )
    if found is None:
        raise DemoRoleUnknown
    return await enter(found["user_id"], agent=agent, organisation_id=found["organisation_id"])


async def invented_people() -> dict[str, Actor]:
    """Everybody in organisations that are marked as invented, by mail address. One query."""
    rows = await (
        Membership.filter(ended_at=None, organisation__is_demo=True)
        .order_by("organisation_id", "id")
        .values(
            "role", "user_id", "user__name", "user__email", "organisation_id",
            "organisation__kind", "organisation__is_host",
        )
    )  # fmt: skip
    found: dict[str, Actor] = {}
    for row in rows:
        kind, email = row["organisation__kind"], row["user__email"]
        earlier = found[email].roles if email in found else frozenset()
        roles = earlier | {row["role"]}
        granted = grants(desk_of(kind, is_host=row["organisation__is_host"]), roles)
        found[email] = Actor(
            row["user_id"], row["organisation_id"], kind, roles, granted, row["user__name"]
        )
    return found
