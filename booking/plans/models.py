"""Tables of a union's annual plan: its versions, the steps of their approval, and which trips belong to which batch."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class AnnualPlan(Model):
    # One year of one union. `wants` are the open holds that the approved version asks room for, `widens` those that
    # it was given: they differ while more holds are open than a smaller plan, or a year that is over, would leave.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="plans", on_delete=fields.RESTRICT
    )
    organisation_id: int
    year = fields.IntField()
    wants = fields.IntField(default=0)
    widens = fields.IntField(default=0)
    made_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "annual_plans"
        constraints = (
            CheckConstraint(check="year >= 1", name="annual_plan_year"),
            CheckConstraint(check="wants >= 0 AND widens >= 0", name="annual_plan_holds"),
        )


class PlanVersion(Model):
    # A plan as somebody wrote it, with why. Only its state is ever changed. Batches keep their ids from version to version.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    plan: Any = fields.ForeignKeyField(
        "booking.AnnualPlan", related_name="versions", on_delete=fields.RESTRICT
    )
    plan_id: int
    number = fields.IntField()
    state = fields.CharField(max_length=10)
    entitled = fields.IntField()
    budget_minor = fields.BigIntField()
    batches: list[dict[str, Any]] = fields.JSONField(default=list)
    why = fields.CharField(max_length=300, default="")
    made_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "plan_versions"
        constraints = (
            CheckConstraint(
                check="state IN ('draft', 'asked', 'approved', 'sent_back', 'replaced')",
                name="plan_version_state",
            ),
            CheckConstraint(
                check="number >= 1 AND entitled >= 1 AND budget_minor >= 0",
                name="plan_version_numbers",
            ),
        )


class PlanStep(Model):
    # One step of the approval inside the union, asked of one person, for one version.

    id = fields.IntField(primary_key=True)
    version: Any = fields.ForeignKeyField(
        "booking.PlanVersion", related_name="steps", on_delete=fields.RESTRICT
    )
    version_id: int
    step = fields.IntField()
    approver_id = fields.IntField()
    state = fields.CharField(max_length=10)
    answered_by_id = fields.IntField(null=True)
    answered_by = fields.CharField(max_length=60, default="")
    answered_at = fields.DatetimeField(null=True)
    note = fields.CharField(max_length=300, default="")

    class Meta:
        app = "booking"
        table = "plan_steps"
        constraints = (
            CheckConstraint(check="step BETWEEN 1 AND 3", name="plan_step_number"),
            CheckConstraint(
                check="state IN ('waiting', 'asked', 'agreed', 'sent_back', 'withdrawn')",
                name="plan_step_state",
            ),
        )


class PlanTrip(Model):
    # The trip by which a batch is held. When that trip is lost, another one may take its place in the row.

    id = fields.IntField(primary_key=True)
    plan: Any = fields.ForeignKeyField(
        "booking.AnnualPlan", related_name="trips", on_delete=fields.RESTRICT
    )
    plan_id: int
    batch = fields.CharField(max_length=32)
    trip: Any = fields.ForeignKeyField(
        "booking.Trip", related_name="plans", on_delete=fields.RESTRICT
    )
    trip_id: int
    linked_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "plan_trips"
