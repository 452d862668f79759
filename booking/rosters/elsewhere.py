"""The same person on two lists: found by the keyed hash of the number, without opening any number."""

from collections.abc import Iterable

from booking.rosters.models import Traveller


async def also_on(party_id: int, others: Iterable[int]) -> dict[str, set[int]]:
    """Of this party's people those who stand on the lists of `others` too: public id -> ids of those parties.

    The caller chooses parties that the reader may know of.
    """
    indexed = Traveller.filter(removed_at=None, id_index__isnull=False)
    own = dict(await indexed.filter(party_id=party_id).values_list("id_index", "public_id"))
    found: dict[str, set[int]] = {}
    same = indexed.filter(party_id__in=[*others], id_index__in=[*own])
    for index, other in await same.values_list("id_index", "party_id"):
        found.setdefault(own[index], set()).add(other)
    return found
