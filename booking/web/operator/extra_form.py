"""The rows of a package's form that say what may be added to it, and for what."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field
from starlette.datastructures import QueryParams

from sites.foundation.forms import Filled, Form, Line, MaybeFen, judge
from sites.foundation.language import _
from sites.packages import Extra
from sites.packages.extras import WAYS

ROWS = 5
FIELDS = ("name", "name_en", "per", "fen")


class _ExtraForm(Form):
    name: Annotated[Line, Field(max_length=40)] = ""
    name_en: Annotated[Line, Field(max_length=60)] = ""
    per: Line = "person"
    fen: MaybeFen = None


def field(number: int, name: str) -> str:
    return f"extra-{number}-{name}"


def extras_typed(filled: Filled[Any]) -> tuple[tuple[Extra, ...], Filled[Any]]:
    """The rows that are filled in; a row without a Chinese name is empty. Each keeps its place as its code."""
    found: list[Extra] = []
    for number in range(1, ROWS + 1):
        typed = {name: filled.raw.get(field(number, name), "").strip() for name in FIELDS}
        if not typed["name"]:
            continue
        read = judge(QueryParams(typed), _ExtraForm)
        errors = {field(number, name): words for name, words in read.errors.items()}
        row = read.value
        if row and not (row.fen and row.per in WAYS):
            errors[field(number, "fen")] = _("Enter what it costs")
        for name, words in errors.items():
            filled = filled.with_error(name, words)
        if row and not errors:
            found.append(
                Extra(f"x{number}", row.name, row.name_en or row.name, row.per, row.fen or 0)
            )
    return tuple(found), filled


def extras_as_typed(extras: Iterable[Extra]) -> dict[str, str]:
    raw: dict[str, str] = {}
    for one in extras:
        number = int(one.code.removeprefix("x")) if one.code.startswith("x") else ROWS
        values = {
            "name": one.name,
            "name_en": one.name_en,
            "per": one.per,
            "fen": f"{one.fen / 100:.2f}",
        }
        raw |= {field(number, name): text for name, text in values.items()}
    return raw
