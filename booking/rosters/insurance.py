"""Whether a group is insured: every day, every head, and for as much as is asked; and what lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking.rosters.insurance_models import InsurancePolicy, InsuranceRule
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import public_id
from sites.foundation.language import N_

LACKING: dict[str, str] = {
    "none": N_("No insurance is on record"),
    "days": N_("The insurance does not cover every day of the stay"),
    "heads": N_("The insurance covers fewer people than travel"),
    "cover": N_("The insured sum a person is below what is asked"),
    "medical": N_("The insured sum for medical care is below what is asked"),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """`starts_on` and `ends_on` are both covered; sums are fen for each head. `paper` is a paper's public id, or empty."""

    public_id: str
    insurer: str
    number: str
    heads: int
    cover_minor: int
    medical_minor: int
    starts_on: date
    ends_on: date
    paper_id: int | None = None
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Least sums in fen for each head; 0 asks nothing. `stops`: without it no confirmation."""

    stops: bool = False
    cover_minor: int = 0
    medical_minor: int = 0


def lacking(
    policies: Sequence[Policy], *, first: date, last: date, heads: int, asked: Asked
) -> tuple[str, ...]:
    """Codes of LACKING, none where everybody is insured on each day from `first` to `last`, both included.

    Several policies add up by heads on each day; a day's sums are those of its weakest policy.
    """
    if not policies:
        return ("none",)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    held = [[one for one in policies if one.starts_on <= day <= one.ends_on] for day in days]
    found = {
        "days": not all(held),
        "heads": any(day and sum(one.heads for one in day) < heads for day in held),
        "cover": any(one.cover_minor < asked.cover_minor for day in held for one in day),
        "medical": any(one.medical_minor < asked.medical_minor for day in held for one in day),
    }
    return tuple(code for code in LACKING if found.get(code))


COLUMNS = tuple(Policy.__dataclass_fields__)


async def policies_of(party_id: int) -> tuple[Policy, ...]:
    """Those that stand, the oldest first."""
    rows = (
        await InsurancePolicy.filter(party_id=party_id, withdrawn_at=None)
        .order_by("id")
        .values(*COLUMNS)
    )
    return tuple(Policy(**row) for row in rows)


async def asked_by(organisation_id: int) -> Asked:
    row = await InsuranceRule.filter(organisation_id=organisation_id).first()
    return Asked(row.stops, row.cover_minor, row.medical_minor) if row else Asked()


async def add_policy(party_id: int, policy: Policy, *, by: Actor) -> str:
    """Its public id. Works in the caller's transaction."""
    demand_transaction()
    made = public_id()
    kept = {name: getattr(policy, name) for name in COLUMNS if name not in ("public_id", "by_name")}
    await InsurancePolicy.create(
        public_id=made, party_id=party_id, added_at=clock.now(), by_user_id=by.user_id, by_name=by.name, **kept
    )  # fmt: skip
    return made


async def withdraw_policy(party_id: int, policy: str) -> bool:
    """Whether it stood. Works in the caller's transaction."""
    demand_transaction()
    standing = InsurancePolicy.filter(party_id=party_id, public_id=policy, withdrawn_at=None)
    return bool(await standing.update(withdrawn_at=clock.now()))


async def write_asked(organisation_id: int, asked: Asked, *, by: Actor) -> None:
    """Works in the caller's transaction."""
    demand_transaction()
    await InsuranceRule.filter(organisation_id=organisation_id).delete()
    await InsuranceRule.create(
        organisation_id=organisation_id, stops=asked.stops, cover_minor=asked.cover_minor,
        medical_minor=asked.medical_minor, set_at=clock.now(), by_user_id=by.user_id,
    )  # fmt: skip
