"""Who answers for a department: named by the union, else its organiser."""

from dataclasses import dataclass

from booking.people import demand
from booking.people.models import Membership
from booking.rosters.enrolment_models import DepartmentApprover
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class ApproverUnfit(Refusal):
    code = "department_approver_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Name the department, and choose a person of your union whose role may see names.")


@dataclass(frozen=True, slots=True)
class Approver:
    department: str
    user_id: int
    name: str


async def approvers_of(organisation_id: int) -> tuple[Approver, ...]:
    rows = await DepartmentApprover.filter(organisation_id=organisation_id).order_by("department")
    names = {one.user_id: one.name for one in await people_to_choose(organisation_id)}
    return tuple(Approver(row.department, row.user_id, names.get(row.user_id, "")) for row in rows)


async def people_to_choose(organisation_id: int) -> tuple[Approver, ...]:
    """Members of the union who may see names: organisers, approvers, administrators."""
    rows = await Membership.filter(
        organisation_id=organisation_id, ended_at=None, user__is_active=True,
        role__in=["organiser", "approver", "administrator"],
    ).order_by("id").values_list("user_id", "user__name")  # fmt: skip
    return tuple(Approver("", int(user_id), str(name)) for user_id, name in dict(rows).items())


@transaction
async def name_approver(department: str, user_id: int, *, by: Actor) -> None:
    """From now on this person answers for members of the department; 0 gives it back to the organiser.

    Refused: NotGranted, ApproverUnfit.
    """
    demand(by, "rosters.write")
    known = {one.user_id for one in await people_to_choose(by.organisation_id)}
    if not department or len(department) > 40 or user_id not in known | {0}:
        raise ApproverUnfit(field="department")
    await DepartmentApprover.filter(
        organisation_id=by.organisation_id, department=department
    ).delete()
    if user_id:
        await DepartmentApprover.create(
            organisation_id=by.organisation_id, department=department, user_id=user_id,
            set_at=clock.now(), by_user_id=by.user_id,
        )  # fmt: skip


async def may_answer(department: str, *, by: Actor) -> bool:
    """The organiser always, and who was named for the department."""
    if by.may("rosters.write"):
        return True
    named = DepartmentApprover.filter(
        organisation_id=by.organisation_id, department=department, user_id=by.user_id
    )
    return bool(department) and await named.exists()
