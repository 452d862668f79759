"""What models and migrations declare, and for each rule a row that breaks that rule and no other.

The rows are found, not written: SQLite is asked for values of the columns that a CHECK names which
make it false while every other CHECK of the table stays true.
"""

import importlib
import pkgutil
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from tortoise import fields
from tortoise.fields.base import Field
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from booking import TABLES

STEPS = tuple(
    importlib.import_module(f"{app}.migrations.{found.name}")
    for app in TABLES
    for found in pkgutil.iter_modules(importlib.import_module(f"{app}.migrations").__path__)
    if found.name[0].isdigit()
)
UNCHANGEABLE: tuple[str, ...] = tuple(
    table for step in STEPS for table in getattr(step, "UNCHANGEABLE", ())
)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Index:
    """`on` as the migration writes it: "table (columns) WHERE ..."."""

    name: str
    on: str
    is_unique: bool

    @property
    def table(self) -> str:
        return self.on.split(" ", 1)[0]

    @property
    def columns(self) -> tuple[str, ...]:
        inside = re.search(r"\(([^)]*)\)", self.on)
        return tuple(part.strip() for part in inside.group(1).split(",")) if inside else ()

    @property
    def where(self) -> str:
        return self.on.partition(" WHERE ")[2]


@dataclass(frozen=True)
class Check:
    name: str
    table: str
    rule: str


@cache
def models() -> list[type[Model]]:
    names = [name for rooms in TABLES.values() for name in rooms]
    found = [
        made
        for name in names
        for made in vars(importlib.import_module(name)).values()
        if isinstance(made, type) and issubclass(made, Model) and made.__module__ == name
    ]
    return sorted(found, key=lambda model: str(model._meta.db_table))


@cache
def checks() -> list[Check]:
    return [
        Check(one.name, str(model._meta.db_table), one.check)
        for model in models()
        for one in getattr(model.Meta, "constraints", ())
        if isinstance(one, CheckConstraint)
    ]


@cache
def indexes() -> list[Index]:
    return [
        Index(name, on, is_unique)
        for step in STEPS
        for kept, is_unique in (("UNIQUE", True), ("PLAIN", False))
        for name, on in getattr(step, kept, {}).items()
    ]


@cache
def columns_of(table: str) -> dict[str, Field[Any]]:
    """Fields by their column, the key first."""
    model = next(one for one in models() if one._meta.db_table == table)
    found = {}
    for name, field in model._meta.fields_map.items():
        if isinstance(field, fields.relational.ForeignKeyFieldInstance):
            found[field.source_field or f"{name}_id"] = field
        elif not isinstance(field, fields.relational.RelationalField):
            found[field.source_field or name] = field
    return found


def row_for(table: str, *, wanted: Sequence[str] = (), broken: str = "") -> dict[str, Any]:
    """A row in which every CHECK but `broken` holds, and every condition of `wanted`."""
    rules = [check.rule for check in checks() if check.table == table and check.rule != broken]
    asked = [*rules, *wanted, *([f"NOT ({broken})"] if broken else [])]
    plain = {name: plain_value(field) for name, field in columns_of(table).items()}
    return plain | _solved(table, asked)


def holds_every_check(table: str, row: Row) -> bool:
    """Whether no CHECK of the table is false for these values."""
    rules = [check.rule for check in checks() if check.table == table]
    named = [name for name in columns_of(table) if re.search(rf"\b{name}\b", " ".join(rules))]
    if not named:
        return True
    values = ", ".join(f"{literal(row[name])} AS {name}" for name in named)
    asked = " AND ".join(f"({rule})" for rule in rules)
    memory = sqlite3.connect(":memory:")
    try:
        return bool(memory.execute(f"SELECT 1 FROM (SELECT {values}) WHERE {asked}").fetchone())
    finally:
        memory.close()


def _solved(table: str, asked: Sequence[str]) -> dict[str, Any]:
    named = [name for name in columns_of(table) if re.search(rf"\b{name}\b", " ".join(asked))]
    if not named:
        return {}
    literals = re.findall(r"'([^']*)'|\b(\d{4})\b", " ".join(asked))
    sources = [
        _source(name, columns_of(table)[name], [a or b for a, b in literals]) for name in named
    ]
    sql = f"SELECT {', '.join(named)} FROM {', '.join(sources)} WHERE {' AND '.join(f'({a})' for a in asked)} LIMIT 1"
    memory = sqlite3.connect(":memory:")
    try:
        found = memory.execute(sql).fetchone()
    finally:
        memory.close()
    assert found is not None, f"{table}: no row fits {asked}"
    return dict(zip(named, found, strict=True))


def _source(name: str, field: Field[Any], literals: Iterable[str]) -> str:
    values = [f"({literal(value)})" for value in _candidates(field, literals)]
    return f"(SELECT column1 AS {name} FROM (VALUES {', '.join(values)}))"


def _candidates(field: Field[Any], literals: Iterable[str]) -> list[Any]:
    empty = [None] if field.null else []
    if isinstance(field, fields.BooleanField):
        return [0, 1, *empty]
    if isinstance(field, fields.CharField | fields.TextField):
        return [*dict.fromkeys([*literals, "x", "", "nonsense"]), *empty]
    if isinstance(field, fields.DateField):
        return ["2026-05-18", "2026-05-19", *empty]
    if isinstance(field, fields.DatetimeField):
        return ["2026-05-18 00:00:00+00:00", "2026-05-19 00:00:00+00:00", *empty]
    years = [int(one) for one in literals if one.isdecimal()]
    return [1, 0, 2, 3, *years, -1, 1_000_000, -1_000_000, *empty]


def plain_value(field: Field[Any]) -> Any:
    """What stands in a column that no rule names."""
    if field.null:
        return None
    if isinstance(field, fields.JSONField):
        return "{}"
    return (
        _candidates(field, ())[0] if not isinstance(field, fields.relational.RelationalField) else 1
    )


def other_value(field: Field[Any], value: Any) -> Any:
    """Another value of the same column, so that its own key does not collide."""
    if isinstance(field, fields.DateField):
        return "2026-06-01"
    if isinstance(field, fields.DatetimeField):
        return "2026-06-01 00:00:00+00:00"
    if isinstance(field, fields.CharField):
        return f"{value or ''}2"[-field.max_length :]
    return (value or 0) + 41


def statement(table: str, row: Row, number: int) -> str:
    """An INSERT that names every column."""
    kept = {**row, "id": number}
    booleans = {n for n, f in columns_of(table).items() if isinstance(f, fields.BooleanField)}
    values = [
        ("TRUE" if value else "FALSE") if name in booleans and value is not None else literal(value)
        for name, value in kept.items()
    ]
    return f"INSERT INTO {table} ({', '.join(kept)}) VALUES ({', '.join(values)})"


def literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str | date | datetime):
        return "'" + str(value).replace("'", "''") + "'"
    return str(value)
