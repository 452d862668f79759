"""Puts the rows of the four sheets together as bases, and finds what does not fit together."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sites.certification import CertificateDraft
from sites.foundation.language import N_
from sites.listings import RoomTypeDraft, SiteDraft, Terms, Tier
from sites.packages.drafts import BaseDraft, PackageDraft, PriceDraft
from sites.packages.importing.columns import BASES, PACKAGES, PRICES, ROOMS
from sites.packages.importing.rows import Row, Rows

_CERTIFICATE = {"number", "batch", "grade", "valid_from", "valid_to", "issuer_name"}
_TERMS = {"tiers", "free_heads", "free_heads_until_days"}


def assemble(rows: Rows) -> list[BaseDraft]:
    """Drafts of all bases; complete only where `rows.faults` stays empty."""
    bases = _once(rows, rows.by_sheet[BASES], "code")
    _once(rows, rows.by_sheet[BASES], "number")
    rooms = _of_bases(rows, ROOMS, bases, "code")
    packages = _of_bases(rows, PACKAGES, bases, "code")
    prices = _prices(rows, packages)
    for code, row in bases.items():
        _check_base(rows, row, rooms.get(code, []), packages.get(code, []))
    if rows.faults:
        return []
    return [_base(row, rooms[code], packages[code], prices) for code, row in bases.items()]


def _once(rows: Rows, found: Iterable[Row], column: str) -> dict[str, Row]:
    kept: dict[str, Row] = {}
    for row in found:
        value = row.values[column]
        if value is None:
            continue
        if value in kept:
            rows.blame(
                row,
                column,
                N_("another value; it stands in row %(other)s already"),
                other=kept[value].number,
            )
        kept.setdefault(value, row)
    return kept


def _of_bases(rows: Rows, sheet: str, bases: dict[str, Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows.by_sheet[sheet]:
        code = row.values["site"]
        if code is not None and code not in bases:
            rows.blame(row, "site", N_("the code of a base in the first sheet"))
        elif any(other.values[key] == row.values[key] for other in found[code]):
            rows.blame(row, key, N_("another value; this base has it already"))
        found[code].append(row)
    return found


def _prices(rows: Rows, packages: dict[str, list[Row]]) -> dict[tuple[str, str], list[Row]]:
    known = {(row.values["site"], row.values["code"]) for kept in packages.values() for row in kept}
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows.by_sheet[PRICES]:
        key = (row.values["site"], row.values["package"])
        if None not in key and key not in known:
            rows.blame(row, "package", N_("the code of a package of this base"))
        first, last = row.values["starts_on"], row.values["last_day"]
        if first and last and last < first:
            rows.blame(row, "last_day", N_("a day on or after the first one"))
        elif first and last and any(_overlap(row, other) for other in found[key]):
            rows.blame(row, "starts_on", N_("days that no other price of this package covers"))
        found[key].append(row)
    for key in known - found.keys():
        package = next(row for row in packages[key[0]] if row.values["code"] == key[1])
        rows.blame(package, "code", N_("at least one price in the sheet of prices"))
    return found


def _overlap(row: Row, other: Row) -> bool:
    first, last = other.values["starts_on"], other.values["last_day"]
    return (
        bool(first and last) and row.values["starts_on"] <= last and first <= row.values["last_day"]
    )


def _check_base(rows: Rows, row: Row, rooms: list[Row], packages: list[Row]) -> None:
    first, last = row.values["valid_from"], row.values["valid_to"]
    if first and last and last < first:
        rows.blame(row, "valid_to", N_("a day on or after the first one"))
    if not rooms:
        rows.blame(row, "code", N_("at least one room type in the sheet of room types"))
    for package in packages:
        for least, most in (("min_nights", "max_nights"), ("min_group", "max_group")):
            low, high = package.values[least], package.values[most]
            if low is not None and high is not None and high < low:
                rows.blame(package, most, N_("a number not below the least"))


def _base(
    row: Row, rooms: list[Row], packages: list[Row], prices: dict[tuple[str, str], list[Row]]
) -> BaseDraft:
    site: dict[str, Any] = {
        name: value for name, value in row.values.items() if name not in _CERTIFICATE | _TERMS
    }
    values = row.values
    terms = Terms(
        tuple(Tier(*tier) for tier in values["tiers"]),
        values["free_heads"],
        values["free_heads_until_days"],
    )
    return BaseDraft(
        site=SiteDraft(**{**site, "name_en": site["name_en"] or site["name"]}, terms=terms,
                       room_types=tuple(_room_type(one.values) for one in rooms)),
        certificate=CertificateDraft(**{name: values[name] for name in _CERTIFICATE}),
        packages=tuple(_package(one, prices[values["code"], one.values["code"]]) for one in packages),
    )  # fmt: skip


def _room_type(values: Any) -> RoomTypeDraft:
    return RoomTypeDraft(
        values["code"], values["name"], values["name_en"] or values["name"], values["beds"],
        values["rooms"], values["area"],
    )  # fmt: skip


def _package(row: Row, prices: list[Row]) -> PackageDraft:
    kept = {name: value for name, value in row.values.items() if name != "site"}
    return PackageDraft(
        **{**kept, "name_en": kept["name_en"] or kept["name"]},
        prices=tuple(
            PriceDraft(
                one.values["season"], one.values["starts_on"],
                one.values["last_day"] + timedelta(days=1), one.values["fen"],
            )
            for one in prices
        ),
    )  # fmt: skip
