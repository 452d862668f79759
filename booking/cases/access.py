"""Whose case it is: the federation sees all, a union its own, an operator those that were handed to it."""

from tortoise.queryset import QuerySet

from booking.cases.models import Case
from booking.cases.refusals import CaseAnswered, CaseUnknown
from booking.people import demand
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id


def cases_of(by: Actor) -> QuerySet[Case]:
    """Needs `cases.see`."""
    demand(by, "cases.see")
    if by.kind == "federation":
        return Case.all()
    side = "handed_to_id" if by.kind == "operator" else "union_id"
    return Case.filter(**{side: by.organisation_id})


async def case_of(public_id: str, *, by: Actor) -> Case:
    """Refused: CaseUnknown for everybody else's."""
    found = (
        await cases_of(by).filter(public_id=public_id).first() if is_public_id(public_id) else None
    )
    if found is None:
        raise CaseUnknown
    return found


async def open_case_of(public_id: str, *, by: Actor) -> Case:
    """Still to be answered. Refused: CaseUnknown, CaseAnswered."""
    found = await case_of(public_id, by=by)
    if found.answered_at is not None:
        raise CaseAnswered
    return found
