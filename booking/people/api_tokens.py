"""Bearer tokens for programs: made for a person in an organisation, shown once, kept as a hash."""

from booking.people.emails import account_of
from booking.people.models import ApiToken, Membership
from booking.people.permissions import NotGranted
from booking.people.team import PersonUnknown
from booking.people.tokens import hash_of, new_token
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@transaction
async def issue_token(email: str, *, label: str, scopes: list[str], by: Actor) -> str:
    """A token that acts as this person in their first organisation. The only time that it can be read.

    For the command line: whoever may run it owns the machine. Refused: PersonUnknown, NotGranted.
    """
    if not by.is_system:
        raise NotGranted
    where = {"user__email": account_of(email), "user__is_active": True, "ended_at": None}
    member = await Membership.filter(**where).order_by("id").first()
    if member is None:
        raise PersonUnknown
    token = new_token()
    await ApiToken.create(
        organisation_id=member.organisation_id, user_id=member.user_id, label=label[:60],
        token_hash=hash_of(token), scopes=scopes, created_at=clock.now(),
    )  # fmt: skip
    return token
