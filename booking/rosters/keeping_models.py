"""How long lists are kept, what was shredded, and what stays of a person's retreats when everything else is gone."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class RetentionTerm(Model):
    # A union's own days between settlement and shredding; without a row the platform's default holds.

    id = fields.IntField(primary_key=True)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="retention_terms", on_delete=fields.RESTRICT
    )
    organisation_id: int
    days = fields.IntField()
    years_between = fields.IntField(default=0)
    set_at = fields.DatetimeField()
    set_by_id = fields.IntField()

    class Meta:
        app = "booking"
        table = "retention_terms"
        constraints = (
            CheckConstraint(check="days BETWEEN 1 AND 365", name="retention_term_days"),
            CheckConstraint(check="years_between BETWEEN 0 AND 10", name="retention_term_years"),
        )


class ListEnd(Model):
    # A party's list was shredded: when, by which term, and how many rows of what. Nobody's data.

    id = fields.IntField(primary_key=True)
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="list_ends", on_delete=fields.RESTRICT
    )
    party_id: int
    at = fields.DatetimeField()
    days = fields.IntField()
    people = fields.IntField()
    names_in_versions = fields.IntField()

    class Meta:
        app = "booking"
        table = "list_ends"
        constraints = (
            CheckConstraint(check="people >= 0 AND names_in_versions >= 0", name="list_end_counts"),
        )


class EntitlementRecord(Model):
    # One person's retreat, known by a keyed hash alone: whoever holds the number and the key finds it again.

    id = fields.IntField(primary_key=True)
    person_index = fields.CharField(max_length=64)
    key_mark = fields.CharField(max_length=16)
    union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="entitlement_records", on_delete=fields.RESTRICT
    )
    union_id: int
    trip: Any = fields.ForeignKeyField(
        "booking.Trip", related_name="entitlement_records", on_delete=fields.RESTRICT
    )
    trip_id: int
    origin_code = fields.CharField(max_length=6)
    destination_code = fields.CharField(max_length=6)
    scheme = fields.CharField(max_length=40, default="")
    programme = fields.CharField(max_length=40, default="")
    starts_on = fields.DateField()
    ends_on = fields.DateField()
    days = fields.IntField()
    amount_minor = fields.IntField()
    outcome = fields.CharField(max_length=8)
    written_at = fields.DatetimeField()
    keep_until = fields.DateField()

    class Meta:
        app = "booking"
        table = "entitlement_records"
        constraints = (
            CheckConstraint(check="starts_on < ends_on AND days >= 1", name="entitlement_days"),
            CheckConstraint(check="amount_minor >= 0", name="entitlement_amount"),
            CheckConstraint(check="outcome IN ('used', 'no_show')", name="entitlement_outcome"),
        )


class EligibilityCheck(Model):
    # A union asked about its list: who, when, with whose agreement, of how many. Answers name no other union.

    id = fields.IntField(primary_key=True)
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="eligibility_checks", on_delete=fields.RESTRICT
    )
    party_id: int
    at = fields.DatetimeField()
    by_user_id = fields.IntField()
    by_name = fields.CharField(max_length=60)
    asked = fields.IntField()
    found = fields.IntField()

    class Meta:
        app = "booking"
        table = "eligibility_checks"
        constraints = (
            CheckConstraint(check="asked >= 0 AND found >= 0", name="eligibility_check_counts"),
        )


class EligibilityHit(Model):
    # For the federation alone: between which two unions a person was found, and why.

    id = fields.IntField(primary_key=True)
    check_made: Any = fields.ForeignKeyField(
        "booking.EligibilityCheck", related_name="hits", on_delete=fields.RESTRICT
    )
    check_made_id: int
    traveller = fields.CharField(max_length=32)
    other_union: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="eligibility_hits", on_delete=fields.RESTRICT
    )
    other_union_id: int
    why = fields.CharField(max_length=8)

    class Meta:
        app = "booking"
        table = "eligibility_hits"
        constraints = (
            CheckConstraint(
                check="why IN ('overlap', 'years', 'used')", name="eligibility_hit_why"
            ),
        )
