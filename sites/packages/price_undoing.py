"""Taking a change of prices back within half a minute, where no price of these nights has been changed since."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import N_
from sites.packages.editing import own_package
from sites.packages.models import Package, PriceEdit
from sites.packages.price_rows import read_back, replace, standing

UNDO_FOR = timedelta(seconds=30)


class PriceEditUnknown(Refusal):
    code = "price_edit_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such change of prices.")


class PriceUndoOver(Refusal):
    code = "price_undo_over"
    words = N_("A change can be undone for %(seconds)s seconds. Set the prices again instead.")


class PricesChangedSince(Refusal):
    code = "prices_changed_since"
    words = N_("These prices were changed since, so nothing was undone.")


@dataclass(frozen=True, slots=True)
class PriceEditLine:
    """`nights` nights cost `fen` a person by this edit; `until` is the night after the last."""

    public_id: str
    first: date
    until: date
    nights: int
    fen: int
    by_name: str
    made_at: datetime

    @property
    def undo_until(self) -> datetime:
        return self.made_at + UNDO_FOR

    @property
    def undo_seconds(self) -> int:
        """How many are left; none once it is too late."""
        return max(0, ceil((self.undo_until - clock.now()).total_seconds()))


async def undoable_price(site_id: int, code: str, *, by: Actor) -> PriceEditLine | None:
    """The last change of the package's prices, where the reader's organisation may still take it back."""
    row = (
        await PriceEdit.filter(
            package__site_id=site_id, package__code=code, organisation_id=by.organisation_id,
            made_at__gte=clock.now() - UNDO_FOR,
        )
        .order_by("-id")
        .first()
    )  # fmt: skip
    if row is None or row.undone_at is not None:
        return None
    return PriceEditLine(
        row.public_id, row.starts_on, row.ends_on, row.nights, row.per_person, row.by_name, row.made_at
    )  # fmt: skip


@transaction
async def undo_price(site_id: int, code: str, edit: str, *, by: Actor) -> None:
    """Put the prices back as they were before the edit. Undone once, it stays undone.

    Stays made in between keep what they froze. Refused: SiteUnknown, PackageUnknown, PriceEditUnknown,
    PriceUndoOver, PricesChangedSince; then nothing has changed.
    """
    package = await own_package(site_id, code, by=by)
    found = await _edit(package, edit, by=by)
    if found.undone_at is not None:
        return
    if clock.now() > found.made_at + UNDO_FOR:
        raise PriceUndoOver(seconds=int(UNDO_FOR.total_seconds()))
    before, after = read_back(found.before), read_back(found.after)
    if await standing(package.id, after[0].starts_on, after[-1].ends_on) != after:
        raise PricesChangedSince
    await replace(package.id, after, before)
    marked: dict[str, Any] = {"undone_at": clock.now(), "undone_by": by.user_id}
    await PriceEdit.filter(id=found.id).update(**marked)


async def _edit(package: Package, edit: str, *, by: Actor) -> PriceEdit:
    found = None
    if is_public_id(edit):
        found = await PriceEdit.filter(
            public_id=edit, package_id=package.id, organisation_id=by.organisation_id
        ).first()
    if found is None:
        raise PriceEditUnknown
    return found
