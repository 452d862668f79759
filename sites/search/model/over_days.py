"""The same stay begun on one day after another: what all bases together have for it."""

from datetime import date, timedelta

import numpy as np

from sites.search.answers import DayOffer
from sites.search.model.answering import asking_for
from sites.search.model.asking import Asking, Seen
from sites.search.model.first_fit import TOGETHER
from sites.search.model.model import Model
from sites.search.model.passing import passing
from sites.search.question import Question


def over_days(model: Model, question: Question, *, first: date, days: int) -> list[DayOffer]:
    """For each start from `first` on; the starts that the question itself names are not looked at."""
    among = passing(model, question).shown
    asking = asking_for(model, question)
    every: list[DayOffer] = []
    for later in range(0, days, TOGETHER):
        at = model.frame.at(first) + later
        seen = asking.seen(at, among, days=min(TOGETHER, days - later))
        every += (_offer(asking, model, seen, at + n) for n in range(len(seen.fits)))
    return every


def _offer(asking: Asking, model: Model, seen: Seen, at: int) -> DayOffer:
    start = model.frame.first + timedelta(days=at)
    columns = np.flatnonzero(seen.fits[at - seen.at])
    if not len(columns):
        return DayOffer(start)
    places = seen.places[at - seen.at, columns]
    price = int(asking.price(at, columns).min())
    return DayOffer(start, len(columns), int(places.sum(dtype=np.int64)), price)
