"""Which months a partner city looks at: the last twelve, or a calendar year."""

from dataclasses import dataclass
from datetime import date

from sites.foundation import clock
from sites.foundation.language import _

A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    """`name` is what the address says: nothing for the last twelve months, else a year."""

    name: str
    first: date

    @property
    def words(self) -> str:
        return dict(choices())[self.name]


def period_from(text: str | None) -> Period:
    """Anything that is not offered is the last twelve months."""
    today = clock.today()
    if text and text in dict(choices()):
        return Period(text, date(int(text), 1, 1))
    year, month = divmod(today.year * A_YEAR + today.month - A_YEAR, A_YEAR)
    return Period("", date(year, month + 1, 1))


def choices() -> list[tuple[str, str]]:
    year = clock.today().year
    years = [(str(one), _("The year %(year)s", year=one)) for one in (year - 1, year, year + 1)]
    return [("", _("The last twelve months")), *years]
