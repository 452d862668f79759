"""What the address of a search may say. Nonsense in a filter is left out; a wrong date or number is said."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator
from starlette.datastructures import QueryParams

from sites import regions, search
from sites.foundation import clock
from sites.foundation.forms import (
    Filled,
    Form,
    MaybeComingDay,
    MaybeFen,
    clean_number,
    fault,
    judge,
)
from sites.foundation.language import N_
from sites.listings.vocabulary import FACILITY, KIND
from sites.packages.vocabulary import THEME

RAIL_MINUTES = 30
NIGHTS, HEADS = 4, 36


def _or(default: int) -> BeforeValidator:
    return BeforeValidator(
        lambda value: default if isinstance(value, str) and not value.strip() else value
    )


def _of(known: Iterable[str]) -> AfterValidator:
    """Only what a closed list has, each once."""
    allowed = frozenset(known)
    return AfterValidator(lambda values: sorted({value for value in values if value in allowed}))


Number = Annotated[int, BeforeValidator(clean_number)]
Codes = Annotated[list[str], Field(max_length=60)]


class Asked(Form):
    """`max_price` is fen a person for the whole stay; `km` a straight line from the city, 0 for any.

    `singles` people sleep alone; `families` rooms are for three or more. With `until`, the stay may lie anywhere
    between both days; `ours` leaves out bases that a quota
    or a ceiling closes to whoever asks.
    """

    check_in: MaybeComingDay = None
    nights: Annotated[Number, Field(ge=1, le=search.MAX_NIGHTS), _or(NIGHTS)] = NIGHTS
    until: MaybeComingDay = None
    heads: Annotated[Number, Field(ge=1, le=search.MAX_HEADS), _or(HEADS)] = HEADS
    origin: Annotated[str, AfterValidator(lambda code: code if known_city(code) else "")] = ""
    max_price: MaybeFen = None
    flexible: Annotated[bool, BeforeValidator(lambda value: value == "1")] = False
    rail: Annotated[bool, BeforeValidator(lambda value: value == "1")] = False
    ours: Annotated[bool, BeforeValidator(lambda value: value == "1")] = False
    district: Annotated[list[str], _of(d.code for d in regions.districts())] = []
    kind: Annotated[list[str], _of(KIND)] = []
    facility: Annotated[list[str], _of(FACILITY)] = []
    theme: Annotated[str, AfterValidator(lambda code: code if code in THEME else "")] = ""
    singles: Annotated[Number, Field(ge=0, le=search.MAX_HEADS), _or(0)] = 0
    families: Annotated[Number, Field(ge=0, le=search.MAX_HEADS), _or(0)] = 0
    km: Annotated[Number, Field(ge=0, le=5000), _or(0)] = 0
    sort: Annotated[
        str, AfterValidator(lambda way: way if way in search.SORTS else search.SORTS[0])
    ] = search.SORTS[0]

    @field_validator("until")
    @classmethod
    def _leaves_room(cls, until: date | None, others: ValidationInfo) -> date | None:
        """Together with what stands before it, as far as that is sound."""
        check_in, nights = others.data.get("check_in"), others.data.get("nights")
        if until is None or check_in is None or nights is None:
            return until
        if (until - check_in).days < nights:
            raise fault(N_("Between arrival and this day lie fewer nights than the stay has"))
        if (until - check_in).days > search.MAX_WINDOW:
            raise fault(N_("Enter a day at most %(days)s days after the arrival"), days=search.MAX_WINDOW)  # fmt: skip
        return until

    def question(self) -> search.Question:
        question = search.Question(
            nights=self.nights, heads=self.heads, districts=frozenset(self.district),
            kinds=frozenset(self.kind), facilities=frozenset(self.facility), theme=self.theme,
            max_price=self.max_price, rail_within=RAIL_MINUTES if self.rail else None, sort=self.sort,
            origin=self.origin, km_within=self.km or None if self.origin else None,
            singles=self.singles, families=self.families,
        )  # fmt: skip
        if self.check_in is None:
            return question
        today = clock.today()
        if self.until is not None:
            return replace(
                question,
                starts=search.between(self.check_in, self.until, nights=self.nights, today=today),
            )
        days = search.NEARBY_DAYS if self.flexible else 0
        return replace(question, starts=search.around(self.check_in, today=today, days=days))


def read(query: QueryParams) -> Filled[Asked]:
    return judge(query, Asked)


def known_city(code: str) -> bool:
    return any(city.code == code for city in regions.regions())


def typed(filled: Filled[Asked]) -> dict[str, Any]:
    """What stands in the search card: what was typed, else what was understood."""
    value = filled.value or Asked()
    raw = filled.raw
    return {
        "check_in": raw.get("check_in", ""),
        "nights": raw.get("nights") or value.nights,
        "heads": raw.get("heads") or value.heads,
        "origin": raw.get("origin", ""),
        "max_price": raw.get("max_price", ""),
        "until": raw.get("until", ""),
        "flexible": value.flexible,
    }
