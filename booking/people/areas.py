"""Which federations answer for a union: its region's, a district one under that, and the host of the bases."""

from dataclasses import dataclass

from booking.people.models import Organisation
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, choose, locale
from sites.regions.gazetteer import region


class RegionUnknown(Refusal):
    code = "region_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose one of the 41 cities.")


class DistrictUnfit(Refusal):
    code = "district_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "Write the six-digit code of a district of that city, for example 330106, or leave it empty."
    )


@dataclass(frozen=True)
class Area:
    """What a federation answers for: everything as the host, else the unions of one region."""

    is_host: bool
    region_code: str

    def covers(self, region_code: str) -> bool:
        return self.is_host or (bool(region_code) and self.region_code == region_code)


def checked_region(code: str, *, field: str = "region_code") -> str:
    if region_name(code) == code:
        raise RegionUnknown(field=field)
    return code


def checked_district(code: str, *, region_code: str, field: str = "district_code") -> str:
    """A GB/T 2260 code of six digits inside the city's first four; empty where it is not known."""
    sound = not code or (
        len(code) == 6 and code.isascii() and code.isdecimal()
        and code[:4] == region_code[:4] and code[4:] != "00"
    )  # fmt: skip
    if not sound:
        raise DistrictUnfit(field=field)
    return code


def region_name(code: str) -> str:
    """The city's name in the reader's language; the code itself where the delta has no such city."""
    try:
        return region(code).name_in(locale())
    except KeyError:
        return code


async def area_of(organisation_id: int) -> Area:
    """A district federation answers for its parent's region. Anything but a federation for nothing."""
    row = await Organisation.get(id=organisation_id).prefetch_related("parent")
    if row.kind != "federation" or row.standing != "verified":
        return Area(is_host=False, region_code="")
    parent = row.parent if row.parent and row.parent.kind == "federation" else None
    return Area(row.is_host, parent.area_code if parent else row.area_code)


async def first_verifiers(region_code: str) -> list[int]:
    """Whose task a new union there is: the federations of its city and districts; the host's where there is none."""
    federations = Organisation.filter(kind="federation", standing="verified")
    cities = await federations.filter(area_code=region_code, is_host=False, parent_id=None)
    districts = await federations.filter(parent_id__in=[row.id for row in cities], is_host=False)
    near = [row.id for row in (*cities, *districts)]
    return near or [row.id for row in await federations.filter(is_host=True)]


async def verifiers_of(region_code: str) -> list[str]:
    """The names of the federations that may verify a union there, the nearest first."""
    federations = Organisation.filter(kind="federation", standing="verified")
    near = await federations.filter(area_code=region_code, is_host=False, parent_id=None)
    hosts = await federations.filter(is_host=True)
    return [choose(row.name, row.name_en) for row in (*near, *hosts)]


async def city_federations() -> list[tuple[str, str]]:
    """Public id and name of every federation that answers for a city's unions, by city."""
    rows = Organisation.filter(
        kind="federation", standing="verified", is_host=False, parent_id=None
    )
    return [
        (row.public_id, choose(row.name, row.name_en)) for row in await rows.order_by("area_code")
    ]
