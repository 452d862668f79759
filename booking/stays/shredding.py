"""When a list may go: so many days after the group's last stay is settled or lost, by the union's term."""

from datetime import datetime, timedelta

from tortoise.expressions import F

from booking import rosters
from booking.people import demand
from booking.stays.access import stay_of_union
from booking.stays.models import Paper, Party, Stay, StayEvent
from booking.stays.moves import record
from booking.stays.naming import NAMEABLE, count_names
from booking.stays.packs.models import Pack
from booking.stays.papers import NAMING
from booking.stays.states import State
from sites.foundation import clock, outbox
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import fetch, transaction

OVER = (State.SETTLED, State.DECLINED, State.EXPIRED, State.CANCELLED)
# What is never settled is not kept for ever either.
LONGEST = timedelta(days=365)
SHREDDED = "files.shredded"


async def lists_to_shred() -> list[int]:
    """Parties whose stays are all over for longer than their union keeps lists."""
    over = ", ".join(f"'{state.value}'" for state in OVER)
    rows = await fetch(
        "SELECT p.id AS party FROM parties p JOIN stays s ON s.trip_id = p.trip_id AND s.union_id = p.organisation_id "  # noqa: S608 - constants
        "WHERE (EXISTS (SELECT 1 FROM roster_versions v WHERE v.party_id = p.id) "
        "OR EXISTS (SELECT 1 FROM enrolments e WHERE e.party_id = p.id)) "
        "AND NOT EXISTS (SELECT 1 FROM list_ends l WHERE l.party_id = p.id) "
        f"GROUP BY p.id HAVING SUM(CASE WHEN s.state IN ({over}) THEN 0 ELSE 1 END) = 0 OR MAX(s.check_out) < $1 "
        "ORDER BY p.id",
        clock.today() - LONGEST,
    )
    return [row["party"] for row in rows if await _days_if_due(row["party"]) is not None]


@transaction
async def shred_list(party_id: int) -> int:
    """For the sweep: what is personal goes, a record of how much stays. Read again first: a stay may have come to the trip."""
    party = await Party.filter(id=party_id).select_for_update(no_key=True).get()
    days = await _days_if_due(party.id)
    return 0 if days is None else await rosters.shred(party.id, days=days)


async def _days_if_due(party_id: int) -> int | None:
    party = await Party.get(id=party_id)
    stays = await Stay.filter(trip_id=party.trip_id, union_id=party.organisation_id)
    if all(clock.today() - LONGEST > stay.check_out for stay in stays):
        return LONGEST.days
    if not all(State(stay.state) in OVER for stay in stays):
        return None
    days = (await rosters.retention_of(party.organisation_id)).days
    last = await _last_move([stay.id for stay in stays])
    return days if last + timedelta(days=days) <= clock.now() else None


async def _last_move(stay_ids: list[int]) -> datetime:
    """Into a state that is over. Whatever else is noted afterwards, a pack that is asked for, prolongs nothing."""
    moves = StayEvent.filter(stay_id__in=stay_ids, to_state__in=OVER).exclude(from_state=F("to_state"))  # fmt: skip
    event = await moves.order_by("-at").first()
    return event.at if event else clock.now()


async def files_to_shred() -> list[int]:
    """Stays with uploaded papers or packs that name people, whose list may be kept no longer."""
    papers = await Paper.filter(kind__in=NAMING).exclude(stored_name="").values_list("stay_id", flat=True)  # fmt: skip
    packs = await Pack.filter(has_names=True, state="drawn").values_list("stay_id", flat=True)
    stays = await Stay.filter(id__in={int(str(one)) for one in (*papers, *packs)}).order_by("id")
    return [stay.id for stay in stays if await _days_if_due(await _party_id(stay)) is not None]


@transaction
async def shred_files(stay_id: int) -> int:
    """For the sweep: names of files that name people are forgotten, and the job deletes them; how many. Done twice it finds none."""
    stay = await Stay.filter(id=stay_id).select_for_update(no_key=True).get()
    if await _days_if_due(await _party_id(stay)) is None:
        return 0
    papers = await Paper.filter(stay_id=stay_id, kind__in=NAMING).exclude(stored_name="")
    packs = await Pack.filter(stay_id=stay_id, has_names=True, state="drawn")
    names = [*(one.stored_name for one in papers), *(one.stored_name for one in packs)]
    await Paper.filter(id__in=[one.id for one in papers]).update(stored_name="", shown_name="")
    await Pack.filter(id__in=[one.id for one in packs]).update(state="shredded", stored_name="")
    if names:
        await outbox.post(SHREDDED, {"names": names})
        facts = {"papers": len(papers), "packs": len(packs)}
        await record(stay, act="papers_shredded", by=SYSTEM, facts=facts)
    return len(names)


async def _party_id(stay: Stay) -> int:
    return (await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)).id


@transaction
async def erase_person(public_id: str, traveller: str, *, by: Actor) -> None:
    """On the person's request, in any state: everything that is known of them in this list goes, the name in its versions too.

    Refused: NotGranted, StayUnknown, TravellerUnknown.
    """
    demand(by, "rosters.write")
    stay = await stay_of_union(public_id, by=by)
    own = Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id)
    party = await own.select_for_update(no_key=True).get()
    await rosters.demand_traveller(traveller, party_id=party.id)
    await rosters.erase(traveller, party_id=party.id)
    await _shred_packs(stay.trip_id, stay.union_id)
    if State(stay.state) in NAMEABLE:
        await count_names(stay, party)


async def _shred_packs(trip_id: int, union_id: int) -> None:
    """A pack that was drawn before still names the person; another one can be asked for."""
    packs = await Pack.filter(
        stay__trip_id=trip_id, stay__union_id=union_id, has_names=True, state="drawn"
    )
    if packs:
        await outbox.post(SHREDDED, {"names": [one.stored_name for one in packs]})
        await Pack.filter(id__in=[one.id for one in packs]).update(state="shredded", stored_name="")
