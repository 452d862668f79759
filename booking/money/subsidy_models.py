"""Tables of subsidies: what a federation gives for a programme, and what unions claim of it after a trip."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class SubsidyRate(Model):
    # In fen for each worker, for a whole trip or for a day of it; for trips that begin from `starts_on` on, until
    # `ends_on` (not included). Never rewritten: another amount is another rate, and this one ends.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    federation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="subsidy_rates", on_delete=fields.RESTRICT
    )
    federation_id: int
    programme = fields.CharField(max_length=40)
    per = fields.CharField(max_length=4)
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    reaches = fields.CharField(max_length=8, default="city")
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)
    document = fields.CharField(max_length=200)
    set_at = fields.DatetimeField()
    set_by_id = fields.IntField()
    set_by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "subsidy_rates"
        constraints = (
            CheckConstraint(check="minor > 0", name="subsidy_rate_positive"),
            CheckConstraint(check="per IN ('trip', 'day')", name="subsidy_rate_per"),
            CheckConstraint(check="reaches IN ('city', 'everyone')", name="subsidy_rate_reaches"),
            CheckConstraint(
                check="ends_on IS NULL OR ends_on >= starts_on", name="subsidy_rate_range"
            ),
        )


class SubsidyClaim(Model):
    # What a union claims for one trip. `facts` say how the amount came about, night by night; `granted_minor` is what was
    # checked and granted of it. Checked by one person and granted by another; then paid, with the bank's voucher.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    rate: Any = fields.ForeignKeyField(
        "booking.SubsidyRate", related_name="claims", on_delete=fields.RESTRICT
    )
    rate_id: int
    federation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="subsidies_asked", on_delete=fields.RESTRICT
    )
    federation_id: int
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="subsidies_claimed", on_delete=fields.RESTRICT
    )
    union_id: int
    trip: Any = fields.ForeignKeyField(
        "booking.Trip", related_name="subsidies", on_delete=fields.RESTRICT
    )
    trip_id: int
    state = fields.CharField(max_length=12, default="claimed")
    workers = fields.IntField()
    person_days = fields.IntField()
    minor = fields.BigIntField()
    currency = fields.CharField(max_length=3, default="CNY")
    facts: dict[str, Any] = fields.JSONField(default=dict)
    note = fields.CharField(max_length=300, default="")
    claimed_at = fields.DatetimeField()
    claimed_by_id = fields.IntField()
    claimed_by_name = fields.CharField(max_length=60, default="")
    granted_minor = fields.BigIntField(null=True)
    why = fields.CharField(max_length=300, default="")
    checked_at = fields.DatetimeField(null=True)
    checked_by_id = fields.IntField(null=True)
    checked_by_name = fields.CharField(max_length=60, default="")
    granted_at = fields.DatetimeField(null=True)
    granted_by_id = fields.IntField(null=True)
    granted_by_name = fields.CharField(max_length=60, default="")
    paid_on = fields.DateField(null=True)
    voucher = fields.CharField(max_length=60, default="")
    paid_by_id = fields.IntField(null=True)
    paid_by_name = fields.CharField(max_length=60, default="")
    ended_at = fields.DatetimeField(null=True)
    ended_by_name = fields.CharField(max_length=60, default="")

    class Meta:
        app = "booking"
        table = "subsidy_claims"
        constraints = (
            CheckConstraint(
                check="state IN ('claimed', 'checked', 'granted', 'paid', 'turned_down', 'withdrawn')",
                name="subsidy_claim_state",
            ),
            CheckConstraint(
                check="minor > 0 AND workers > 0 AND person_days >= workers", name="subsidy_claim_positive"
            ),
            CheckConstraint(
                check="granted_minor IS NULL OR granted_minor BETWEEN 1 AND minor", name="subsidy_claim_granted"
            ),
            CheckConstraint(
                check="granted_by_id IS NULL OR granted_by_id <> checked_by_id", name="subsidy_claim_four_eyes"
            ),
            CheckConstraint(
                check="state <> 'paid' OR (paid_on IS NOT NULL AND voucher <> '')", name="subsidy_claim_voucher"
            ),
        )  # fmt: skip
