"""The fields of a plan of payment, as an operator types them for its base or for one union."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from sites.foundation.forms import Filled, Form, Line, MaybeFen, NeededLine, clean_number
from sites.foundation.language import N_
from sites.listings import Payment

Percent = Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=100)]
Days = Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=90)]
UntilDeposit = Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=30)]
By = Literal["union", "desk", "online"]
COLLECTORS = (
    ("union", N_("the union, with its own part")),
    ("desk", N_("the base's desk on arrival")),
    ("online", N_("each person, online")),
)
WHEN = (("before", N_("before arrival")), ("after", N_("after departure")))
NUMBERS = ("deposit_percent", "deposit_days", "balance_days", "remind_days", "warn_days", "grace_days")  # fmt: skip


class PaymentForm(Form):
    deposit_percent: Percent
    deposit_days: UntilDeposit
    balance_days: Days
    when: Literal["before", "after"] = "before"
    worker_by: By = "union"
    family_by: By = "union"
    remind_days: Days = 3
    warn_days: Days = 3
    grace_days: Days = 2

    @property
    def plan(self) -> Payment:
        numbers = {name: getattr(self, name) for name in NUMBERS}
        return Payment(
            **numbers, is_after=self.when == "after", worker_by=self.worker_by, family_by=self.family_by
        )  # fmt: skip


class AgreementForm(PaymentForm):
    """For one union, by its credit code; `limit` is what it may owe at most under it."""

    credit_code: Annotated[NeededLine, Field(max_length=18)]
    limit: MaybeFen = None
    note: Annotated[Line, Field(max_length=200)] = ""


def typed_as(plan: Payment) -> Filled[PaymentForm]:
    raw = {name: str(getattr(plan, name)) for name in (*NUMBERS, "worker_by", "family_by")}
    return Filled(None, {**raw, "when": "after" if plan.is_after else "before"})
