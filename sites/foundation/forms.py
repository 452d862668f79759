"""Forms of people: read within limits, cleaned, validated by pydantic, and given back with what was typed."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError
from starlette.datastructures import FormData
from starlette.requests import Request

from sites.foundation.clock import today
from sites.foundation.language import N_, _

M = TypeVar("M", bound=BaseModel)

MAX_FIELDS = 400
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class Form(BaseModel):
    """A page's form. Fields that it does not name are ignored, so nobody can set a price or a role."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


@dataclass(frozen=True)
class Filled(Generic[M]):
    """A form as it came: its value when sound, else what was typed and what is wrong where."""

    value: M | None = None
    raw: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def sound(self) -> M:
        if self.value is None:
            msg = "the form has errors"
            raise ValueError(msg)
        return self.value

    def with_error(self, name: str, words: str) -> "Filled[M]":
        return Filled(None, self.raw, self.lists, {**self.errors, name: words})


async def fill(request: Request, model: type[M]) -> Filled[M]:
    """The posted form as `model`. Errors are words in the reader's language, one for each field."""
    return judge(await posted(request), model)


async def posted(request: Request) -> FormData:
    return await request.form(max_files=1, max_fields=MAX_FIELDS, max_part_size=256 * 1024)


def judge(data: Any, model: type[M]) -> Filled[M]:
    """Validate a multi-valued mapping (a form or a query)."""
    raw = {name: value for name, value in data.items() if isinstance(value, str)}
    lists = {name: [v for v in data.getlist(name) if isinstance(v, str)] for name in raw}
    wanted: dict[str, Any] = {}
    for field_name, info in model.model_fields.items():
        name = info.alias or field_name
        if name in raw:
            wanted[name] = lists[name] if _takes_a_list(info.annotation) else data.getlist(name)[0]
    try:
        return Filled(model.model_validate(wanted), raw, lists)
    except ValidationError as invalid:
        errors: dict[str, str] = {}
        for fault in invalid.errors(include_url=False, include_input=False):
            errors.setdefault(str(fault["loc"][0]) if fault["loc"] else "", words_of(dict(fault)))
        return Filled(None, raw, lists, errors)


def names_of(model: type[BaseModel]) -> frozenset[str]:
    """What the fields are called by whoever sends them."""
    return frozenset(info.alias or name for name, info in model.model_fields.items())


def lists_of(model: type[BaseModel]) -> frozenset[str]:
    """Those that may be sent several times."""
    return frozenset(
        info.alias or name
        for name, info in model.model_fields.items()
        if _takes_a_list(info.annotation)
    )


def _takes_a_list(annotation: Any) -> bool:
    return str(annotation).startswith(("list[", "tuple[", "set[", "frozenset["))


WORDS = {
    "missing": N_("Fill in this field"),
    "string_too_short": N_("Fill in this field"),
    "string_too_long": N_("Use at most %(max_length)s characters"),
    "too_long": N_("Use at most %(max_length)s characters"),  # its name behind a cleaning validator
    "greater_than_equal": N_("Enter a number of at least %(ge)s"),
    "less_than_equal": N_("Enter a number of at most %(le)s"),
    "int_parsing": N_("Enter a whole number, for example 40"),
    "int_type": N_("Enter a whole number, for example 40"),
    "date_from_datetime_parsing": N_("Enter a date as year-month-day, for example 2027-05-18"),
    "literal_error": N_("Choose one of the options"),
    "enum": N_("Choose one of the options"),
    "bool_parsing": N_("Choose one of the options"),
    "string_type": N_("Enter text"),
    "date_type": N_("Enter a date as year-month-day, for example 2027-05-18"),
    "date_parsing": N_("Enter a date as year-month-day, for example 2027-05-18"),
    "extra_forbidden": N_("There is no such field"),
}


