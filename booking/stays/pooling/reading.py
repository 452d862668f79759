"""A pooled group as its pages show it: to unions that may join, to those in it, and to the base. Partners have letters, not names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from booking.people import demand
from booking.people.models import Organisation
from booking.stays.models import Party, Stay
from booking.stays.pool_models import Pool, PoolInvitation, PoolMember
from booking.stays.pool_places import standing_in
from booking.stays.pool_refusals import PoolUnknown
from booking.stays.pooling.seeing import found_by
from booking.stays.pooling.terms import NAMED, REGION
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import choose
from sites.packages import Heads

MOST_LISTED = 100


@dataclass(frozen=True)
class PoolLine:
    """One pooled group as a list shows it. `lead` is the first union's name where it said that it is named."""

    public_id: str
    site_id: int
    site_code: str
    site_name: str
    district_code: str
    package_code: str
    package_name: str
    check_in: date
    check_out: date
    scope: str
    programme: str
    least: int
    most: int
    heads: int
    closes_at: datetime
    below: str
    note: str
    state: str
    lead: str = ""

    @property
    def nights(self) -> int:
        return (self.check_out - self.check_in).days

    @property
    def left(self) -> int:
        return max(0, self.most - self.heads)

    @property
    def lacks(self) -> int:
        return max(0, self.least - self.heads)

    @property
    def is_open(self) -> bool:
        return self.state == "open" and self.closes_at > clock.now()


@dataclass(frozen=True)
class PoolParty:
    """One union of the group. `stay` and `reference` are there for its own people and the base, `name` for those who may know it."""

    place: int
    letter: str
    heads: Heads
    state: State
    is_own: bool = False
    name: str = ""
    stay: str = ""
    reference: str = ""


@dataclass(frozen=True)
class PoolPage:
    """`own` is the union's party, None for one that might still join."""

    line: PoolLine
    parties: tuple[PoolParty, ...]

    @property
    def own(self) -> PoolParty | None:
        return next((one for one in self.parties if one.is_own), None)

    @property
    def leads(self) -> bool:
        return bool(self.parties) and self.parties[0].is_own


def letter_of(place: int) -> str:
    """A, B, C ...; behind Z the number."""
    return chr(64 + place) if place <= 26 else str(place)


async def open_pools(by: Actor) -> list[PoolLine]:
    """What is open to the union and not its own, the nearest closing date first. Refused: NotGranted."""
    demand(by, "stays.see")
    union = await Organisation.get(id=by.organisation_id)
    own = {row.pool_id for row in await PoolMember.filter(union_id=union.id, left_at=None)}
    named = {row.pool_id for row in await PoolInvitation.filter(union_id=union.id)}
    rows = Pool.filter(state="open", closes_at__gt=clock.now()).order_by("closes_at", "id")
    pools = await rows.prefetch_related("site", "package").limit(MOST_LISTED)
    open_to = [one for one in pools if one.id not in own and _is_meant(one, union, named=named)]
    return [await _line(one) for one in open_to]


def _is_meant(pool: Pool, union: Organisation, *, named: set[int]) -> bool:
    if pool.scope == NAMED:
        return pool.id in named
    return pool.scope != REGION or union.area_code == pool.origin_code


async def own_pools(by: Actor) -> list[PoolLine]:
    """Those in which the union stands, the newest first. Refused: NotGranted."""
    demand(by, "stays.see")
    ids = PoolMember.filter(union_id=by.organisation_id, left_at=None)
    rows = Pool.filter(id__in=await ids.values_list("pool_id", flat=True)).order_by("-id")
    return [await _line(one) for one in await rows.prefetch_related("site", "package")]


async def pool_page(public_id: str, *, by: Actor) -> PoolPage:
    """For a union in it, with letters instead of names; for one that may join, without the parties.

    Refused: NotGranted, PoolUnknown.
    """
    pool = await found_by(public_id, by=by)
    await pool.fetch_related("site", "package")
    members = await standing_in(pool.id)
    is_in = any(one.union_id == by.organisation_id for one in members)
    line = await _line(pool)
    parties = [await _party(one, line, members, by=by) for one in members] if is_in else []
    return PoolPage(line, tuple(parties))


async def pool_for_base(public_id: str, *, by: Actor) -> PoolPage:
    """The whole group with the names of its unions, for the base that receives it. Refused: NotGranted, PoolUnknown."""
    demand(by, "stays.see")
    pool = await Pool.filter(public_id=public_id).first() if is_public_id(public_id) else None
    members = await standing_in(pool.id) if pool else []
    mine = [one for one in members if one.stay.operator_id == by.organisation_id]
    if pool is None or not mine:
        raise PoolUnknown
    await pool.fetch_related("site", "package")
    return PoolPage(await _line(pool), tuple([await _party_for_base(one) for one in mine]))


async def pool_of_stay(public_id: str) -> str:
    """The public id of the pool in which a stay stands; empty where it is of none. Whoever asks may see the stay."""
    member = PoolMember.filter(stay__public_id=public_id, left_at=None)
    found = await member.values_list("pool__public_id", flat=True)
    return str(found[0]) if found else ""


async def _line(pool: Pool) -> PoolLine:
    names = ("public_id", "check_in", "check_out", "scope", "programme", "least", "most", "heads",
             "closes_at", "below", "note", "state")  # fmt: skip
    site, package = pool.site, pool.package
    return PoolLine(
        site_id=site.id, site_code=site.code, site_name=choose(site.name, site.name_en),
        district_code=site.district_code, package_code=package.code,
        package_name=choose(package.name, package.name_en), lead=await _lead(pool),
        **{name: getattr(pool, name) for name in names},
    )  # fmt: skip


async def _lead(pool: Pool) -> str:
    if not pool.names_lead:
        return ""
    first = PoolMember.filter(pool_id=pool.id, left_at=None).order_by("place")
    member = await first.prefetch_related("union").first()
    return choose(member.union.name, member.union.name_en) if member else ""


async def heads_of(stay: Stay) -> Heads:
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    return Heads(party.workers, party.family, party.crew)


async def _party(
    member: PoolMember, line: PoolLine, members: Sequence[PoolMember], *, by: Actor
) -> PoolParty:
    is_own = member.union_id == by.organisation_id
    stay: Stay = member.stay
    return PoolParty(
        member.place, letter_of(member.place), await heads_of(stay), State(stay.state), is_own=is_own,
        name=line.lead if member.place == members[0].place else "",
        stay=stay.public_id if is_own else "", reference=stay.reference if is_own else "",
    )  # fmt: skip


async def _party_for_base(member: PoolMember) -> PoolParty:
    stay: Stay = member.stay
    union = await Organisation.get(id=member.union_id)
    return PoolParty(
        member.place, letter_of(member.place), await heads_of(stay), State(stay.state),
        name=choose(union.name, union.name_en), stay=stay.public_id, reference=stay.reference,
    )  # fmt: skip
