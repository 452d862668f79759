"""Which bases a question's filters leave, and how many each choice of a filter would show. Pure."""

from collections import Counter
from collections.abc import Iterable

from sites.search.answers import Answer, Counts
from sites.search.catalogue import Catalogue
from sites.search.judging import sold_by
from sites.search.question import Question


def missed(question: Question, catalogue: Catalogue, found: Answer) -> set[str]:
    """The filters that this base does not pass."""
    site = found.site
    passed = {
        "districts": not question.districts or site.district_code in question.districts,
        "kinds": not question.kinds or site.kind in question.kinds,
        "facilities": question.facilities <= site.facilities.keys(),
        "rail": question.rail_within is None or 0 < site.rail_minutes <= question.rail_within,
        "km": question.km_within is None or (found.km is not None and found.km <= question.km_within),
        "theme": not question.theme or bool(sold_by(question, catalogue, site)),
        "bounds": question.bounds.allows(site.id),
    }  # fmt: skip
    return {name for name, is_passed in passed.items() if not is_passed}


def count(question: Question, catalogue: Catalogue, answers: Iterable[Answer]) -> Counts:
    districts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    facilities: Counter[str] = Counter()
    for found in answers:
        gone = missed(question, catalogue, found)
        if not gone - {"districts"}:
            districts[found.site.district_code] += 1
        if not gone - {"kinds"}:
            kinds[found.site.kind] += 1
        if not gone:
            facilities.update(found.site.facilities.keys())
    return Counts(dict(districts), dict(kinds), dict(facilities))
