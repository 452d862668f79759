"""The sums of a survey as rows of a table: the whole, and the parts that enough people answered."""

from booking.stays.surveying import PARTS, Sums
from sites.foundation.language import _, ngettext


def rows(sums: Sums) -> list[tuple[str, str]]:
    """Points out of a hundred with the number of answers that they rest on."""
    told = [(_("In all"), _points(sums.points, sums.answers))]
    for part, words in PARTS.items():
        points = sums.points_of(part)
        if points is not None:
            told.append((_(words), _points(points, sums.parts[part][0])))
    return told


def _points(points: int, answers: int) -> str:
    return ngettext("%(points)s of 100, %(num)s answer", "%(points)s of 100, %(num)s answers", answers, points=points)  # fmt: skip
