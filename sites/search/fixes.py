"""差一点就合适: where exactly one condition fails, the one change that would do."""

from dataclasses import replace
from typing import Any

from sites.calendar import free_nights as codes
from sites.search import judging
from sites.search.answers import Answer, Failure, Fix
from sites.search.catalogue import Catalogue
from sites.search.question import Question, around

_ABOUT_DAYS = {
    codes.NOT_OPENED, codes.SHUT, codes.EARLY, codes.LATE, codes.NO_ARRIVAL, codes.NO_DEPARTURE,
    codes.HELD, codes.KEPT, codes.ROOMS, codes.BEDS, codes.RECEPTION, codes.CHANGING, codes.SINGLES,
    codes.FAMILIES, judging.CERTIFICATE,
}  # fmt: skip
_ABOUT_PLACES = {codes.BEDS, codes.RECEPTION, codes.CHANGING, codes.HELD, codes.KEPT}


def with_fix(question: Question, catalogue: Catalogue, found: Answer) -> Answer:
    """The answer with its fix; unchanged where more than one condition fails or nothing helps."""
    if len(found.failures) != 1 or not question.starts:
        return found
    fix = _fix(question, catalogue, found, found.failures[0])
    return replace(found, fix=fix) if fix else found


def _fix(question: Question, catalogue: Catalogue, found: Answer, failure: Failure) -> Fix | None:
    if failure.code in _ABOUT_DAYS and (other := _another_start(question, catalogue, found)):
        return other
    if failure.code in _ABOUT_PLACES:
        return _fewer(question, catalogue, found)
    changed = {
        codes.SINGLES: ("singles", failure.left),
        codes.FAMILIES: ("families", failure.left),
        judging.PRICE: ("max_price", failure.asked),
        judging.NIGHTS: ("nights", failure.left),
        judging.GROUP_SMALL: ("heads", failure.left),
        judging.GROUP_LARGE: ("heads", failure.left),
        codes.MIN_STAY: ("nights", failure.left),
        codes.MAX_STAY: ("nights", failure.left),
        codes.MIN_THROUGH: ("nights", failure.left),
        codes.MAX_THROUGH: ("nights", failure.left),
    }.get(failure.code)
    if changed is None:
        return None
    name, number = changed
    return (
        Fix(name, number=number) if _would_fit(question, catalogue, found, name, number) else None
    )


def _another_start(question: Question, catalogue: Catalogue, found: Answer) -> Fix | None:
    for start in around(question.starts[0], today=catalogue.today)[1:]:
        if judging.fits(question, catalogue, found.site, start=start):
            return Fix("check_in", start=start)
    return None


def _fewer(question: Question, catalogue: Catalogue, found: Answer) -> Fix | None:
    """Fewer people, where at least half of the group has a place."""
    enough = 0 < question.heads <= 2 * found.places
    if enough and _would_fit(question, catalogue, found, "heads", found.places):
        return Fix("heads", number=found.places)
    return None


def _would_fit(
    question: Question, catalogue: Catalogue, found: Answer, name: str, number: int
) -> bool:
    changes: dict[str, Any] = {name: number}
    changed = replace(question, **changes)
    return judging.fits(changed, catalogue, found.site, start=question.starts[0])
