"""Tables of what participants say afterwards: their answers, the result of a stay, and from which points on something follows."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

PARTS = ("route", "meals", "sights", "lodging", "service")


class SurveyAnswer(Model):
    # One participant's answer, known by a keyed hash alone: it counts once, and leads back to nobody on any page.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="survey_answers", on_delete=fields.RESTRICT
    )
    stay_id: int
    person = fields.CharField(max_length=64)
    overall = fields.IntField()
    route = fields.IntField(null=True)
    meals = fields.IntField(null=True)
    sights = fields.IntField(null=True)
    lodging = fields.IntField(null=True)
    service = fields.IntField(null=True)
    on_day = fields.DateField()

    class Meta:
        app = "booking"
        table = "survey_answers"
        constraints = (
            CheckConstraint(
                check=" AND ".join(
                    ["overall BETWEEN 1 AND 5", *(f"({part} IS NULL OR {part} BETWEEN 1 AND 5)" for part in PARTS)]
                ),
                name="survey_answer_range",
            ),
        )  # fmt: skip


class SurveyResult(Model):
    # What the answers to a completed stay came to when its survey ended. `parts`: {part: [answers, sum]}.

    id = fields.IntField(primary_key=True)
    stay: Any = fields.ForeignKeyField(
        "booking.Stay", related_name="survey_results", on_delete=fields.RESTRICT
    )
    stay_id: int
    site: Any = fields.ForeignKeyField(
        "sites.Site", related_name="survey_results", on_delete=fields.RESTRICT
    )
    site_id: int
    answers = fields.IntField()
    overall_sum = fields.IntField()
    parts: dict[str, list[int]] = fields.JSONField(default=dict)
    threshold = fields.IntField()
    is_below = fields.BooleanField(default=False)
    judged_at = fields.DatetimeField()

    class Meta:
        app = "booking"
        table = "survey_results"
        constraints = (
            CheckConstraint(
                check="answers >= 1 AND overall_sum BETWEEN answers AND 5 * answers", name="survey_result_sums"
            ),
            CheckConstraint(check="threshold BETWEEN 0 AND 100", name="survey_result_threshold"),
        )  # fmt: skip


class SurveyTerm(Model):
    # From how many points down a case is opened, and how many answers it takes: the host federation's word.

    id = fields.IntField(primary_key=True)
    organisation: Any = fields.ForeignKeyField(
        "booking.Organisation", related_name="survey_terms", on_delete=fields.RESTRICT
    )
    organisation_id: int
    threshold = fields.IntField()
    least = fields.IntField()
    set_at = fields.DatetimeField()
    by_user_id = fields.IntField()

    class Meta:
        app = "booking"
        table = "survey_terms"
        constraints = (
            CheckConstraint(
                check="threshold BETWEEN 0 AND 100 AND least BETWEEN 3 AND 100", name="survey_term_numbers"
            ),
        )  # fmt: skip
