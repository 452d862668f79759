"""The terms of names and of release as sentences in the reader's language: in contracts, forms and pages alike."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from booking.stays.naming_time import DAYS_BEFORE
from sites.foundation.formats import full_day
from sites.foundation.language import _, ngettext
from sites.listings import ReleaseStep, releases_from


def release_sentences(terms: Mapping[str, Any]) -> list[str]:
    """When the names are due, what returns when, and what stays in any case."""
    days = int(terms.get("names_days", DAYS_BEFORE))
    said = [
        ngettext(
            "The names of those who travel are due %(num)s day before arrival; being late warns, and undoes nothing.",
            "The names of those who travel are due %(num)s days before arrival; being late warns, and undoes nothing.",
            days,
        )
    ]
    said += _closing(terms.get("closed_days"))
    steps = releases_from(terms)
    if not steps:
        return said
    percent = int(terms.get("guaranteed_percent", 100))
    kept = _(
        "In any case %(percent)s%% of the contracted rooms of each type stay, and every room with a name.",
        percent=percent,
    )
    return [*said, *(sentence(step) for step in steps), kept]


def _closing(days: int | None) -> list[str]:
    if days is None:
        return []
    return [
        ngettext(
            "One person may take another's place until the end of the day before arrival; afterwards nobody is added.",
            "One person may take another's place until the end of the day %(num)s days before arrival; afterwards nobody is added.",
            days,
        )
        if days
        else _(
            "One person may take another's place until the end of the day of arrival; afterwards nobody is added."
        )
    ]


def sentence(step: ReleaseStep) -> str:
    """One step: when, and what stays of each room type."""
    return _("%(when)s rooms without names go back to the base; of each type there stay %(what)s.", when=_when(step), what=what_stays(step))  # fmt: skip


def what_stays(step: ReleaseStep) -> str:
    if step.percent is not None:
        return _("%(percent)s%% of the contracted rooms", percent=step.percent)
    if not step.spare:
        return _("the rooms with names")
    return ngettext(
        "%(num)s room more than have names", "%(num)s rooms more than have names", step.spare
    )


def _when(step: ReleaseStep) -> str:
    if step.on:
        return _("At the end of %(day)s", day=full_day(date.fromisoformat(step.on)))
    return ngettext(
        "At the end of the day before each night",
        "At the end of the day %(num)s days before each night",
        step.days,
    )
