"""Tables of policy documents, what they said when, of holidays, and what was said and decided about single trips."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Policy(Model):
    # One document under its code. `holder` is the union whose own measures these are; none for all others.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    code = fields.CharField(max_length=60)
    holder: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="policies", null=True, on_delete=fields.RESTRICT
    )
    holder_id: int | None

    class Meta:
        app = "booking"
        table = "policies"


class PolicyVersion(Model):
    # What the document said from `starts_on` on, until a later version's first day. Never changed, never deleted.
    # `text` is the document as a table of its file. Withdrawn: from that day on it says nothing.

    id = fields.IntField(primary_key=True)
    policy: Any = fields.ForeignKeyField(
        "booking.Policy", related_name="versions", on_delete=fields.RESTRICT
    )
    policy_id: int
    version = fields.IntField()
    starts_on = fields.DateField(null=True)
    ends_on = fields.DateField(null=True)
    is_withdrawn = fields.BooleanField(default=False)
    text: dict[str, Any] = fields.JSONField(default=dict)
    at = fields.DatetimeField()
    by_user_id = fields.IntField(default=0)
    by_organisation_id = fields.IntField(default=0)
    by_name = fields.CharField(max_length=60, default="")
    why = fields.CharField(max_length=300, default="")

    class Meta:
        app = "booking"
        table = "policy_versions"
        constraints = (
            CheckConstraint(check="version >= 1", name="policy_version_number"),
            CheckConstraint(
                check="starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on",
                name="policy_version_range",
            ),
        )


class HolidayVersion(Model):
    # What the notice about a year's holidays said: the last version counts. Never changed, never deleted.
    # `off`: pairs of first and last day; `worked`: Saturdays and Sundays that are worked instead.

    id = fields.IntField(primary_key=True)
    year = fields.IntField()
    version = fields.IntField()
    document = fields.CharField(max_length=200)
    source = fields.CharField(max_length=300)
    off: list[list[str]] = fields.JSONField(default=list)
    worked: list[str] = fields.JSONField(default=list)
    at = fields.DatetimeField()
    by_user_id = fields.IntField(default=0)
    by_organisation_id = fields.IntField(default=0)
    by_name = fields.CharField(max_length=60, default="")
    why = fields.CharField(max_length=300, default="")

    class Meta:
        app = "booking"
        table = "holiday_versions"
        constraints = (
            CheckConstraint(check="version >= 1", name="holiday_version_number"),
            CheckConstraint(check="year BETWEEN 2000 AND 2100", name="holiday_version_year"),
            CheckConstraint(check="document <> '' AND source <> ''", name="holiday_version_source"),
        )


class TripStatement(Model):
    # What the union stated of a trip for its rules: the last row counts. Never changed, never deleted.

    id = fields.IntField(primary_key=True)
    trip: Any = fields.ForeignKeyField(
        "booking.Trip", related_name="statements", on_delete=fields.RESTRICT
    )
    trip_id: int
    at = fields.DatetimeField()
    by_user_id = fields.IntField(default=0)
    by_name = fields.CharField(max_length=60, default="")
    facts: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        app = "booking"
        table = "trip_statements"


class VerdictPass(Model):
    # A block that the union's approver passed: `key` names the verdict,
    # `found` what was found then. Never changed, never deleted.

    id = fields.IntField(primary_key=True)
    trip: Any = fields.ForeignKeyField(
        "booking.Trip", related_name="passes", on_delete=fields.RESTRICT
    )
    trip_id: int
    key = fields.CharField(max_length=400)
    found: dict[str, Any] = fields.JSONField(default=dict)
    paper_id = fields.IntField()
    reason = fields.CharField(max_length=300)
    at = fields.DatetimeField()
    by_user_id = fields.IntField(default=0)
    by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "verdict_passes"
        constraints = (CheckConstraint(check="reason <> ''", name="verdict_pass_reason"),)
