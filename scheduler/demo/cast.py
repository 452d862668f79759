"""Every organisation of the demonstration with its people, as they are founded: all of them marked as invented."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from booking.people import NewOrganisation, NewPerson
from scheduler.demo.catalogue import DemoSite, demo_sites
from scheduler.demo.credit_codes import GRASSROOTS_UNION, credit_code
from scheduler.demo.datafiles import rows
from scheduler.demo.names import person
from scheduler.demo.people_shapes import DemoFederation, DemoPerson, DemoUnion
from scheduler.demo.unions import demo_federations, demo_unions, operator_people

# Smaller unions let the organiser submit without asking anybody.
APPROVING_FROM = 200
LONG_AGO = -300
# Whom sign-in offers as sales opens every page of the desk, team and programs too.
ROLES = {
    "sales": ("sales", "administrator"), "steward": ("steward",), "finance": ("finance",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Founding:
    """An organisation with its people. `day` counts from today; `refused` is a federation's reason."""

    new: NewOrganisation
    people: tuple[NewPerson, ...]
    day: int = LONG_AGO
    refused: str = ""

    @property
    def email(self) -> str:
        """By this address it is found again."""
        return self.people[0].email


def approves(union: DemoUnion) -> bool:
    return union.members >= APPROVING_FROM


def approver_email(union: DemoUnion) -> str:
    return f"approver.{union.email}"


def chair_email(union: DemoUnion) -> str:
    """Who decides beside the approver, in the union as which one click signs in."""
    return f"chair.{union.email}"


def finance_email(federation: str) -> str:
    """Who grants beside the clerk of the federation with this address."""
    return f"finance.{federation}"


def desk_email(site_code: str) -> str:
    return f"desk.{site_code.lower()}@operator.example"


def foundings(today: date) -> Iterator[Founding]:
    """In the order in which sign-in offers them: the first operator and the first union stand for their kind."""
    yield _platform()
    yield from map(_federation, demo_federations())
    yield from _operators(today)
    yield from map(_union, demo_unions())
    yield _centre()
    yield _agency()
    yield from map(_newcomer, rows("newcomers"))


def _platform() -> Founding:
    name, _ = person("platform")
    new = NewOrganisation(
        kind="platform", name="同心疗休养平台（示例）", name_en="Tongxin platform (sample)", is_demo=True
    )  # fmt: skip
    return Founding(new, (NewPerson(name, "platform@tongxin.example", ("administrator",)),))


def centre_email() -> str:
    return "centre@centre.example"


def _centre() -> Founding:
    """It collects for the second base, and has proposed it to the first, which has not answered: anybody may try it out."""
    new = NewOrganisation(
        kind="service_centre", name="黄山疗休养服务中心（示例）", name_en="Huangshan retreat service centre (sample)",
        area_code="341000", is_demo=True,
    )  # fmt: skip
    finance, cashier = person("centre", "finance")[0], person("centre", "cashier")[0]
    return Founding(
        new,
        (
            NewPerson(finance, centre_email(), ("administrator", "finance")),
            NewPerson(cashier, "cashier@centre.example", ("cashier",)),
        ),
    )


def agency_email() -> str:
    return "agency@agency.example"


def _agency() -> Founding:
    """The first union has given it a mandate for one of its trips."""
    new = NewOrganisation(
        kind="agency", name="江南职工旅行社（示例）", name_en="Jiangnan workers' travel agency (sample)", area_code="330100", is_demo=True,
    )  # fmt: skip
    name = person("agency", "organiser")[0]
    return Founding(new, (NewPerson(name, agency_email(), ("administrator", "organiser")),))


def _federation(body: DemoFederation) -> Founding:
    new = NewOrganisation(
        kind="federation", name=body.name, name_en=body.name_en, area_code=body.region_code,
        is_host=body.is_host, is_demo=True,
    )  # fmt: skip
    roles = ("administrator", "clerk")
    name, _ = person("federation finance", body.region_code)
    finance = NewPerson(name, finance_email(body.email), ("finance",))
    return Founding(new, (NewPerson(body.contact, body.email, roles), finance, *_auditor(body)))


def _auditor(body: DemoFederation) -> tuple[NewPerson, ...]:
    """Who reads the books of the bases, and nothing else, sits with their host."""
    name, _ = person("auditor", body.region_code)
    return (NewPerson(name, "auditor@federation.example", ("auditor",)),) if body.is_host else ()


def _operators(today: date) -> Iterator[Founding]:
    staff = defaultdict[str, list[DemoPerson]](list)
    for one in operator_people():
        staff[one.site_code].append(one)
    for site in sorted(demo_sites(today), key=lambda site: site.code not in staff):
        yield _operator(site, staff[site.code])


def _operator(site: DemoSite, staff: list[DemoPerson]) -> Founding:
    new = NewOrganisation(
        kind="operator", name=f"{site.operator.name}（示例）", name_en=f"{site.operator.name_en} (sample)",
        area_code=site.district_code, credit_code=site.operator.credit_code, is_demo=True,
    )  # fmt: skip
    alone = ("administrator", "sales", "steward", "finance")
    desk = NewPerson(site.operator.contact, desk_email(site.code), alone[:1] if staff else alone)
    return Founding(
        new, (desk, *(NewPerson(one.name, one.email, ROLES[one.role]) for one in staff))
    )


def _union(union: DemoUnion) -> Founding:
    new = NewOrganisation(
        kind="union", name=union.name, name_en=union.name_en, area_code=union.region_code,
        credit_code=union.credit_code, unit_kind=union.unit_kind, sector=union.sector, is_demo=True,
    )  # fmt: skip
    organiser = NewPerson(union.contact, union.email, ("administrator", "organiser", "finance"))
    approver = NewPerson(union.approver, approver_email(union), ("approver",))
    return Founding(new, (organiser, approver, *_chair(union)))


def _chair(union: DemoUnion) -> tuple[NewPerson, ...]:
    name, _ = person("chair", union.key)
    is_first = union is demo_unions()[0]
    return (NewPerson(name, chair_email(union), ("approver",)),) if is_first else ()


def _newcomer(row: dict[str, str]) -> Founding:
    """A union that signed up lately and waits for its federation, or was told no."""
    number = 1100 + int(row["key"].removeprefix("n"))
    contact, _ = person("organiser", row["key"])
    new = NewOrganisation(
        kind="union", name=f"{row['name']}（示例）", name_en=f"{row['name_en']} (sample)",
        area_code=row["region"], unit_kind=row["unit_kind"], sector=row["sector"],
        credit_code=credit_code(number, kind=GRASSROOTS_UNION, region_code=row["region"]),
        standing="unverified", is_demo=True,
    )  # fmt: skip
    people = (NewPerson(contact, f"{row['key']}@union.example", ("administrator", "organiser")),)
    return Founding(new, people, day=int(row["day"]), refused=row["refused"])
