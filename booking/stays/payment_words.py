"""The plan of payment in sentences, as contracts say it and pages show it before."""

from collections.abc import Mapping
from typing import Any

from sites.foundation.language import N_, _, ngettext
from sites.listings import Payment, payment_from

COLLECTED: dict[str, dict[str, str]] = {
    "worker": {
        "union": N_("The union collects what workers pay beyond its ceiling, and pays it with its own part."),
        "desk": N_("What workers pay beyond the union's ceiling, they pay at the base's desk on arrival."),
        "online": N_("What workers pay beyond the union's ceiling, each pays online before arrival."),
    },
    "family": {
        "union": N_("The union collects the family's share, and pays it with its own part."),
        "desk": N_("Families pay their share at the base's desk on arrival."),
        "online": N_("Families pay their share online before arrival."),
    },
}  # fmt: skip


def payment_sentences(terms: Mapping[str, Any]) -> list[str]:
    """When what is due, and who collects it, in the reader's language."""
    plan = payment_from(terms)
    said = [*_deposit(plan), *_balance(plan)]
    return [*said, _(COLLECTED["worker"][plan.worker_by]), _(COLLECTED["family"][plan.family_by])]


def _deposit(plan: Payment) -> list[str]:
    if not plan.deposit_percent:
        return []
    due = ngettext(
        "%(percent)s%% of the price is due within %(num)s day of the base's yes; only then is the stay confirmed.",
        "%(percent)s%% of the price is due within %(num)s days of the base's yes; only then is the stay confirmed.",
        plan.deposit_days, percent=plan.deposit_percent,
    )  # fmt: skip
    ends = ngettext(
        "Without it the request lapses %(num)s day after that date, and what was paid goes back.",
        "Without it the request lapses %(num)s days after that date, and what was paid goes back.",
        plan.grace_days,
    )
    return [due, ends]


def _balance(plan: Payment) -> list[str]:
    if plan.deposit_percent == 100:
        return []
    if plan.is_after:
        return [
            ngettext(
                "The rest is due %(num)s day after departure.",
                "The rest is due %(num)s days after departure.", plan.balance_days,
            )
            if plan.deposit_percent
            else ngettext(
                "Nothing is due before the stay; the price is due %(num)s day after departure.",
                "Nothing is due before the stay; the price is due %(num)s days after departure.",
                plan.balance_days,
            )
        ]  # fmt: skip
    return [
        ngettext(
            "The rest is due %(num)s day before arrival.",
            "The rest is due %(num)s days before arrival.", plan.balance_days,
        )
        if plan.deposit_percent
        else ngettext(
            "The price is due %(num)s day before arrival.",
            "The price is due %(num)s days before arrival.", plan.balance_days,
        )
    ]  # fmt: skip
