"""Tables of enrolment: a trip opened to members, who signed up, and who answers for a department."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


class Enrolment(Model):
    # A party's places, opened to the members of its union by one secret link. The link is drawn from the public id by
    # the keyed hash, so no table holds it; closing this row makes it dead.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    party: Any = fields.ForeignKeyField(
        "booking.Party", related_name="enrolments", on_delete=fields.RESTRICT
    )
    party_id: int
    places = fields.IntField()
    family_most = fields.IntField(default=0)
    closes_on = fields.DateField()
    note = fields.CharField(max_length=300, default="")
    opened_at = fields.DatetimeField()
    opened_by_id = fields.IntField()
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        app = "booking"
        table = "enrolments"
        constraints = (
            CheckConstraint(check="places BETWEEN 1 AND 5000", name="enrolment_places"),
            CheckConstraint(check="family_most BETWEEN 0 AND 3", name="enrolment_family"),
        )


class Application(Model):
    # One member with those who come along. Which consent was shown, and when it was given, stays for good; what is
    # personal goes with the answer, or with the list.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    enrolment: Any = fields.ForeignKeyField(
        "booking.Enrolment", related_name="applications", on_delete=fields.RESTRICT
    )
    enrolment_id: int
    state = fields.CharField(max_length=10)
    heads = fields.IntField()
    department = fields.CharField(max_length=40, default="")
    diet = fields.CharField(max_length=12, default="")
    room_mate = fields.CharField(max_length=60, default="")
    eligibility = fields.CharField(max_length=10, default="clear")
    consent = fields.CharField(max_length=20)
    made_at = fields.DatetimeField()
    answered_at = fields.DatetimeField(null=True)
    answered_by = fields.CharField(max_length=60, default="")
    why = fields.CharField(max_length=200, default="")

    class Meta:
        app = "booking"
        table = "applications"
        constraints = (
            CheckConstraint(
                check="state IN ('asked', 'listed', 'approved', 'declined', 'withdrawn')",
                name="application_state",
            ),
            CheckConstraint(check="heads BETWEEN 1 AND 4", name="application_heads"),
            CheckConstraint(
                check="eligibility IN ('clear', 'own', 'elsewhere')", name="application_eligibility"
            ),
        )


class Applicant(Model):
    # One person of an application. Emptied once the person stands on the list (`traveller`), or was not taken.

    id = fields.IntField(primary_key=True)
    public_id = fields.CharField(max_length=32)
    application: Any = fields.ForeignKeyField(
        "booking.Application", related_name="applicants", on_delete=fields.RESTRICT
    )
    application_id: int
    kind = fields.CharField(max_length=8)
    name = fields.CharField(max_length=60)
    sex = fields.CharField(max_length=1, default="")
    document = fields.CharField(max_length=10, default="resident")
    id_sealed = fields.CharField(max_length=200, default="")
    id_index = fields.CharField(max_length=64, null=True)
    id_masked = fields.CharField(max_length=20, default="")
    phone_sealed = fields.CharField(max_length=200, default="")
    phone_masked = fields.CharField(max_length=20, default="")
    guardian_agrees = fields.BooleanField(default=False)
    traveller = fields.CharField(max_length=32, default="")

    class Meta:
        app = "booking"
        table = "applicants"
        constraints = (
            CheckConstraint(check="kind IN ('worker', 'family')", name="applicant_kind"),
            CheckConstraint(check="document IN ('resident', 'other')", name="applicant_document"),
        )


class DepartmentApprover(Model):
    # Who answers for the members of a department: a person of the union. Without a row the organiser does.

    id = fields.IntField(primary_key=True)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="department_approvers", on_delete=fields.RESTRICT
    )
    organisation_id: int
    department = fields.CharField(max_length=40)
    user_id = fields.IntField()
    set_at = fields.DatetimeField()
    by_user_id = fields.IntField()

    class Meta:
        app = "booking"
        table = "department_approvers"
        constraints = (CheckConstraint(check="department <> ''", name="department_named"),)
