"""What is held about one person, in full, for that person: a look like any other, so it is logged."""

from booking.rosters.drafts import DOCUMENTS, KINDS, SEXES
from booking.rosters.models import Traveller
from booking.rosters.needs import needs_of_party
from booking.rosters.revealing import reveal_id
from sites.foundation.actor import Actor
from sites.foundation.formats import moment
from sites.foundation.language import N_, _

REASON = N_("Copy for the person")


async def copy_of(traveller: str, *, party: str, by: Actor) -> list[tuple[str, str]]:
    """Names of fields (msgids) and values, those alone that are filled. Refused: NotGranted, TravellerUnknown."""
    opened = await reveal_id(traveller, reason=_(REASON), by=by)
    row = await Traveller.get(public_id=traveller, party__public_id=party)
    needs = (await needs_of_party(party)).get(traveller)
    held = [
        (N_("Name"), row.name), (N_("Travels as"), _(KINDS[row.kind])), (N_("Sex"), _(SEXES[row.sex]) if row.sex else ""),
        (N_("Kind of document"), _(DOCUMENTS[row.document])), (N_("Document number"), opened.number),
        (N_("Telephone"), opened.phone), (N_("Note"), row.note), (N_("On the list since"), moment(row.added_at)),
        (N_("Department"), needs.department if needs else ""), (N_("Diet"), needs.diet if needs else ""),
        (N_("What to look after"), needs.care if needs else ""),
    ]  # fmt: skip
    return [(words, value) for words, value in held if value]
