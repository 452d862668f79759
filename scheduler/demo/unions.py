"""Who acts in the demonstration: 30 invented unions, the four federations, and operators' people."""

from functools import cache

from scheduler.demo.credit_codes import GRASSROOTS_UNION, credit_code
from scheduler.demo.datafiles import rows
from scheduler.demo.names import person
from scheduler.demo.people_shapes import DemoFederation, DemoPerson, DemoUnion

# Real bodies keep their real names; whoever answers for them here is invented.
_FEDERATIONS = (
    ("黄山市总工会", "Huangshan Federation of Trade Unions", "341000"),
    ("杭州市总工会", "Hangzhou Federation of Trade Unions", "330100"),
    ("上海市总工会", "Shanghai Federation of Trade Unions", "310000"),
    ("南京市总工会", "Nanjing Federation of Trade Unions", "320100"),
)
_HOST = "341000"
_STAFFED_SITES = ("HS-01-003", "HS-01-006", "HS-02-019", "HS-03-041", "HS-04-062")
_OPERATOR_ROLES = ("sales", "steward", "finance")


@cache
def demo_unions() -> tuple[DemoUnion, ...]:
    return tuple(_union(number, row) for number, row in enumerate(rows("unions"), start=1))


@cache
def weights() -> tuple[int, ...]:
    """How often each union travels, in the order of `demo_unions`."""
    return tuple(int(row["weight"]) for row in rows("unions"))


@cache
def demo_federations() -> tuple[DemoFederation, ...]:
    """The host first, then its partners."""
    return tuple(_federation(number, *words) for number, words in enumerate(_FEDERATIONS, start=1))


def staffed_sites() -> tuple[str, ...]:
    """The bases whose people can be signed in as; the first is the one that sign-in offers."""
    return _STAFFED_SITES


@cache
def operator_people() -> tuple[DemoPerson, ...]:
    """Fifteen people: who answers, who receives and who keeps the books at five bases."""
    return tuple(
        _operator_person(site, role) for site in _STAFFED_SITES for role in _OPERATOR_ROLES
    )


def _union(number: int, row: dict[str, str]) -> DemoUnion:
    contact, contact_en = person("organiser", row["key"])
    approver, approver_en = person("approver", row["key"])
    return DemoUnion(
        key=row["key"],
        name=f"{row['name']}（示例）",
        name_en=f"{row['name_en']} (sample)",
        region_code=row["region"],
        credit_code=credit_code(1000 + number, kind=GRASSROOTS_UNION, region_code=row["region"]),
        unit_kind=row["unit_kind"],
        sector=row["sector"],
        members=int(row["members"]),
        contact=contact,
        contact_en=contact_en,
        approver=approver,
        approver_en=approver_en,
        phone=f"000-0000 01{number:02d}",
        email=f"{row['key']}@union.example",
    )


def _federation(number: int, name: str, name_en: str, region_code: str) -> DemoFederation:
    contact, contact_en = person("federation", region_code)
    return DemoFederation(
        key=f"f-{region_code}",
        name=name,
        name_en=name_en,
        region_code=region_code,
        is_host=region_code == _HOST,
        contact=contact,
        contact_en=contact_en,
        phone=f"000-0000 02{number:02d}",
        email=f"f-{region_code}@federation.example",
    )


def _operator_person(site_code: str, role: str) -> DemoPerson:
    name, name_en = person(role, site_code)
    return DemoPerson(
        site_code=site_code,
        name=name,
        name_en=name_en,
        role=role,
        phone=f"0559-000 00{site_code[-2:]}",
        email=f"{role}.{site_code.lower()}@operator.example",
    )
