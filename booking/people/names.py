"""Who somebody is by name, for records that keep who did what, and for books that keep whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.people.models import Organisation, User
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import N_, choose


@dataclass(frozen=True)
class Named:
    id: int
    public_id: str
    kind: str
    name: str


class OrganisationUnknown(Refusal):
    code = "organisation_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such organisation.")


async def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """Names by id; whoever is not known is left out, and so is the program itself."""
    rows = await User.filter(id__in=[*user_ids]).values_list("id", "name")
    return {int(user_id): str(name) for user_id, name in rows}


async def named(organisation_ids: Iterable[int]) -> dict[int, Named]:
    """Organisations by id, in the reader's language."""
    rows = await Organisation.filter(id__in=[*organisation_ids])
    return {row.id: _named(row) for row in rows}


async def named_by(public_id: str) -> Named:
    """One organisation. Refused: OrganisationUnknown."""
    row = await Organisation.get_or_none(public_id=public_id) if is_public_id(public_id) else None
    if row is None:
        raise OrganisationUnknown
    return _named(row)


def _named(row: Organisation) -> Named:
    return Named(row.id, row.public_id, row.kind, choose(row.name, row.name_en))
