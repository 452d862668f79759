"""A union comes in with its unified social credit code. It may search and ask at once, and hold once verified."""

from dataclasses import dataclass, field, replace

from tortoise.exceptions import IntegrityError

from booking.people import passwords
from booking.people.areas import checked_district, checked_region
from booking.people.belonging import Entered, enter
from booking.people.credit_codes import checked_credit_code
from booking.people.emails import checked_email
from booking.people.founding import NewOrganisation, NewPerson, write_organisation, write_person
from booking.people.models import Membership, Organisation, User
from booking.people.permissions import first_roles
from booking.people.sign_in import sign_in
from booking.people.throttle import admit_try
from booking.people.vocabulary import UNIT_KINDS
from sites.foundation import clock, outbox
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, locale

TOPIC = "people.signed_up"


class UnionAlreadyThere(Refusal):
    code = "union_already_there"
    words = N_(
        "A union with this code signed up on %(day)s. Ask its administrator for an invitation; if nobody there knows of it, ask your federation."
    )


class UnionIsImported(Refusal):
    code = "union_is_imported"
    words = N_(
        "Your federation has already entered this union. Claim it with the code that the federation gave you."
    )


class EmailInUse(Refusal):
    code = "email_in_use"
    words = N_(
        "This address already has an account. Use another one, or let your administrator invite this one."
    )


class UnitKindUnknown(Refusal):
    code = "unit_kind_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose one of the options")


@dataclass(frozen=True)
class SignUp:
    """What the person typed. `region_code` is one of the 41 cities' codes, `district_code` one inside it or empty."""

    credit_code: str
    name: str
    region_code: str
    unit_kind: str
    contact: str
    email: str
    password: str = field(repr=False)
    district_code: str = ""


async def sign_up(wanted: SignUp, *, address: str, agent: str) -> Entered:
    """Make the union, `unverified`, with its administrator and organiser, and begin a session; who verifies is told.

    Refused: a faulty code, region, district or kind; a poor password; a code that another union holds; an
    address that has an account. A union that was refused before gives its code up to the new one.
    """
    sound = _checked(wanted)
    await admit_try(f"sign-up|{sound.email}", address=address)
    password_hash = await passwords.hash_password(sound.password)
    try:
        return await _make_once(sound, password_hash=password_hash, agent=agent)
    except (UnionAlreadyThere, EmailInUse):
        if not await _is_own(sound):
            raise
    # Sent twice: the second answer is the first one's, for whoever knows the password.
    return await sign_in(sound.email, sound.password, address=address, agent=agent)


async def _make_once(sound: SignUp, *, password_hash: str, agent: str) -> Entered:
    try:
        return await _make(sound, password_hash=password_hash, agent=agent)
    except IntegrityError:  # a rival took code or address meanwhile: the second look says which
        return await _make(sound, password_hash=password_hash, agent=agent)


async def _is_own(sound: SignUp) -> bool:
    return await Membership.exists(
        user__email=sound.email, organisation__credit_code=sound.credit_code, ended_at=None
    )


def _checked(wanted: SignUp) -> SignUp:
    sound = replace(
        wanted,
        credit_code=checked_credit_code(wanted.credit_code),
        region_code=checked_region(wanted.region_code),
        email=checked_email(wanted.email),
    )
    checked_district(sound.district_code, region_code=sound.region_code)
    if wanted.unit_kind not in UNIT_KINDS:
        raise UnitKindUnknown(field="unit_kind")
    names = (sound.email, sound.name, sound.contact, sound.credit_code)
    passwords.demand_good(sound.password, names=names)
    return sound


@transaction
async def _make(sound: SignUp, *, password_hash: str, agent: str) -> Entered:
    await _demand_free(sound.credit_code)
    if await User.exists(email=sound.email):
        raise EmailInUse(field="email")
    organisation = await write_organisation(
        NewOrganisation(
            kind="union",
            name=sound.name,
            area_code=sound.region_code,
            district_code=sound.district_code,
            credit_code=sound.credit_code,
            unit_kind=sound.unit_kind,
            standing="unverified",
        )
    )
    person = NewPerson(sound.contact, sound.email, first_roles("union"), password_hash, locale())
    user_id = await write_person(person, organisation.id)
    await outbox.post(TOPIC, {"organisation": organisation.id})
    return await enter(user_id, agent=agent, organisation_id=organisation.id)


async def _demand_free(credit_code: str) -> None:
    holder = await Organisation.filter(credit_code=credit_code).first()
    if holder is None:
        return
    if holder.standing == "refused":
        # Whoever was refused must not keep the true union out.
        await Organisation.filter(id=holder.id).update(credit_code=None, standing="closed")
        return
    if holder.standing == "imported":
        raise UnionIsImported(field="credit_code")
    raise UnionAlreadyThere(day=clock.day_of(holder.created_at), field="credit_code")
