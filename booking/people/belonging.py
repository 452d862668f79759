"""The organisations that a person belongs to, and moving between them: a new session each time."""

from dataclasses import dataclass

from booking.people.models import Membership, Session
from booking.people.permissions import desk_of
from booking.people.recall import home_of
from booking.people.sessions import begin_session
from sites.foundation import clock
from sites.foundation.actor import Viewer
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, choose


class NotYourOrganisation(Refusal):
    code = "not_your_organisation"
    kind = Kind.UNKNOWN
    words = N_("There is no such organisation among yours.")


class BelongsNowhere(Refusal):
    code = "belongs_nowhere"
    kind = Kind.FORBIDDEN
    words = N_("This account belongs to no organisation any more.")


@dataclass(frozen=True)
class Belonging:
    organisation_id: int
    public_id: str
    name: str
    desk: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Entered:
    """A session that has just begun: its token for the cookie, and where to go."""

    token: str
    home: str
    has_choice: bool = False


async def belongings(user_id: int) -> list[Belonging]:
    """Open organisations with the roles there, in the order in which the person came to them."""
    rows = await (
        Membership.filter(user_id=user_id, ended_at=None)
        .exclude(organisation__standing="closed")
        .order_by("id")
        .values(
            "role", "organisation_id", "organisation__public_id", "organisation__name",
            "organisation__name_en", "organisation__kind", "organisation__is_host",
        )
    )  # fmt: skip
    found: dict[int, Belonging] = {}
    for row in rows:
        key = row["organisation_id"]
        roles = found[key].roles if key in found else ()
        found[key] = Belonging(
            organisation_id=key,
            public_id=row["organisation__public_id"],
            name=choose(row["organisation__name"], row["organisation__name_en"]),
            desk=desk_of(row["organisation__kind"], is_host=row["organisation__is_host"]),
            roles=(*roles, row["role"]),
        )
    return list(found.values())


async def enter(user_id: int, *, agent: str, organisation_id: int | None = None) -> Entered:
    """Begin a session where the person last was, or in `organisation_id`. Refused: BelongsNowhere."""
    demand_transaction()
    mine = {one.organisation_id: one for one in await belongings(user_id)}
    if not mine:
        raise BelongsNowhere
    last = await Session.filter(user_id=user_id).order_by("-id").first().values("organisation_id")
    wanted = organisation_id or (last["organisation_id"] if last else None)
    place = mine.get(wanted or 0, next(iter(mine.values())))
    token = await begin_session(user_id, place.organisation_id, agent=agent)
    return Entered(token, home_of(place.desk), has_choice=len(mine) > 1)


@transaction
async def switch(public_id: str, *, viewer: Viewer, agent: str) -> Entered:
    """Go on in another of the own organisations: the old session ends. Refused: NotYourOrganisation."""
    mine = await belongings(viewer.actor.user_id)
    place = next((one for one in mine if one.public_id == public_id), None)
    if place is None:
        raise NotYourOrganisation
    await Session.filter(id=viewer.session_id).update(revoked_at=clock.now())
    token = await begin_session(viewer.actor.user_id, place.organisation_id, agent=agent)
    return Entered(token, home_of(place.desk), has_choice=True)
