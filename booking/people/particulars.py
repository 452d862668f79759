"""What an organisation's own pages and papers say of it: name, code, kind of unit, region."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.people.areas import region_name
from booking.people.models import Organisation
from booking.people.vocabulary import UNIT_KINDS
from sites.foundation.language import _, choose


@dataclass(frozen=True)
class Particulars:
    name: str
    credit_code: str
    unit_kind: str
    region: str
    area_code: str
    district_code: str = ""
    unit_kind_code: str = ""
    sector: str = ""


async def particulars_of(organisation_id: int) -> Particulars:
    row = await Organisation.get(id=organisation_id)
    return Particulars(
        choose(row.name, row.name_en),
        row.credit_code or "",
        _(UNIT_KINDS.get(row.unit_kind, "")),
        region_name(row.area_code),
        row.area_code,
        row.district_code,
        row.unit_kind,
        row.sector,
    )


async def organisation_names(organisation_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The Chinese and the English name of each."""
    rows = Organisation.filter(id__in=[*organisation_ids])
    return {
        one: (name, english)
        for one, name, english in await rows.values_list("id", "name", "name_en")
    }


async def unit_title(organisation_id: int) -> tuple[str, str]:
    """The organisation's name and unified social credit code as an invoice names a buyer; "" where it has none."""
    row = await Organisation.get(id=organisation_id)
    return row.name, row.credit_code or ""
