"""Checks of eligibility as they are kept: how often a list was asked about, and between which unions somebody was found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.people import demand
from booking.people.areas import area_of
from booking.people.models import Organisation
from booking.rosters.eligibility import Hit
from booking.rosters.keeping_models import EligibilityCheck, EligibilityHit
from booking.rosters.models import Traveller
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction
from sites.foundation.language import N_

WHY: dict[str, str] = {
    "overlap": N_("two trips at the same time"),
    "years": N_("within the years between two retreats"),
    "used": N_("did not come, which counts as used"),
}
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Between:
    """Two unions and why; never whom."""

    at: datetime
    asking: str
    other: str
    why: str


@dataclass(frozen=True, slots=True)
class LastCheck:
    """`hits` are public ids of people in whose way something of another union stood."""

    at: datetime
    hits: frozenset[str]


async def checks_since(party_id: int, since: datetime) -> int:
    """Those that a person asked for; who signs up is asked about once, by the program."""
    return await EligibilityCheck.filter(party_id=party_id, at__gt=since, by_user_id__gt=0).count()


async def note_check(
    party_id: int, *, asked: int, hits: Mapping[str, Sequence[Hit]], by: Actor
) -> None:
    """In the caller's transaction. `hits` are those with other unions, by the person's public id."""
    demand_transaction()
    made = await EligibilityCheck.create(
        party_id=party_id, at=clock.now(), by_user_id=by.user_id, by_name=by.signature, asked=asked,
        found=len(hits),
    )  # fmt: skip
    rows = [
        EligibilityHit(
            check_made_id=made.id, traveller=person, other_union_id=hit.union_id, why=hit.why
        )
        for person, several in hits.items()
        for hit in several
    ]
    await EligibilityHit.bulk_create(rows)


async def lists_with(indexes: Iterable[str]) -> dict[int, list[str]]:
    """Which lists have one of these people: party's id -> their keyed hashes."""
    rows = Traveller.filter(id_index__in=[*indexes], removed_at=None, kind="worker")
    found: dict[int, list[str]] = {}
    for party_id, index in await rows.values_list("party_id", "id_index"):
        found.setdefault(party_id, []).append(index)
    return found


async def last_checks(party_ids: Iterable[int]) -> dict[int, LastCheck]:
    """What the newest check of each list said that a person asked for. Whoever asks may see these lists."""
    rows = await EligibilityCheck.filter(party_id__in=[*party_ids], by_user_id__gt=0).order_by("id")
    newest = {row.party_id: row for row in rows}
    hits = EligibilityHit.filter(check_made_id__in=[row.id for row in newest.values()])
    found: dict[int, set[str]] = {}
    for check, traveller in await hits.values_list("check_made_id", "traveller"):
        found.setdefault(check, set()).add(traveller)
    return {
        party: LastCheck(row.at, frozenset(found.get(row.id, ()))) for party, row in newest.items()
    }


async def found_between(*, by: Actor) -> tuple[Between, ...]:
    """Hits that unions of the federation's area were told of, the newest first. Refused: NotGranted."""
    demand(by, "unions.verify")
    area = await area_of(by.organisation_id)
    rows = await EligibilityHit.all().order_by("-id").limit(MOST_SHOWN * 5).values(
        "why", "other_union_id", "check_made__at", "check_made__party__organisation_id"
    )  # fmt: skip
    ids = {row[name] for row in rows for name in ("other_union_id", "check_made__party__organisation_id")}  # fmt: skip
    unions = {one.id: one for one in await Organisation.filter(id__in=ids)}
    found = [
        Between(row["check_made__at"], asking.name, unions[row["other_union_id"]].name, row["why"])
        for row in rows
        if area.covers((asking := unions[row["check_made__party__organisation_id"]]).area_code)
    ]
    return tuple(found[:MOST_SHOWN])
