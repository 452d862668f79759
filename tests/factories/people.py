"""Organisations with their people, fast: nobody has a password unless a test asks for one."""

from functools import cache
from itertools import count
from types import SimpleNamespace
from typing import Any

from booking import people
from booking.people import passwords
from booking.people.models import User
from scheduler.demo.credit_codes import GRASSROOTS_UNION, credit_code
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import transaction

HANGZHOU, HUANGSHAN, NANJING = "330100", "341000", "320100"
PASSWORD = "four words on paper"
_numbers = count(1)


async def make_union(
    *, verified: bool = True, region: str = HANGZHOU, **changes: Any
) -> SimpleNamespace:
    """organiser, approver, finance, viewer, administrator: Actors of one union."""
    number = next(_numbers)
    new = {
        "name": f"示例工会{number}",
        "name_en": f"Example union {number}",
        "area_code": region,
        "credit_code": credit_code(number, kind=GRASSROOTS_UNION, region_code=region),
        "unit_kind": "enterprise",
        "standing": "verified" if verified else "unverified",
    }
    return await make("union", **{**new, **changes})


async def make_operator(**changes: Any) -> SimpleNamespace:
    """steward, sales, finance, administrator."""
    return await make("operator", **{"area_code": HUANGSHAN, **changes})


async def make_federation(
    *, host: bool = True, region: str = "", parent_id: int | None = None, **changes: Any
) -> SimpleNamespace:
    """clerk, reviewer, viewer, administrator."""
    area = region or (HUANGSHAN if host else HANGZHOU)
    return await make("federation", area_code=area, is_host=host, parent_id=parent_id, **changes)


async def make_platform(**changes: Any) -> SimpleNamespace:
    return await make("platform", **changes)


async def make(kind: str, **changes: Any) -> SimpleNamespace:
    """An organisation with one person for each role: `.organisation` (its id), `.public_id`, an Actor each."""
    number = next(_numbers)
    new = people.NewOrganisation(
        **{
            "kind": kind,
            "name": f"示例单位{number}",
            "name_en": f"Example {kind} {number}",
            **changes,
        }
    )
    roles = people.roles_of(people.desk_of(kind, is_host=new.is_host))
    persons = [
        people.NewPerson(f"示例{role}", f"{role}{number}@example.test", (role,)) for role in roles
    ]
    founded = await people.found(new, people=persons, by=SYSTEM)
    made = SimpleNamespace(organisation=founded.id, public_id=founded.public_id, name=new.name)
    for role, user_id in zip(roles, founded.user_ids, strict=True):
        setattr(made, role, await _actor(user_id, founded.id))
    return made


async def sign_in_as(client: Any, actor: Actor) -> None:
    """Give the client the cookie of a fresh session of this actor, without a password."""
    client.cookies.set("session", await session_of(actor), domain="127.0.0.1")


async def session_of(actor: Actor) -> str:
    return await _begin(actor)


@transaction
async def _begin(actor: Actor) -> str:
    from booking.people.sessions import begin_session

    return await begin_session(actor.user_id, actor.organisation_id, agent="test")


async def _actor(user_id: int, organisation_id: int) -> Actor:
    actor = await people.actor_of_member(user_id, organisation_id)
    assert actor is not None
    return actor


async def give_password(actor: Actor, password: str = "") -> tuple[str, str]:
    """The actor's address with a password that fits. Hashed once for all tests of the process."""
    chosen = password or PASSWORD
    user = await User.get(id=actor.user_id)
    await User.filter(id=user.id).update(password_hash=_hash(chosen))
    return user.email, chosen


@cache
def _hash(password: str) -> str:
    return passwords._hasher.hash(password.encode())
