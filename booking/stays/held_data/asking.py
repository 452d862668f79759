"""A member says what is wrong; the union is told that somebody waits, and not who or what."""

from booking.people import LinkDead
from booking.rosters import held
from booking.rosters.held import Wish
from booking.stays.held_data.finding import first_stay
from booking.stays.moves import record
from sites.foundation import idempotency
from sites.foundation.actor import SYSTEM
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


@transaction
async def ask_correction(token: str, holder: str, wish: Wish, *, key: Key | None = None) -> None:
    """Keep the request, sealed, until the union answers it. A form sent twice asks once.

    Refused: LinkDead, as `rosters.draft`, NothingDiffers, CorrectionAsked.
    """
    if await idempotency.claim(key, by=SYSTEM) is not None:
        return
    row = await held.held_traveller(token, holder)
    if row is None:
        raise LinkDead
    _party, stay = await first_stay(row.party_id)
    await held.ask_to_correct(row, wish)
    await record(stay, act="correction_asked", by=SYSTEM)
    await idempotency.keep(key, "asked", by=SYSTEM)
