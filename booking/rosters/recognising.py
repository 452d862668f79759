"""A person of a list known again by name and last digits: every row is compared, whoever is asked for."""

import hmac
import unicodedata

from booking.rosters.models import Traveller
from booking.rosters.places import opened
from sites.foundation.database import demand_transaction

LAST = 4


async def recognised(party_id: int, *, name: str, phone_end: str, number_end: str) -> str:
    """The public id of the one person whom all three fit, else empty. Whoever has no number or telephone is not found.

    The work is the same whether and where somebody fits. In the caller's transaction, which counts the try.
    """
    demand_transaction()
    wanted = _bytes(name, phone_end, number_end)
    fitting = ""
    for row in await Traveller.filter(party_id=party_id, removed_at=None).order_by("id"):
        phone, number = opened(row, "phone")[-LAST:], opened(row, "id")[-LAST:]
        fits = hmac.compare_digest(wanted, _bytes(row.name, phone, number))
        fitting = row.public_id if fits and phone and number else fitting
    return fitting


def _bytes(name: str, phone_end: str, number_end: str) -> bytes:
    parts = (name, phone_end, number_end.upper())
    return "|".join(unicodedata.normalize("NFKC", part).strip() for part in parts).encode()
