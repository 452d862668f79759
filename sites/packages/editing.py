"""What an operator sells, in its own hands: a package is added, or changed for whoever books from now on."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, choose
from sites.listings import SiteUnknown
from sites.listings.models import Site
from sites.packages.drafts import IncludedItem
from sites.packages.extras import Extra, extras_from, stored
from sites.packages.models import Package


class PackageUnknown(Refusal):
    code = "package_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such package, or it is not yours.")


class SpanTurned(Refusal):
    code = "span_turned"
    kind = Kind.BAD_INPUT
    words = N_("The largest number is smaller than the smallest.")


class PackageChanged(Refusal):
    code = "package_changed"
    words = N_(
        "Meanwhile somebody else changed this package. What is on file now stands beside what you typed; keep the right one."
    )


@dataclass(frozen=True)
class PackageTerms:
    """What a package is and includes; prices are set apart. `single_supplement` is fen a room and night; who is left
    without somebody to share with pays it only where `odd_pays`.
    """

    name: str
    name_en: str
    theme: str
    min_nights: int
    max_nights: int
    min_group: int
    max_group: int
    single_supplement: int = 0
    odd_pays: bool = False
    is_offered: bool = True
    included: tuple[IncludedItem, ...] = ()
    excluded: tuple[str, ...] = ()
    extras: tuple[Extra, ...] = ()

    @property
    def mark(self) -> str:
        """Another one whenever anything of it is another: what an editor saw."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]

    @property
    def shown_name(self) -> str:
        return choose(self.name, self.name_en)


@transaction
async def add_package(site_id: int, terms: PackageTerms, *, by: Actor) -> str:
    """A new package at an own base, without a price yet; its code. Refused: SiteUnknown, SpanTurned."""
    await own_site(site_id, by=by)
    _demand_spans(terms)
    taken = set(await codes_of(site_id))
    code = next(f"P{n}" for n in range(1, len(taken) + 2) if f"P{n}" not in taken)
    await Package.create(site_id=site_id, code=code, position=len(taken), **_columns(terms))
    return code


@transaction
async def change_package(
    site_id: int, code: str, terms: PackageTerms, *, seen: str, by: Actor
) -> None:
    """Change what is sold from now on; stays keep the quote and the contract that they froze.

    `seen` is the mark of the terms that were edited. Refused: SiteUnknown, PackageUnknown, SpanTurned,
    PackageChanged.
    """
    package = await own_package(site_id, code, by=by)
    _demand_spans(terms)
    if _terms(package).mark != seen:
        raise PackageChanged
    await Package.filter(id=package.id).update(**_columns(terms))


async def own_site(site_id: int, *, by: Actor) -> None:
    """Refused: SiteUnknown for everybody but the base's operator."""
    if not await Site.filter(id=site_id, operator_id=by.organisation_id).exists():
        raise SiteUnknown


async def own_package(site_id: int, code: str, *, by: Actor) -> Package:
    """The row, locked where the database locks rows. Refused: SiteUnknown, PackageUnknown."""
    await own_site(site_id, by=by)
    package = (
        await Package.filter(site_id=site_id, code=code).select_for_update(no_key=True).first()
    )
    if package is None:
        raise PackageUnknown
    return package


async def codes_of(site_id: int) -> list[str]:
    """Every package of the base in its own order, offered or not."""
    rows = await Package.filter(site_id=site_id).order_by("position", "id")
    return [row.code for row in rows]


async def terms_of(site_id: int, code: str, *, by: Actor) -> PackageTerms:
    """The package as its operator edits it, also one that is not offered. Refused: SiteUnknown, PackageUnknown."""
    await own_site(site_id, by=by)
    row = await Package.get_or_none(site_id=site_id, code=code)
    if row is None:
        raise PackageUnknown
    return _terms(row)


def _terms(row: Package) -> PackageTerms:
    names = [name for name in PackageTerms.__dataclass_fields__ if name not in {"included", "excluded", "extras"}]  # fmt: skip
    return PackageTerms(
        **{name: getattr(row, name) for name in names},
        included=tuple(IncludedItem(**item) for item in row.included),
        excluded=tuple(row.excluded),
        extras=extras_from(row.extras),
    )


def _columns(terms: PackageTerms) -> dict[str, Any]:
    columns = {name: getattr(terms, name) for name in PackageTerms.__dataclass_fields__}
    included = [asdict(item) for item in terms.included]
    return {
        **columns, "included": included, "excluded": list(terms.excluded),
        "extras": stored(terms.extras),
    }  # fmt: skip


def _demand_spans(terms: PackageTerms) -> None:
    if terms.min_nights > terms.max_nights:
        raise SpanTurned(field="max_nights")
    if terms.min_group > terms.max_group:
        raise SpanTurned(field="max_group")
