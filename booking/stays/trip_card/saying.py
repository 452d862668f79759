"""A participant says something: a question or a complaint becomes a case of the union's, with its deadline and its answer."""

from booking import cases
from booking.cases import NewCase
from booking.stays.trip_card.opening import holder_of
from booking.stays.trip_card.refusals import NothingSaid
from sites.foundation.idempotency import Key

KINDS = ("question", "complaint", "incident")
SUBJECT = "行程卡：同行人员反映"
LONGEST = 2000


async def say_on_card(
    secret: str, traveller: str, *, kind: str, text: str, is_named: bool, key: Key | None = None
) -> str:
    """The number of the case. The name goes along only where the participant wants it.

    Refused: CardUnknown, NotRecognised, NothingSaid.
    """
    holder = await holder_of(secret, traveller)
    if kind not in KINDS or not 1 <= len(text.strip()) <= LONGEST:
        raise NothingSaid(field="text")
    stay = holder.stays[0] if holder.stays else None
    new = NewCase(
        kind, SUBJECT, text.strip(), stay_id=stay.id if stay else None, union_id=holder.party.organisation_id,
        caller=holder.traveller.name if is_named else "",
    )  # fmt: skip
    return await cases.open_for_participant(new, key=key)
