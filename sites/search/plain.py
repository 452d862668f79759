"""The search in plain Python: every base answers, whatever it costs. What the model answers is measured against it.

What fits comes first, then what nearly fits, then the rest with its reason.
"""

from datetime import timedelta

from sites.listings import SiteCard
from sites.search.answers import Answer, DayCount, Results
from sites.search.catalogue import Catalogue
from sites.search.filters import count, missed
from sites.search.fixes import with_fix
from sites.search.judging import answer, ceiling, fits
from sites.search.question import OTHER_DAYS, Question

BEYOND = 10**9


def search(question: Question, catalogue: Catalogue) -> Results:
    """All of them, in their order. Fits by free places, then by minutes to the station, where nothing else is asked."""
    every = [answer(question, catalogue, site) for site in catalogue.sites]
    shown = [found for found in every if not missed(question, catalogue, found)]
    others = [with_fix(question, catalogue, found) for found in shown if not found.fits]
    near = [found for found in others if found.fix]
    return Results(
        fits=_sorted(question, [found for found in shown if found.fits]),
        near=tuple(sorted(near, key=lambda found: _change(question, found))),
        rest=tuple(found for found in others if not found.fix),
        counts=count(question, catalogue, [found for found in every if found.fits]),
        days=_other_days(question, catalogue, shown),
        total=len(shown) - len(others),
        others=len(others),
    )


def answer_for(question: Question, catalogue: Catalogue, site: SiteCard) -> Answer:
    """One base's answer, with its fix where one change would do."""
    found = answer(question, catalogue, site)
    return found if found.fits else with_fix(question, catalogue, found)


def _sorted(question: Question, answers: list[Answer]) -> tuple[Answer, ...]:
    def order(found: Answer) -> tuple[int, ...]:
        price = found.price if found.price is not None else BEYOND
        rail = found.site.rail_minutes or BEYOND
        ways = {"price": (price,), "rail": (rail,), "distance": (found.km or 0,)}
        return (*ways.get(question.sort, ()), -found.places, rail, found.site.id)

    return tuple(sorted(answers, key=order))


CHANGES = ("check_in", "nights", "heads", "singles", "families", "max_price")


def _change(question: Question, found: Answer) -> tuple[int, int, int]:
    """Another day first, then nights, heads and rooms, then money; within each the smaller step."""
    fix = found.fix
    if fix is None or question.check_in is None:
        raise AssertionError
    if fix.start:
        step = abs((fix.start - question.check_in).days)
    elif fix.name == "max_price":
        step = fix.number - ceiling(question, found.site)
    else:
        step = abs(fix.number - int(getattr(question, fix.name)))
    return CHANGES.index(fix.name), step, found.site.id


def _other_days(
    question: Question, catalogue: Catalogue, shown: list[Answer]
) -> tuple[DayCount, ...]:
    """The same stay, started up to so many days earlier or later."""
    if question.check_in is None:
        return ()
    starts = (question.check_in + timedelta(days=n) for n in range(-OTHER_DAYS, OTHER_DAYS + 1))
    return tuple(
        DayCount(
            start,
            sum(fits(question, catalogue, found.site, start=start) for found in shown),
        )
        for start in starts
        if start >= catalogue.today
    )
