"""Tables of a decision: how a base was chosen and what was compared, and which papers a union must have from which amount."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class StayDecision(Model):
    # What a union says of its choice. `compared` is the comparison as it stood when it was kept, words and all.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="decisions", on_delete=fields.RESTRICT
    )
    stay_id: int
    method = fields.CharField(max_length=12, default="")
    reason = fields.CharField(max_length=600, default="")
    budget_line = fields.CharField(max_length=120, default="")
    decided_on = fields.DateField(null=True)
    compared: dict[str, Any] = fields.JSONField(null=True)
    compared_at = fields.DatetimeField(null=True)
    notice_from = fields.DateField(null=True)
    notice_until = fields.DateField(null=True)
    notice_place = fields.CharField(max_length=120, default="")
    objections_to = fields.CharField(max_length=120, default="")
    written_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "stay_decisions"
        constraints = (
            CheckConstraint(
                check="method IN ('', 'negotiated', 'inquiry', 'invited', 'open', 'framework', 'direct')",
                name="stay_decision_method",
            ),
            CheckConstraint(
                check="notice_from IS NULL OR notice_until IS NULL OR notice_from <= notice_until",
                name="stay_decision_notice",
            ),
        )


class RequiredPaper(Model):
    # A union for itself, or a federation for the unions of its area: this kind is needed from this amount on.

    id = fields.IntField(primary_key=True)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="required_papers", on_delete=fields.RESTRICT
    )
    organisation_id: int
    kind = fields.CharField(max_length=12)
    from_minor = fields.IntField()
    set_at = fields.DatetimeField()
    by_user_id = fields.IntField()

    class Meta:
        app = "booking"
        table = "required_papers"
        constraints = (
            CheckConstraint(
                check="kind IN ('approval', 'method', 'comparison', 'minutes', 'budget', 'notice', 'contract', 'insurance')",
                name="required_paper_kind",
            ),
            CheckConstraint(check="from_minor >= 0", name="required_paper_amount"),
        )
