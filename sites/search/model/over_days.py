"""The same stay begun on one day after another: what all bases together have for it."""

from datetime import date, timedelta

import numpy as np

from sites.search.answers import DayOffer
from sites.search.model.asking import Asking
from sites.search.model.model import Flags, Model
from sites.search.model.passing import ceilings, passing, theme_number
from sites.search.question import Question


def over_days(model: Model, question: Question, *, first: date, days: int) -> list[DayOffer]:
    """For each start from `first` on; the starts that the question itself names are not looked at."""
    among = passing(model, question).shown
    asking = Asking(
        model, question.nights, question.heads, question.singles, question.families,
        ceilings(model, question), theme_number(model, question),
    )  # fmt: skip
    return [_offer(asking, first + timedelta(days=later), among) for later in range(days)]


def _offer(asking: Asking, start: date, among: Flags) -> DayOffer:
    seen = asking.look(asking.model.frame.at(start), among)
    if not seen.fits.any():
        return DayOffer(start)
    return DayOffer(
        start,
        int(np.count_nonzero(seen.fits)),
        int(seen.places[seen.fits].sum()),
        int(seen.price[seen.fits].min()),
    )
