"""What always holds of the register and of cases: whoever was confirmed is in it, and no number is left out."""

from sites.foundation.database import fetch


async def confirmed_stays_are_filed() -> list[str]:
    rows = await fetch(
        "SELECT DISTINCT e.stay_id FROM stay_events e LEFT JOIN filings f ON f.stay_id = e.stay_id "
        "WHERE e.to_state = 'confirmed' AND e.from_state <> 'confirmed' AND f.id IS NULL"
    )
    return [f"stay {row['stay_id']} was confirmed and has no filing" for row in rows]


async def registers_have_no_gap() -> list[str]:
    rows = await fetch(
        "SELECT c.area_code, c.year, c.quarter, c.given, COUNT(f.id) AS filed, MAX(f.serial) AS newest "
        "FROM filing_counters c LEFT JOIN filings f ON f.area_code = c.area_code AND f.year = c.year "
        "AND f.quarter = c.quarter GROUP BY c.area_code, c.year, c.quarter, c.given"
    )
    return [
        f"register {row['area_code']} {row['year']}Q{row['quarter']}: {row['given']} given, {row['filed']} filed"
        for row in rows
        if not row["given"] == row["filed"] == row["newest"]
    ]


async def cases_have_no_gap() -> list[str]:
    rows = await fetch(
        "SELECT c.year, c.given, COUNT(k.id) AS opened, MAX(k.serial) AS newest "
        "FROM case_counters c LEFT JOIN cases k ON k.year = c.year GROUP BY c.year, c.given"
    )
    return [
        f"cases of {row['year']}: {row['given']} given, {row['opened']} opened"
        for row in rows
        if not row["given"] == row["opened"] == row["newest"]
    ]
