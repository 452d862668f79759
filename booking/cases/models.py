"""Tables of cases: a question, a complaint or an incident, with its deadline and its one answer."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class CaseCounter(Model):
    # The last number that was given in a year: a guarded counter.

    id = fields.IntField(primary_key=True)
    year = fields.IntField()
    given = fields.IntField(default=0)

    class Meta:
        app = "booking"
        table = "case_counters"
        constraints = (CheckConstraint(check="given >= 0", name="case_counter_given"),)


class Case(Model):
    # About a stay, a site or nothing. `union` is who asks; a caller without an account is named in `caller`.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    year = fields.IntField()
    serial = fields.IntField()
    kind = fields.CharField(max_length=10)
    channel = fields.CharField(max_length=10)
    subject = fields.CharField(max_length=120)
    caller = fields.CharField(max_length=120, default="")
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="cases", null=True, on_delete=fields.RESTRICT
    )
    union_id: int | None
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="cases", null=True, on_delete=fields.RESTRICT
    )
    stay_id: int | None
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="cases", null=True, on_delete=fields.RESTRICT
    )
    site_id: int | None
    handed_to: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="cases_handed", null=True, on_delete=fields.RESTRICT
    )
    handed_to_id: int | None
    owner_id = fields.IntField(null=True)
    owner_name = fields.CharField(max_length=60, default="")
    opened_by_id = fields.IntField()
    opened_at = fields.DatetimeField()
    due_on = fields.DateField()
    answer = fields.CharField(max_length=2000, default="")
    answered_by_name = fields.CharField(max_length=60, default="")
    answered_at = fields.DatetimeField(null=True)
    overdue_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "cases"
        constraints = (
            CheckConstraint(
                check="kind IN ('question', 'complaint', 'incident')", name="case_kind"
            ),
            CheckConstraint(check="channel IN ('page', 'telephone')", name="case_channel"),
            CheckConstraint(check="serial >= 1", name="case_serial"),
            CheckConstraint(
                check="(answered_at IS NULL) = (answer = '')", name="case_answer_has_its_date"
            ),
        )


class CaseMessage(Model):
    id = fields.IntField(primary_key=True)
    case: Any = fields.ForeignKeyField(
        "booking.Case", related_name="messages", on_delete=fields.RESTRICT
    )
    case_id: int
    at = fields.DatetimeField()
    user_id = fields.IntField()
    organisation_id = fields.IntField()
    by_name = fields.CharField(max_length=60)
    text = fields.CharField(max_length=2000)

    class Meta:
        app = "booking"
        table = "case_messages"
