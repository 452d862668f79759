"""Tables of what is sold: a package, and its price per person for each night."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Package(Model):
    id = fields.IntField(primary_key=True)
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="packages", on_delete=fields.RESTRICT
    )
    site_id: int
    code = fields.CharField(max_length=30)
    name = fields.CharField(max_length=80)
    name_en = fields.CharField(max_length=120)
    theme = fields.CharField(max_length=20, default="")
    min_nights = fields.IntField()
    max_nights = fields.IntField()
    min_group = fields.IntField()
    max_group = fields.IntField()
    included: list[Any] = fields.JSONField(default=list)
    excluded: list[Any] = fields.JSONField(default=list)
    programme: list[Any] = fields.JSONField(default=list)
    single_supplement = fields.IntField(default=0)
    odd_pays = fields.BooleanField(default=False)
    extras: list[Any] = fields.JSONField(default=list)
    position = fields.IntField(default=0)
    is_offered = fields.BooleanField(default=True)

    class Meta:
        app = "sites"
        table = "packages"
        constraints = (
            CheckConstraint(
                check="1 <= min_nights AND min_nights <= max_nights", name="package_nights"
            ),
            CheckConstraint(
                check="1 <= min_group AND min_group <= max_group", name="package_group"
            ),
        )


class PackagePrice(Model):
    # Fen of CNY per person for each night from `starts_on` until before `ends_on`.

    id = fields.IntField(primary_key=True)
    package: Any = fields.ForeignKeyField(
        "sites.Package", related_name="prices", on_delete=fields.RESTRICT
    )
    package_id: int
    season = fields.CharField(max_length=12)
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    per_person = fields.IntField()

    class Meta:
        app = "sites"
        table = "package_prices"
        constraints = (
            CheckConstraint(check="per_person > 0", name="package_price_positive"),
            CheckConstraint(check="starts_on < ends_on", name="package_price_range"),
        )


class PriceEdit(Model):
    # One act of an operator on the prices of a package, with what stood there before and after.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    package: Any = fields.ForeignKeyField(
        "sites.Package", related_name="price_edits", on_delete=fields.RESTRICT
    )
    package_id: int
    organisation_id = fields.IntField()
    user_id = fields.IntField()
    by_name = fields.CharField(max_length=80, default="")
    per_person = fields.IntField()
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    nights = fields.IntField()
    before: list[Any] = fields.JSONField(default=list)
    after: list[Any] = fields.JSONField(default=list)
    made_at = fields.DatetimeField()
    undone_at = fields.DatetimeField(null=True)
    undone_by = fields.IntField(null=True)

    class Meta:
        app = "sites"
        table = "price_edits"
        constraints = (
            CheckConstraint(check="starts_on < ends_on", name="price_edit_range"),
            CheckConstraint(check="per_person > 0 AND nights > 0", name="price_edit_counts"),
            CheckConstraint(
                check="(undone_at IS NULL) = (undone_by IS NULL)", name="price_edit_undone_whole"
            ),
        )
