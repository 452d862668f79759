"""The table of reimbursement packs: each as it was drawn, with what did not agree at that time."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Pack(Model):
    # `findings` hold counts, amounts and codes, nobody's data. The file lies under its random name until it is shredded.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="packs", on_delete=fields.RESTRICT
    )
    stay_id: int
    state = fields.CharField(max_length=8)
    language = fields.CharField(max_length=10)
    done = fields.IntField(default=0)
    total = fields.IntField(default=0)
    has_names = fields.BooleanField(default=False)
    findings: list[dict[str, Any]] = fields.JSONField(default=list)
    stored_name = fields.CharField(max_length=60, default="")
    size = fields.IntField(default=0)
    sha256 = fields.CharField(max_length=64, default="")
    why = fields.CharField(max_length=40, default="")
    asked_at = fields.DatetimeField()
    drawn_at = fields.DatetimeField(null=True)
    by_user_id = fields.IntField()
    by_organisation_id = fields.IntField()
    by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "packs"
        constraints = (
            CheckConstraint(
                check="state IN ('asked', 'drawn', 'failed', 'shredded')", name="pack_state"
            ),
            CheckConstraint(check="done >= 0 AND done <= total AND size >= 0", name="pack_counts"),
            CheckConstraint(
                check="state <> 'drawn' OR (drawn_at IS NOT NULL AND size >= 1)",
                name="pack_drawn_has_a_file",
            ),
        )
