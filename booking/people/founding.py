"""Organisations and people come into being here: plain writers for the verbs, and `found()` for the program."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from booking.people.memberships import give_roles
from booking.people.models import Organisation, User
from booking.people.permissions import NotGranted
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.identifiers import public_id
from sites.foundation.language import CHINESE


@dataclass(frozen=True)
class NewOrganisation:
    """`area_code` is a GB/T 2260 code, `district_code` a union's inside it; `standing` is what the caller may vouch for."""

    kind: str
    name: str
    name_en: str = ""
    area_code: str = ""
    district_code: str = ""
    is_host: bool = False
    parent_id: int | None = None
    credit_code: str | None = None
    unit_kind: str = ""
    sector: str = ""
    standing: str = "verified"
    is_demo: bool = False


@dataclass(frozen=True)
class NewPerson:
    """Without a password hash nobody can sign in as this person until a link was used."""

    name: str
    email: str
    roles: tuple[str, ...]
    password_hash: str = field(default="", repr=False)
    language: str = CHINESE


@dataclass(frozen=True)
class Founded:
    id: int
    public_id: str
    user_ids: tuple[int, ...]


@transaction
async def found(new: NewOrganisation, *, people: Sequence[NewPerson] = (), by: Actor) -> Founded:
    """An organisation with its people, for the program alone (set-up, demonstration). Else NotGranted."""
    if not by.is_system:
        raise NotGranted
    organisation = await write_organisation(new)
    user_ids = tuple([await write_person(person, organisation.id) for person in people])
    return Founded(organisation.id, organisation.public_id, user_ids)


async def write_organisation(new: NewOrganisation) -> Organisation:
    demand_transaction()
    now = clock.now()
    return await Organisation.create(
        public_id=public_id(),
        kind=new.kind,
        name=new.name,
        name_en=new.name_en,
        area_code=new.area_code,
        district_code=new.district_code,
        is_host=new.is_host,
        parent_id=new.parent_id,
        credit_code=new.credit_code,
        unit_kind=new.unit_kind,
        sector=new.sector,
        standing=new.standing,
        verified_at=now if new.standing == "verified" else None,
        is_demo=new.is_demo,
        created_at=now,
    )


async def write_person(person: NewPerson, organisation_id: int) -> int:
    """The user with that address, made when there is none, with these roles. The user's id."""
    demand_transaction()
    user = await User.filter(email=person.email).first()
    if user is None:
        user = await User.create(
            public_id=public_id(),
            name=person.name,
            email=person.email,
            password_hash=person.password_hash,
            language=person.language,
            created_at=clock.now(),
        )
    await give_roles(user.id, organisation_id, person.roles)
    return user.id
