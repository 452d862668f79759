"""What an organisation's own pages and papers say of it: name, code, kind of unit, region."""

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
