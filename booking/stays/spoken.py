"""A stay by the reference that somebody says on the telephone, for the federation's clerk alone."""

from dataclasses import dataclass

from booking.people import demand
from booking.stays.models import Stay
from sites.foundation.actor import Actor
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import clean_reference, reference_is_sound
from sites.foundation.language import N_


class ReferenceUnknown(Refusal):
    code = "reference_unknown"
    kind = Kind.BAD_INPUT
    words = N_("No group has this reference. Ask for it once more, letter by letter.")


@dataclass(frozen=True)
class SpokenOf:
    """Inner ids of the stay, its union and its site."""

    stay_id: int
    union_id: int
    site_id: int


async def spoken_of(reference: str, *, by: Actor) -> SpokenOf:
    """Needs `filings.see`. Refused: ReferenceUnknown, which names its field."""
    demand(by, "filings.see")
    row = None
    if reference_is_sound(reference):
        row = await Stay.filter(reference=clean_reference(reference)).first()
    if row is None:
        raise ReferenceUnknown(field="stay")
    return SpokenOf(row.id, row.union_id, row.site_id)
