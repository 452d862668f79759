"""Federations, and the unions that a quota is for, are told when it opens, is released or is nearly spent: once."""

from booking import quotas
from booking.notices.audience import Reader, readers
from booking.notices.telling import tell_one
from booking.quotas import Concerned
from sites.foundation.database import transaction

# Who is told beside those who manage it: of an opening all unions of its class, of a release whoever gave it.
TO_UNIONS, TO_GIVERS = frozenset({"quota_opened"}), frozenset({"quota_released"})


@transaction
async def tell_quota(quota_id: int, topic: str, *, mark: str) -> int:
    """How many notices were new. `mark` tells one opening or warning of a quota from the next."""
    about = await quotas.concerned(quota_id)
    facts = {
        "quota": about.name, "limit": about.limit, "left": about.left, "released": about.released,
    }  # fmt: skip
    told = 0
    for reader, path, by_mail in await _readers(about, topic):
        told += await tell_one(
            reader, source=f"{topic}:{quota_id}:{mark}", topic=topic, path=path, facts=facts,
            by_mail=by_mail,
        )  # fmt: skip
    return told


async def _readers(about: Concerned, topic: str) -> list[tuple[Reader, str, bool]]:
    """Each with the page that the notice leads to; a whole city's unions are written no letters."""
    federations = [about.owner_id, *(about.givers if topic in TO_GIVERS else ())]
    unions = about.unions if topic in TO_UNIONS or about.is_of_one_union else ()
    found = [
        (reader, f"/federation/quotas/{about.public_id}", True)
        for organisation_id in federations
        for reader in await readers(organisation_id, "quotas.manage")
    ]
    found += [
        (reader, "/union/quotas", about.is_of_one_union)
        for organisation_id in unions
        for reader in await readers(organisation_id, "stays.book")
    ]
    return found
