"""Tables of pooled groups: who opened its stay to whom until when, and which stays belong together."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

STATES = "'open', 'formed', 'alone', 'let_go', 'ended'"


class Pool(Model):
    # One group of several unions: the same base, package and dates, each union with a trip and a stay of its own.
    #
    # `heads` counts those who stand in it, guarded by `most`; `joined` counts all who ever did and gives the letters.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="pools", on_delete=fields.RESTRICT
    )
    site_id: int
    package: Any = fields.ForeignKeyField(
        "sites.Package", related_name="pools", on_delete=fields.RESTRICT
    )
    package_id: int
    check_in = fields.DateField()
    check_out = fields.DateField()
    scope = fields.CharField(max_length=10)
    origin_code = fields.CharField(max_length=6)
    programme = fields.CharField(max_length=40, default="")
    least = fields.IntField()
    most = fields.IntField()
    closes_at = fields.DatetimeField()
    holds_until = fields.DatetimeField()
    below = fields.CharField(max_length=6)
    names_lead = fields.BooleanField(default=False)
    note = fields.CharField(max_length=300, default="")
    state = fields.CharField(max_length=8, default="open")
    heads = fields.IntField()
    joined = fields.IntField(default=1)
    opened_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "pools"
        constraints = (
            CheckConstraint(check=f"state IN ({STATES})", name="pool_state"),
            CheckConstraint(check="scope IN ('region', 'programme', 'named')", name="pool_scope"),
            CheckConstraint(check="below IN ('let_go', 'go_on')", name="pool_below"),
            CheckConstraint(
                check="1 <= least AND least <= most AND 0 <= heads AND heads <= most AND joined >= 1",
                name="pool_heads",
            ),
            CheckConstraint(check="check_in < check_out", name="pool_range"),
            CheckConstraint(check="(state = 'open') = (closed_at IS NULL)", name="pool_closed"),
        )


class PoolMember(Model):
    # One union's stay in a pool, known to its partners by the letter of its `place`. `heads` are those it joined with.

    id = fields.IntField(primary_key=True)
    pool: Any = fields.ForeignKeyField(
        "booking.Pool", related_name="members", on_delete=fields.RESTRICT
    )
    pool_id: int
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="pool_places", on_delete=fields.RESTRICT
    )
    stay_id: int
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="pool_places", on_delete=fields.RESTRICT
    )
    union_id: int
    place = fields.IntField()
    heads = fields.IntField()
    joined_at = fields.DatetimeField()
    left_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "pool_members"
        constraints = (
            CheckConstraint(check="place >= 1 AND heads >= 1", name="pool_member_numbers"),
        )


class PoolInvitation(Model):
    # A union that a pool names: it alone, beside others that are named, may join.

    id = fields.IntField(primary_key=True)
    pool: Any = fields.ForeignKeyField(
        "booking.Pool", related_name="invitations", on_delete=fields.RESTRICT
    )
    pool_id: int
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="pool_invitations", on_delete=fields.RESTRICT
    )
    union_id: int

    class Meta:
        app = "booking"
        table = "pool_invitations"
