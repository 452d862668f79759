"""The search: every base answers; what fits comes first, then what nearly fits, then the rest with its reason."""

from datetime import timedelta

from sites.listings import SiteCard
from sites.search.answers import Answer, DayCount, Results
from sites.search.catalogue import Catalogue, read_catalogue
from sites.search.filters import count, missed
from sites.search.fixes import with_fix
from sites.search.judging import answer, fits
from sites.search.question import OTHER_DAYS, Question


async def find(question: Question) -> Results:
    """Bases for a question. Fits are sorted by free places, then by minutes to the railway station."""
    return search(question, await read_catalogue(question))


def search(question: Question, catalogue: Catalogue) -> Results:
    every = [answer(question, catalogue, site) for site in catalogue.sites]
    shown = [found for found in every if not missed(question, found)]
    others = [with_fix(question, catalogue, found) for found in shown if not found.fits]
    return Results(
        fits=_sorted(question, [found for found in shown if found.fits]),
        near=tuple(sorted((found for found in others if found.fix), key=_smallest_change)),
        rest=tuple(found for found in others if not found.fix),
        counts=count(question, [found for found in every if found.fits]),
        days=_other_days(question, catalogue, shown),
    )


def answer_for(question: Question, catalogue: Catalogue, site: SiteCard) -> Answer:
    """One base's answer, with its fix where one change would do."""
    found = answer(question, catalogue, site)
    return found if found.fits else with_fix(question, catalogue, found)


def _sorted(question: Question, answers: list[Answer]) -> tuple[Answer, ...]:
    def order(found: Answer) -> tuple[int, ...]:
        price = found.price if found.price is not None else 10**9
        ways = {"price": (price,), "rail": (found.site.rail_minutes,)}
        return (*ways.get(question.sort, ()), -found.places, found.site.rail_minutes, found.site.id)

    return tuple(sorted(answers, key=order))


def _smallest_change(found: Answer) -> tuple[int, int, int]:
    """Another day first, then nights, heads, money; within each the smaller step."""
    fix, failure = found.fix, found.failures[0]
    name = fix.name if fix else ""
    step = abs(failure.asked - failure.left) if name != "check_in" else 0
    return ("check_in", "nights", "heads", "max_price").index(name), step, found.site.id


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
