"""The amounts from which papers are needed: a union sets its own, a federation those of its area's unions."""

from collections.abc import Mapping

from booking.people import demand
from booking.people.models import Organisation
from booking.stays.deciding.models import RequiredPaper
from booking.stays.deciding.required import KINDS, strictest
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

MOST = 2_000_000_000  # fen; what a column of the database holds


class RequirementUnfit(Refusal):
    code = "requirement_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Write an amount in yuan from 0 to 20,000,000, or leave the line empty.")


@transaction
async def set_required_papers(wanted: Mapping[str, int], *, by: Actor) -> None:
    """Replace the organisation's rule: fen by kind; what is not in it is not asked for. Stays that stand are judged by it at once.

    Needs `team.manage` of a union and `rules.write` of a federation. Refused: NotGranted, RequirementUnfit.
    """
    demand(by, "team.manage" if by.kind == "union" else "rules.write")
    for kind, minor in wanted.items():
        if kind not in KINDS or not 0 <= minor <= MOST:
            raise RequirementUnfit(field=kind)
    await RequiredPaper.filter(organisation_id=by.organisation_id).delete()
    for kind, minor in wanted.items():
        await RequiredPaper.create(
            organisation_id=by.organisation_id, kind=kind, from_minor=minor, set_at=clock.now(), by_user_id=by.user_id,
        )  # fmt: skip


async def required_by(organisation_id: int) -> dict[str, int]:
    """The organisation's own rule, fen by kind."""
    rows = await RequiredPaper.filter(organisation_id=organisation_id).order_by("id")
    return {row.kind: row.from_minor for row in rows}


async def required_of(union_id: int) -> dict[str, int]:
    """What counts for a union: its own rule with those of the federations of its city and district."""
    asking = [union_id, *await _federations(union_id)]
    return strictest([await required_by(one) for one in asking])


async def _federations(union_id: int) -> list[int]:
    union = await Organisation.get(id=union_id)
    areas = [code for code in (union.area_code, union.district_code) if code]
    rows = Organisation.filter(kind="federation", standing="verified", area_code__in=areas)
    return [row.id for row in await rows.order_by("id")]