def words_of(fault: dict[str, Any]) -> str:
    """A pydantic error in the reader's language; our own validators bring their msgid with them."""
    context = {name: str(value) for name, value in (fault.get("ctx") or {}).items()}
    own = context.pop("words", "") if fault["type"].startswith("own_") else ""
    msgid = own or WORDS.get(fault["type"], N_("Check this field"))
    return _(msgid, **context)


def fault(words: str, **params: object) -> PydanticCustomError:
    """A validator's own error. `words` is a marked msgid."""
    return PydanticCustomError("own_fault", "own fault", {"words": words, **params})


# Cleaning: one rule for all text that people type.

# Marks that turn the direction of text.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Two names that look alike must be alike: nothing without width, no byte that was none of UTF-8.
# Longer texts may have them: emoji are joined by one.
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\u2028\u2029\ufffd")
_DOTS = str.maketrans({"•": "·", "‧": "·", "・": "·", "･": "·"})


def clean_line(value: Any) -> Any:
    """NFC, one kind of name dot, no surrounding space; control, direction and unseen marks are refused."""
    return _clean(value, allowed="", refused=_TURNING | _UNSEEN)


def clean_text(value: Any) -> Any:
    cleaned = value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value
    return _clean(cleaned, allowed="\n\t", refused=_TURNING)


def _clean(value: Any, *, allowed: str, refused: frozenset[str]) -> Any:
    if not isinstance(value, str):
        return value
    for character in value:
        controls = unicodedata.category(character) in {"Cc", "Cs"} and character not in allowed
        if controls or character in refused:
            raise fault(N_("Remove the invisible control characters"))
    return unicodedata.normalize("NFC", value).replace("\ufeff", "").translate(_DOTS).strip()


def clean_number(value: Any) -> Any:
    """Full-width digits become ordinary ones; anything but digits is no whole number."""
    if not isinstance(value, str):
        return value
    plain = unicodedata.normalize("NFKC", value).strip()
    if not re.fullmatch(r"[+-]?[0-9]{1,12}", plain):
        raise fault(N_("Enter a whole number, for example 40"))
    return plain


def clean_day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    plain = unicodedata.normalize("NFKC", value).strip()
    try:
        day = date.fromisoformat(plain) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain) else None
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise fault(N_("Enter a date as year-month-day, for example 2027-05-18"))
    return day


def clean_yuan(value: Any) -> Any:
    """Yuan as typed (1,234.56, ¥12) to integer fen; more than two decimals are refused, never rounded."""
    if not isinstance(value, str):
        return value
    plain = unicodedata.normalize("NFKC", value).strip().removeprefix("¥").strip()
    found = re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d{1,10})(?:\.(\d{1,2}))?", plain)
    if not found:
        raise fault(N_("Enter an amount in yuan, for example 1280 or 1280.50"))
    return int(found[1].replace(",", "")) * 100 + int((found[2] or "0").ljust(2, "0"))


def not_past(day: date | None) -> date | None:
    if day is not None and day < today():
        raise fault(N_("Choose a day from today on"))
    return day


def empty_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def filled_in(value: str) -> str:
    if not value:
        raise fault(N_("Fill in this field"))
    return value


Line = Annotated[str, BeforeValidator(clean_line), Field(max_length=120)]
NeededLine = Annotated[Line, AfterValidator(filled_in)]
Text = Annotated[str, BeforeValidator(clean_text), Field(max_length=4000)]
NeededText = Annotated[Text, AfterValidator(filled_in)]
Count = Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=100_000)]
Day = Annotated[date, BeforeValidator(clean_day)]
Fen = Annotated[int, BeforeValidator(clean_yuan), Field(ge=0, le=100_000_000_00)]
MaybeCount = Annotated[Count | None, BeforeValidator(empty_is_none)]
MaybeDay = Annotated[Day | None, BeforeValidator(empty_is_none)]
MaybeComingDay = Annotated[MaybeDay, AfterValidator(not_past)]
MaybeFen = Annotated[Fen | None, BeforeValidator(empty_is_none)]
