"""Filing (备案): with its confirmation a stay gets the next number of its federation's register. No gap, no double."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.stays.models import Filing, Stay
from sites.foundation import clock
from sites.foundation.database import demand_transaction, fetch
from sites.listings.models import Site


@dataclass(frozen=True)
class FilingEntry:
    """One entry of the register. `number` is what people say and print: area, year and quarter, serial."""

    area_code: str
    year: int
    quarter: int
    serial: int
    filed_at: datetime

    @property
    def number(self) -> str:
        return f"{self.area_code}-{self.year}Q{self.quarter}-{self.serial:04d}"


async def give_filing(stay: Stay) -> None:
    """Enter the stay in the register of its site's city. Inside the confirming transaction, as its last write:
    the counter's row stays locked until that ends, and a number whose transaction fails was never given.
    """
    demand_transaction()
    area, day = await _area_of(stay.site_id), clock.today()
    await Filing.create(
        stay_id=stay.id, area_code=area, year=day.year, quarter=quarter_of(day),
        serial=await next_serial(area, day.year, quarter_of(day)), filed_at=clock.now(),
    )  # fmt: skip


async def next_serial(area_code: str, year: int, quarter: int) -> int:
    """Count the register's quarter up by one, first making its counter; the number after counting."""
    rows = await fetch(
        "INSERT INTO filing_counters (area_code, year, quarter, given) VALUES ($1, $2, $3, 1) "
        "ON CONFLICT (area_code, year, quarter) DO UPDATE SET given = filing_counters.given + 1 "
        "RETURNING given",
        area_code, year, quarter,
    )  # fmt: skip
    return int(rows[0]["given"])


async def filing_of(stay_id: int) -> FilingEntry | None:
    """The stay's entry; None before its confirmation."""
    row = await Filing.filter(stay_id=stay_id).first()
    return entry(row) if row else None


def entry(row: Filing) -> FilingEntry:
    return FilingEntry(row.area_code, row.year, row.quarter, row.serial, row.filed_at)


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


async def _area_of(site_id: int) -> str:
    """The register is the city's: its first four digits are those of every district in it."""
    site = await Site.get(id=site_id).only("district_code")
    return f"{site.district_code[:4]}00"
