"""Tables of groups received off the platform, of monthly returns, and of closed periods."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class RecordedGroup(Model):
    # A group that a base received without booking here. What is known of it stands in its versions.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="recorded_groups", on_delete=fields.RESTRICT
    )
    site_id: int
    version = fields.IntField(default=1)
    is_historic = fields.BooleanField(default=False)

    class Meta:
        app = "booking"
        table = "recorded_groups"
        constraints = (CheckConstraint(check="version >= 1", name="recorded_group_version"),)


class RecordedVersion(Model):
    # Never changed: a correction and a withdrawal are new rows. `taken_from` is the first night that
    # the group has claimed in the calendar, by `rooms` (room type id to number); NULL: it has none.

    id = fields.IntField(primary_key=True)
    group: Any = fields.ForeignKeyField(
        "booking.RecordedGroup", related_name="versions", on_delete=fields.RESTRICT
    )
    group_id: int
    version = fields.IntField()
    act = fields.CharField(max_length=10)
    at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_organisation_id = fields.IntField()
    by_kind = fields.CharField(max_length=20)
    by_name = fields.CharField(max_length=60)
    why = fields.CharField(max_length=200, default="")
    name = fields.CharField(max_length=120)
    sender = fields.CharField(max_length=10)
    origin_code = fields.CharField(max_length=6)
    is_local = fields.BooleanField(default=False)
    check_in = fields.DateField()
    check_out = fields.DateField()
    workers = fields.IntField()
    family = fields.IntField(default=0)
    crew = fields.IntField(default=0)
    income_minor = fields.BigIntField(null=True)
    currency = fields.CharField(max_length=3, default="CNY")
    proof_number = fields.CharField(max_length=60, default="")
    proof: dict[str, Any] = fields.JSONField(default=dict)
    rooms: dict[str, Any] = fields.JSONField(default=dict)
    taken_from = fields.DateField(null=True)

    class Meta:
        app = "booking"
        table = "recorded_versions"
        constraints = (
            CheckConstraint(check="check_in < check_out", name="recorded_range"),
            CheckConstraint(
                check="workers >= 0 AND family >= 0 AND crew >= 0 AND workers + family >= 1",
                name="recorded_heads",
            ),
            CheckConstraint(check="income_minor >= 0", name="recorded_income"),
            CheckConstraint(check="sender IN ('union', 'agency')", name="recorded_sender"),
            CheckConstraint(
                check="act IN ('recorded', 'corrected', 'withdrawn')", name="recorded_act"
            ),
            CheckConstraint(check="act = 'recorded' OR why <> ''", name="recorded_change_says_why"),
        )


class MonthlyReturn(Model):
    # A base confirmed the list of a month, with what the list said then. Returned again, a new version.

    id = fields.IntField(primary_key=True)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="returns", on_delete=fields.RESTRICT
    )
    site_id: int
    month = fields.DateField()
    version = fields.IntField()
    at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_organisation_id = fields.IntField()
    by_name = fields.CharField(max_length=60)
    groups = fields.IntField()
    workers = fields.IntField()
    family = fields.IntField()
    nights = fields.IntField()

    class Meta:
        app = "booking"
        table = "monthly_returns"
        constraints = (
            CheckConstraint(
                check="groups >= 0 AND workers >= 0 AND family >= 0 AND nights >= 0",
                name="monthly_return_counts",
            ),
        )


class ClosedPeriod(Model):
    # A month, quarter or year as a person closed it. Never changed; later corrections stand in the
    # adjustments of the next one.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    federation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="closed_periods", on_delete=fields.RESTRICT
    )
    federation_id: int
    kind = fields.CharField(max_length=7)
    number = fields.IntField()
    starts_on = fields.DateField()
    closed_at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60)
    lines: list[dict[str, Any]] = fields.JSONField(default=list)
    adjustments: list[dict[str, Any]] = fields.JSONField(default=list)

    class Meta:
        app = "booking"
        table = "closed_periods"
        constraints = (
            CheckConstraint(
                check="kind IN ('month', 'quarter', 'year')", name="closed_period_kind"
            ),
        )


class ClosingNumber(Model):
    # The last number given, for each federation and kind of period.

    id = fields.IntField(primary_key=True)
    federation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="closing_numbers", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(max_length=7)
    given = fields.IntField()

    class Meta:
        app = "booking"
        table = "closing_numbers"
        constraints = (CheckConstraint(check="given >= 0", name="closing_number_counts"),)
