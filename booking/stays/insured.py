"""What a stay's insurance lacks, by the documents that bind its trip and by the union's own rule: the stricter counts."""

from booking.rosters.insurance import Asked, asked_by, lacking, policies_of
from booking.rules import insurance_asked
from booking.stays.judging import facts_of
from booking.stays.models import Party, Stay


async def asked_of(stay: Stay) -> Asked:
    """The dearer sum of each kind; it stops where the union's rule or a rule's effect says so."""
    own = await asked_by(stay.union_id)
    told = await insurance_asked(await facts_of(stay), union_id=stay.union_id)
    return Asked(
        own.stops or told.stops, max(own.cover_minor, told.cover), max(own.medical_minor, told.medical)
    )  # fmt: skip


async def insurance_lacking(stay: Stay, asked: Asked | None = None) -> tuple[str, ...]:
    """Codes of rosters.insurance.LACKING for all days of the stay and all heads of its party.

    Without `asked`, by what documents and union ask of it.
    """
    party = await Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id).get()
    return lacking(
        await policies_of(party.id), first=stay.check_in, last=stay.check_out,
        heads=party.workers + party.family + party.crew,
        asked=asked if asked is not None else await asked_of(stay),
    )  # fmt: skip


async def insurance_stops(stay: Stay) -> bool:
    """Whether the stay may not be confirmed without insurance, and has none that suffices. Else both sides are
    reminded three days before it begins.
    """
    asked = await asked_of(stay)
    return asked.stops and bool(await insurance_lacking(stay, asked))
