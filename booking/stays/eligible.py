"""Asking whether another retreat stands in somebody's way, in all unions: after their agreement, seldom, and always on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking import rosters
from booking.people import demand, demand_principal
from booking.rosters import Hit, Planned, Standing
from booking.stays.models import Party, Stay
from booking.stays.naming import own_party
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

PROMISED = (State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE)
MOST_A_DAY = 5


class AgreementMissing(Refusal):
    code = "agreement_missing"
    kind = Kind.BAD_INPUT
    words = N_("Ask those on the list first, and tick that they agree.")


class AskedTooOften(Refusal):
    code = "asked_too_often"
    kind = Kind.TOO_MANY
    words = N_("A list may be checked %(most)s times a day. Try again tomorrow.")


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Public ids of people: `elsewhere` says nothing of why or with whom; `own` is what the own union's trips say."""

    asked: int
    elsewhere: tuple[str, ...]
    own: Mapping[str, tuple[str, ...]]


@transaction
async def check_eligibility(public_id: str, *, agreed: bool, by: Actor) -> Eligibility:
    """Ask about every worker of the own list who has a number. That it was asked, by whom and of how many, is kept.

    Refused: NotGranted, PrincipalsOwn, StayUnknown, AlreadyMoved, HoldOver, AgreementMissing, AskedTooOften.
    """
    demand(by, "rosters.write")
    demand_principal(by)
    stay, party = await own_party(public_id, by=by)
    if not agreed:
        raise AgreementMissing(field="agreed")
    if await rosters.checks_since(party.id, clock.now() - timedelta(days=1)) >= MOST_A_DAY:
        raise AskedTooOften(most=MOST_A_DAY)
    workers = [one for one in await rosters.standing_on(party.id) if one.kind == "worker" and one.index]  # fmt: skip
    found = await found_for(workers, party, stay)
    await rosters.note_check(party.id, asked=len(workers), hits=foreign(found, party), by=by)
    own = {
        person: tuple(hit.why for hit in hits if hit.union_id == party.organisation_id)
        for person, hits in found.items()
    }
    return Eligibility(
        len(workers), tuple(foreign(found, party)), {who: why for who, why in own.items() if why}
    )


def foreign(found: Mapping[str, tuple[Hit, ...]], party: Party) -> dict[str, tuple[Hit, ...]]:
    """Of what was found, that with other unions."""
    others = {
        person: tuple(hit for hit in hits if hit.union_id != party.organisation_id)
        for person, hits in found.items()
    }
    return {person: hits for person, hits in others.items() if hits}


async def found_for(
    workers: Sequence[Standing], party: Party, stay: Stay
) -> dict[str, tuple[Hit, ...]]:
    """What stands in the way of these people, by their public ids; nothing is logged here."""
    trip = await Stay.filter(trip_id=stay.trip_id, union_id=stay.union_id)
    starts_on, ends_on = min(one.check_in for one in trip), max(one.check_out for one in trip)
    indexes = [one.index for one in workers if one.index]
    records = [one for one in await rosters.records_of(indexes) if one.trip_id != party.trip_id]
    planned = await _planned(indexes, party, starts_on, ends_on)
    years = (await rosters.retention_of(party.organisation_id)).years_between
    return {
        one.public_id: hits
        for one in workers
        if (
            hits := rosters.hits_of(
                [record for record in records if record.person_index == one.index],
                planned.get(one.index or "", []), starts_on=starts_on, ends_on=ends_on, years_between=years,
            )
        )
    }  # fmt: skip


async def _planned(
    indexes: list[str], party: Party, starts_on: date, ends_on: date
) -> dict[str, list[Planned]]:
    """The same people on the lists of promised stays with a night in common."""
    lists = await rosters.lists_with(indexes)
    near = Stay.filter(state__in=PROMISED, check_in__lt=ends_on, check_out__gt=starts_on)
    parties = {one.id: one for one in await Party.filter(id__in=[*lists]).exclude(trip_id=party.trip_id)}  # fmt: skip
    stays = await near.filter(trip_id__in={one.trip_id for one in parties.values()})
    found: dict[str, list[Planned]] = {}
    for number, one in parties.items():
        for stay in stays:
            if (stay.trip_id, stay.union_id) == (one.trip_id, one.organisation_id):
                for index in lists[number]:
                    found.setdefault(index, []).append(Planned(stay.union_id, stay.check_in, stay.check_out))  # fmt: skip
    return found
