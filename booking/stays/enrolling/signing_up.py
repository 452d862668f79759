"""A member signs up by the link, without an account; whether another retreat stands in the way is asked at once."""

from booking import rosters
from booking.rosters import Standing, enrolling
from booking.rosters.enrolling import EnrolmentOver, SignUp
from booking.rosters.places import index_of
from booking.stays.eligible import foreign, found_for
from booking.stays.enrolling.finding import Opened, enrolment_by
from booking.stays.models import Stay
from sites.foundation import idempotency
from sites.foundation.actor import SYSTEM
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


@transaction
async def sign_up(secret: str, entry: SignUp, *, key: Key | None = None) -> str:
    """Keep the entry: it waits for its answer, or on the waiting list where the places are taken. Its public id.

    Refused: EnrolmentUnknown, EnrolmentOver, ConsentMissing, FamilyNotInvited, SignedUpAlready, and what is unsound.
    A form sent twice signs up once. The check of eligibility is on record like any other; the member is not told of it.
    """
    if (earlier := await idempotency.claim(key, by=SYSTEM)) is not None:
        return earlier
    found = await enrolment_by(secret)
    if not found.is_open or found.stay is None:
        raise EnrolmentOver(day=found.enrolment.closes_on)
    row = await enrolling.locked_enrolment(found.enrolment.id)
    enrolling.demand_whole(entry, family_most=row.family_most)
    verdict = await _eligibility(entry, found, found.stay)
    made = await enrolling.keep_application(row, entry, eligibility=verdict)
    await idempotency.keep(key, made, by=SYSTEM)
    return made


async def _eligibility(entry: SignUp, found: Opened, stay: Stay) -> str:
    """`clear`, `own` (a trip of the own union stands in the way) or `elsewhere`."""
    member = entry.member
    index = index_of(member.document, member.number)
    asked = Standing("", member.name, member.kind, member.sex, index, "")
    hits = await found_for([asked], found.party, stay)
    others = foreign(hits, found.party)
    await rosters.note_check(found.party.id, asked=1, hits=others, by=SYSTEM)
    return "elsewhere" if others else "own" if hits else "clear"
