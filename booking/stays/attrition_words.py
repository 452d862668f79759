"""The terms of dropping out in a sentence, as contracts say it and pages show it before."""

from collections.abc import Mapping
from typing import Any

from booking.stays.attrition import is_charged
from sites.foundation.language import _
from sites.listings import attrition_from


def attrition_sentence(terms: Mapping[str, Any]) -> str:
    if not is_charged(terms):
        return _("People who drop out or stay away are not charged.")
    return _(
        "Up to %(percent)s%% of the people contracted may drop out or stay away free of charge; for those beyond, the cancellation table holds.",
        percent=attrition_from(terms).free_percent,
    )
