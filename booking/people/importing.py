"""A federation enters the unions it knows from its spreadsheet; each gets a code with which to claim its entry."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from booking.people.areas import area_of
from booking.people.founding import NewOrganisation, write_organisation
from booking.people.models import Organisation
from booking.people.permissions import demand
from booking.people.tokens import claim_index, new_claim_code
from booking.people.union_sheet import CellFault, ListedUnion, UnionList, read_union_sheet
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class NotYourRegion(Refusal):
    code = "not_your_region"
    kind = Kind.FORBIDDEN
    words = N_("Your federation does not answer for unions of this city.")


class CodeTaken(Refusal):
    code = "code_taken"
    words = N_("A union with this code is here already.")


class ListOutOfDate(Refusal):
    code = "list_out_of_date"
    words = N_("Since the preview something has changed. Send the file once more.")


@dataclass(frozen=True)
class ClaimSlip:
    """What the union is to be given on paper. The code is shown once and kept nowhere."""

    name: str
    credit_code: str
    code: str


async def preview_unions(data: bytes, *, by: Actor) -> UnionList:
    """What an import would store, with every fault by its cell. Stores nothing. Needs `unions.verify`."""
    demand(by, "unions.verify")
    listed = await asyncio.to_thread(read_union_sheet, data)
    faults = await _clashes(listed.unions, columns=listed.columns, by=by)
    return replace(listed, faults=(*listed.faults, *faults))


@transaction
async def import_unions(unions: Sequence[ListedUnion], *, by: Actor) -> list[ClaimSlip]:
    """Store them, `imported`, and give each a one-time code. All or nothing; judged anew.

    Needs `unions.verify`. Refused: ListOutOfDate, when a code was taken meanwhile or a city is not the own.
    """
    demand(by, "unions.verify")
    if await _clashes(unions, columns={}, by=by):
        raise ListOutOfDate
    return [await _store(union, by=by) for union in unions]


async def _store(union: ListedUnion, *, by: Actor) -> ClaimSlip:
    made = await write_organisation(
        NewOrganisation(
            kind="union",
            name=union.name,
            area_code=union.region_code,
            district_code=union.district_code,
            credit_code=union.credit_code,
            unit_kind=union.unit_kind,
            standing="imported",
        )
    )
    code = new_claim_code()
    await Organisation.filter(id=made.id).update(
        claim_index=claim_index(code), verified_by_id=by.user_id
    )
    return ClaimSlip(union.name, union.credit_code, code)


async def _clashes(
    unions: Sequence[ListedUnion], *, columns: dict[str, str], by: Actor
) -> list[CellFault]:
    area = await area_of(by.organisation_id)
    codes = [union.credit_code for union in unions if union.credit_code]
    rows = await Organisation.filter(credit_code__in=codes).values("credit_code")
    taken = {row["credit_code"] for row in rows}
    faults = []
    for union in unions:
        if union.credit_code in taken:
            faults.append(CellFault(f"{columns.get('credit_code', '')}{union.line}", CodeTaken()))
        if union.region_code and not area.covers(union.region_code):
            cell = f"{columns.get('region_code', '')}{union.line}"
            faults.append(CellFault(cell, NotYourRegion()))
    return faults
