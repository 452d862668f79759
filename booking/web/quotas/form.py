"""The form of a quota, and what stands in it before somebody types."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from booking.people import PROGRAMMES, UNIT_KINDS
from booking.quotas import QuotaDraft, QuotaPage
from booking.web.quotas.words import local_parts, parsed_time
from sites import regions
from sites.foundation import clock
from sites.foundation.forms import (
    Count,
    Form,
    Line,
    MaybeDay,
    NeededLine,
    clean_number,
    fault,
)
from sites.foundation.language import N_, _, locale

MOST = 10_000_000
OPENS = "09:00"
Ceiling = Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=MOST)]
Why = Annotated[NeededLine, Field(max_length=200)]


def _a_time(text: str) -> str:
    if text and parsed_time(text) is None:
        raise fault(N_("Enter a time as hours and minutes, for example 09:00"))
    return text


class QuotaForm(Form):
    """`origin` is a city; six digits of a district in `origin_district` go before it. Times are Shanghai's."""

    name: Annotated[NeededLine, Field(max_length=60)]
    ceiling: Ceiling
    unit: Literal["workers", "person_nights"] = "workers"
    first_day: MaybeDay = None
    last_day: MaybeDay = None
    origin: Line = ""
    origin_district: Annotated[Line, Field(max_length=6)] = ""
    union: Line = ""
    unit_kind: Line = ""
    programme: Line = ""
    district_code: Line = ""
    sites: Annotated[Line, Field(max_length=2000)] = ""
    opens_on: MaybeDay = None
    opens_time: Annotated[Line, AfterValidator(_a_time)] = ""
    release_on: MaybeDay = None
    manager: Line = ""
    why: Line = ""

    @model_validator(mode="after")
    def _day_before_time(self) -> Self:
        if self.opens_time and self.opens_time != OPENS and self.opens_on is None:
            raise fault(N_("Enter the day of opening beside its time"))
        return self

    @property
    def opens_at(self) -> datetime | None:
        at = parsed_time(self.opens_time or OPENS)
        return clock.at(self.opens_on, at) if self.opens_on and at else None

    @property
    def draft(self) -> QuotaDraft:
        return QuotaDraft(
            name=self.name, ceiling=self.ceiling, first_day=self.first_day, last_day=self.last_day,
            unit=self.unit, union=self.union.upper(), origin_code=self.origin_district or self.origin,
            unit_kind=self.unit_kind, programme=self.programme, district_code=self.district_code,
            sites=tuple(dict.fromkeys(self.sites.upper().replace(",", " ").replace("，", " ").split())),
            opens_at=self.opens_at, release_on=self.release_on, manager=self.manager,
        )  # fmt: skip


class ActForm(Form):
    """A change of a standing quota: why, and which version was on the page."""

    why: Why
    seen: Count


# Where the verbs name a field of the draft, the form has another one.
FIELDS = {"origin_code": "origin", "opens_at": "opens_on"}


def typed(page: QuotaPage) -> dict[str, str]:
    """The quota as it stands, in the fields of the form."""
    draft = page.draft
    is_district = regions.city_of(draft.origin_code) != draft.origin_code
    day, at = local_parts(draft.opens_at)
    return {
        "name": draft.name, "ceiling": str(draft.ceiling), "unit": draft.unit,
        "first_day": str(draft.first_day), "last_day": str(draft.last_day),
        "origin": regions.city_of(draft.origin_code) if draft.origin_code else "",
        "origin_district": draft.origin_code if is_district else "", "union": draft.union,
        "unit_kind": draft.unit_kind, "programme": draft.programme,
        "district_code": draft.district_code, "sites": " ".join(draft.sites), "opens_on": day,
        "opens_time": at, "release_on": str(draft.release_on or ""), "manager": draft.manager,
    }  # fmt: skip


def options() -> dict[str, Any]:
    """What the form's lists offer."""
    return {
        "cities": regions.city_options(),
        "districts": [(one.code, one.name_in(locale())) for one in regions.districts()],
        "programmes": [(code, _(words)) for code, words in PROGRAMMES.items()],
        "unit_kinds": [(code, _(words)) for code, words in UNIT_KINDS.items()],
    }
