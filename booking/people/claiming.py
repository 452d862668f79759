"""A union claims the entry that its federation made, with the code that the federation handed out."""

from dataclasses import dataclass, field

from tortoise.exceptions import IntegrityError

from booking.people import passwords
from booking.people.belonging import Entered, enter
from booking.people.emails import checked_email
from booking.people.founding import NewPerson, write_person
from booking.people.models import Organisation, User
from booking.people.permissions import first_roles
from booking.people.sign_up import EmailInUse
from booking.people.throttle import admit_try
from booking.people.tokens import claim_index
from sites.foundation import clock
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, locale


class ClaimCodeWrong(Refusal):
    code = "claim_code_wrong"
    kind = Kind.BAD_INPUT
    words = N_(
        "This code does not fit any entry, or it was used already. Ask your federation for it again."
    )


@dataclass(frozen=True)
class Claim:
    code: str = field(repr=False)
    contact: str
    email: str
    password: str = field(repr=False)


async def claim_imported(claim: Claim, *, address: str, agent: str) -> Entered:
    """Become the first administrator of the entered union and begin a session.

    The federation that entered it vouches for it, so it is verified at once. Refused: ClaimCodeWrong,
    TooManyTries, EmailInUse, a poor password.
    """
    email = checked_email(claim.email)
    passwords.demand_good(claim.password, names=(email, claim.contact))
    await admit_try(f"claim|{claim_index(claim.code)}", address=address)
    password_hash = await passwords.hash_password(claim.password)
    person = NewPerson(claim.contact, email, first_roles("union"), password_hash, locale())
    try:
        return await _take_over(claim.code, person, agent=agent)
    except IntegrityError:  # a rival took the address meanwhile
        raise EmailInUse(field="email") from None


@transaction
async def _take_over(code: str, person: NewPerson, *, agent: str) -> Entered:
    index = claim_index(code)
    union = await Organisation.filter(claim_index=index, standing="imported").first()
    if union is None:
        raise ClaimCodeWrong(field="code")
    if await User.exists(email=person.email):
        raise EmailInUse(field="email")
    taken = await Organisation.filter(id=union.id, claim_index=index).update(
        standing="verified", claim_index=None, verified_at=clock.now()
    )
    if not taken:
        raise ClaimCodeWrong(field="code")
    user_id = await write_person(person, union.id)
    return await enter(user_id, agent=agent, organisation_id=union.id)
