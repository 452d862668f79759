"""Small random worlds of bases as rows, random changes of them, and random questions about them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sites.foundation import clock
from sites.foundation.database import change, fetch
from sites.search import SORTS, Bounds, Question, allowing, around, between, capping

DISTRICTS = ("341002", "341003", "341021")
KINDS = ("hotel", "village")
FACILITIES = ("lift", "clinic", "pool")
THEMES = ("", "rest", "tea")
NIGHTS = 16
DECLARED = {
    "operator_credit_code": "", "waiting_rule": "strict", "waiting_passes": 3, "waiting_days": 14,
    "waiting_offer_hours": 24,
}  # fmt: skip
_TABLES = (
    "night_claims", "reception_claims", "nights", "receptions", "package_prices", "packages",
    "certificates", "room_types", "sites",
)  # fmt: skip


async def make_world(chance: Random) -> None:
    for table in _TABLES:
        await change(f"DELETE FROM {table}")
    for number in range(1, chance.randint(3, 10)):
        await add_site(chance, number)


async def add_site(chance: Random, number: int) -> None:
    now = clock.now()
    kept = chance.sample(FACILITIES, chance.randint(0, 2))
    site = {
        "code": f"B-{chance.randrange(10**6):06d}-{number}", "name": "示例", "name_en": "Example",
        "kind": chance.choice(KINDS), "district_code": chance.choice(DISTRICTS), "address": "",
        "address_en": "", "latitude": round(chance.uniform(29.5, 30.5), 2), "longitude": round(chance.uniform(117.5, 118.9), 2),
        "operator_name": "", "operator_name_en": "", "phone": "", "introduction": "", "introduction_en": "",
        "rail_minutes": chance.choice((0, 10, 40, 40, 90)), "altitude": 0, "dining_seats": 0, "meeting_seats": 0,
        "reception_limit": 100, "booking_mode": "accept", "answer_hours": 24, "opens": "08:30", "closes": "17:30",
        "check_in_hour": 14, "check_out_hour": 12, "option_days": 5,
        **_window(chance), "facilities": "{" + ", ".join(f'"{name}": null' for name in kept) + "}",
        "medical": "{}", "terms": "{}", "inspection_result": "", "inspection": "{}", "is_demo": True, "created_at": now, "operator_id": chance.choice((None, *[1] * 9)), **DECLARED,
    }  # fmt: skip
    site_id = await insert("sites", site)
    for _ in range(chance.choice((0, 1, 1, 2, 2, 2, 2, 3))):
        await add_type(chance, site_id)
    for place in range(chance.choice((0, 1, 1, 1, 2, 2, 3))):
        await add_package(chance, site_id, place)
    for _ in range(chance.choice((0, *[1] * 12, 2))):
        await certify(chance, site_id)
    await open_receptions(chance, site_id)


async def add_type(chance: Random, site_id: int) -> None:
    code = f"K{chance.randrange(10**6)}"
    kind = {"site_id": site_id, "code": code, "name": "", "name_en": "", "beds": chance.choice((1, 2, 2, 3, 4)),
            "rooms": 30, "area": 0, "position": 0}  # fmt: skip
    type_id = await insert("room_types", kind)
    level = chance.choice((4, 12, 20, 20))
    opened = [day for day in days() if chance.random() < 0.98]
    every = [night(chance, site_id, type_id, day, level) for day in opened]
    await insert_all("nights", every)


def night(chance: Random, site_id: int, type_id: int, day: date, level: int) -> dict[str, Any]:
    limit = min(30, max(0, level + chance.randint(-3, 3)))
    taken = chance.choice((*[0] * 30, 1, 2, 2, limit))
    held = chance.randint(0, min(taken, limit))
    strange = chance.random() < 0.08
    least = chance.choice((2, 3, 5)) if strange else 1
    return {
        "site_id": site_id, "room_type_id": type_id, "date": day, "rooms": 30, "sell_limit": limit,
        "held": held, "sold": min(taken, limit) - held, "over_by": 0, "out_of_order": 0,
        "is_closed": chance.random() < 0.02, "closed_why": "", "note": "",
        "no_arrival": chance.random() < 0.05, "no_departure": chance.random() < 0.05,
        **_asks_more(chance), "min_stay": least, "max_stay": max(least, chance.choice((3, 30)) if strange else 30),
        "has_waiters": chance.random() < 0.02,
        "first_refusal_until": clock.now() + timedelta(minutes=chance.choice((-9, 9))),
    }  # fmt: skip


def _window(chance: Random) -> dict[str, Any]:
    until = chance.choice((0, 0, 0, 0, 2))
    return {"book_from": chance.choice((None, None, None, until + 8)), "book_until": until}


def _asks_more(chance: Random) -> dict[str, Any]:
    """Of stays that have the night, and of the day on which it is booked."""
    if chance.random() < 0.94:
        return {"min_through": 1, "max_through": 30, "book_from": None, "book_until": None}
    least, until = chance.choice((1, 2, 3)), chance.choice((None, 0, 1, 4))
    return {
        "min_through": least, "max_through": max(least, chance.choice((3, 30))),
        "book_from": chance.choice((None, 4, 12)), "book_until": until,
    }  # fmt: skip


async def open_receptions(chance: Random, site_id: int) -> None:
    level, every = chance.choice((15, 60, 200, 200, 200)), []
    for day in days():
        if chance.random() < 0.99:
            limit = level + chance.randint(-5, 5)
            every.append({"site_id": site_id, "date": day, "people_limit": limit, "held": 0,
                          "sold": chance.choice((*[0] * 60, 3, 3, limit)), "over_by": 0})  # fmt: skip
    await insert_all("receptions", every)


async def add_package(chance: Random, site_id: int, place: int) -> None:
    least, small = chance.choice((1, 1, 2, 4)), chance.randint(1, 12)
    package = {
        "site_id": site_id, "code": f"P{chance.randrange(10**6)}", "name": "", "name_en": "",
        "theme": chance.choice(THEMES), "min_nights": least, "max_nights": least + chance.choice((0, 2, 5, 9)),
        "min_group": small, "max_group": small + chance.choice((4, 30, 60, 60)), "included": "[]", "excluded": "[]",
        "programme": "[]", "single_supplement": 0, "odd_pays": False, "extras": "[]", "position": place, "is_offered": chance.random() < 0.9,
    }  # fmt: skip
    await add_prices(chance, await insert("packages", package))


async def add_prices(chance: Random, package_id: int) -> None:
    at, every = clock.today() + timedelta(days=chance.choice((-9, -9, -2, 2))), []
    for _ in range(chance.choice((0, *[3] * 9, 4))):
        until = at + timedelta(days=chance.choice((3, 9, 30)))
        every.append({"package_id": package_id, "season": "low", "starts_on": at, "ends_on": until,
                      "per_person": chance.choice((300_00, 400_00, 400_00, 550_50))})  # fmt: skip
        at = until + timedelta(days=chance.choice((0, 0, 0, 1)))
    await insert_all("package_prices", every)


async def certify(chance: Random, site_id: int) -> None:
    first = clock.today() + timedelta(days=chance.choice((*[-400] * 12, -3, 5)))
    until = first + timedelta(days=chance.choice((*[900] * 12, 12, 2)))
    status = chance.choice((*["certified"] * 18, "expired", "suspended", "applied"))
    paper = {
        "site_id": site_id, "issuer_name": "", "issuer_name_en": "", "batch": 1,
        "number": f"N{chance.randrange(10**9)}", "grade": "", "status": status,
        "valid_from": first, "valid_to": until, "changed_at": clock.now(), "reason": "", "reason_en": "",
    }  # fmt: skip
    await insert("certificates", paper)


def days() -> list[date]:
    return [clock.today() + timedelta(days=n) for n in range(-1, NIGHTS)]


def ask(chance: Random, ids: list[int]) -> Question:
    today = clock.today()
    nights, first = (
        chance.choice((1, 2, 3, 4, 4, 5)),
        today + timedelta(days=chance.randint(0, NIGHTS)),
    )
    starts = chance.choice((
        (first,), (first,), around(first, today=today), (),
        between(today, first + timedelta(days=nights), nights=nights, today=today),
    ))  # fmt: skip
    return Question(
        starts=starts, nights=nights, heads=chance.choice((1, 4, 8, 12, 16, 24, 36)),
        singles=chance.choice((*[0] * 6, 2, 6)), families=chance.choice((*[0] * 6, 1, 4)),
        districts=_some(chance, DISTRICTS), kinds=_some(chance, KINDS), facilities=_some(chance, FACILITIES),
        theme=chance.choice((*[""] * 9, "rest", "tea", "none")),
        max_price=chance.choice((*[None] * 5, 500_00, 1200_00, 1600_00)), sort=chance.choice(SORTS),
        rail_within=chance.choice((*[None] * 9, 45)), origin=chance.choice(("", "330100", "310115", "110100")),
        km_within=chance.choice((*[None] * 9, 150, 300)), bounds=_bounds(chance, ids),
    )  # fmt: skip


def _some(chance: Random, every: tuple[str, ...]) -> frozenset[str]:
    return frozenset(chance.sample(every, chance.choice((*[0] * 9, 1))))


def _bounds(chance: Random, ids: list[int]) -> Bounds:
    bounds = (
        allowing([id_ for id_ in ids if chance.random() < 0.8])
        if chance.random() < 0.1
        else Bounds()
    )
    if chance.random() < 0.1:
        bounds = replace(bounds, everywhere=chance.choice((900_00, 1200_00, 1500_00)))
    if chance.random() < 0.2:
        bounds = replace(bounds, ceilings=capping({id_: chance.choice((900_00, 1500_00)) for id_ in ids if chance.random() < 0.6}).ceilings)  # fmt: skip
    return bounds


async def alter(chance: Random) -> None:
    """One change as an operator, a union, the federation or a job makes it."""
    day = clock.today() + timedelta(days=chance.randint(0, NIGHTS - 1))
    site = await _any(chance, "sites")
    about = f"site_id = {site} AND date = '{day}'"
    package = await _any(chance, "packages")
    changes = (
        f"UPDATE nights SET held = held + 1 WHERE {about} AND held + sold < sell_limit",
        f"UPDATE nights SET held = 0, sold = 0 WHERE {about}",
        f"UPDATE receptions SET held = people_limit - sold WHERE {about}",
        f"UPDATE nights SET is_closed = NOT is_closed WHERE {about}",
        f"UPDATE nights SET no_arrival = NOT no_arrival, min_stay = 2, max_stay = 4 WHERE {about}",
        f"UPDATE nights SET min_through = 3, max_through = 4, book_from = 5, book_until = NULL WHERE {about}",
        f"UPDATE nights SET min_through = 1, max_through = 30, book_from = NULL, book_until = 6 WHERE {about}",
        f"UPDATE sites SET book_from = 9, book_until = 3 WHERE id = {site}",
        f"UPDATE sites SET book_from = NULL, book_until = 0 WHERE id = {site}",
        f"DELETE FROM nights WHERE {about}",
        f"UPDATE certificates SET status = 'suspended' WHERE site_id = {site}",
        f"UPDATE packages SET is_offered = NOT is_offered WHERE id = {package}",
        f"UPDATE package_prices SET per_person = per_person + 5000 WHERE package_id = {package}",
        f"DELETE FROM package_prices WHERE package_id = {package}",
        f"UPDATE room_types SET beds = 1 + beds % 4 WHERE site_id = {site}",
        f"UPDATE sites SET kind = 'village', district_code = '341003', rail_minutes = 20 WHERE id = {site}",
        f"UPDATE sites SET code = code || 'X' WHERE id = {site}",
    )
    more = chance.random()
    if more < 0.1:
        await add_site(chance, chance.randint(50, 10**6))
    elif more < 0.2 and site:
        await add_type(chance, site)
    elif more < 0.3 and site:
        await add_package(chance, site, chance.randint(0, 3))
    elif more < 0.35:
        await _take_away(site)
    else:
        await change(chance.choice(changes))


async def _take_away(site: int) -> None:
    prices = "DELETE FROM package_prices WHERE package_id IN (SELECT id FROM packages WHERE site_id = {})"
    await change(prices.format(site))
    for table in ("nights", "receptions", "packages", "certificates", "room_types"):
        await change(f"DELETE FROM {table} WHERE site_id = {site}")
    await change(f"DELETE FROM sites WHERE id = {site}")


async def _any(chance: Random, table: str) -> int:
    ids = [row["id"] for row in await fetch(f"SELECT id FROM {table} ORDER BY id")]
    return chance.choice(ids) if ids else 0


async def insert(table: str, row: dict[str, Any]) -> int:
    made = await fetch(f"WITH x AS (SELECT 1) {_insert(table, [row])} RETURNING id")
    return int(made[0]["id"])


async def insert_all(table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        await change(_insert(table, rows))


def _insert(table: str, rows: list[dict[str, Any]]) -> str:
    values = ", ".join(f"({', '.join(map(_literal, row.values()))})" for row in rows)
    return f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES {values}"


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str | date | datetime):
        return f"'{value}'"
    return str(value)
