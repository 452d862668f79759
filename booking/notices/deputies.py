"""Whoever is to approve in a colleague's place is told so, and told when it ends."""

from dataclasses import dataclass
from datetime import date

from booking.notices.audience import readers
from booking.notices.telling import tell_one
from booking.people.models import Organisation
from sites.foundation.database import transaction


@dataclass(frozen=True)
class DeputyChange:
    """`deputy` is the row's id, `user` who stands in, `by` whoever set or ended it; both days included."""

    deputy: int
    organisation: int
    user: int
    stands: bool
    starts_on: date
    ends_on: date
    by: int


@transaction
async def tell_deputy(change: DeputyChange) -> int:
    """Tell the deputy, while they still approve there; how many notices were new."""
    union = await Organisation.get(id=change.organisation)
    topic = "deputy_set" if change.stands else "deputy_ended"
    facts = {
        "union": [union.name, union.name_en], "starts_on": change.starts_on.isoformat(),
        "ends_on": change.ends_on.isoformat(),
    }  # fmt: skip
    told = 0
    for reader in await readers(union.id, "stays.approve", but=change.by):
        if reader.user_id == change.user:
            told += await tell_one(
                reader, source=f"{topic}:{change.deputy}", topic=topic, path="/union/approvals",
                facts=facts, by_mail=True,
            )  # fmt: skip
    return told
