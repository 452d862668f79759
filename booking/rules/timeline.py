"""Which version of a document speaks on which day. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from booking.rules.documents import Document


@dataclass(frozen=True, slots=True)
class Version:
    """What a document says from its own first day on. A withdrawn one says nothing from `starts_on` on."""

    number: int
    document: Document
    is_withdrawn: bool
    starts_on: date | None
    at: datetime
    by_name: str
    by_organisation_id: int
    why: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A document with all that it said, in the order in which it was written. `holder_id`: the union whose own it is."""

    public_id: str
    code: str
    holder_id: int | None
    versions: tuple[Version, ...]

    @property
    def last(self) -> Version:
        return self.versions[-1]

    def on(self, day: date) -> Document | None:
        """A later version replaces an earlier one from its own first day on; before it the earlier one stands."""
        version = speaking_on(self.versions, day)
        if version is None or version.is_withdrawn or not version.document.is_in_force(day):
            return None
        return version.document


def speaking_on(versions: Sequence[Version], day: date) -> Version | None:
    """The version written last of those that have begun on that day."""
    begun = [one for one in versions if one.starts_on is None or one.starts_on <= day]
    return max(begun, key=lambda one: one.number, default=None)
