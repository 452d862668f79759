"""The form that changes nights: from, to (included), weekdays, room types, what, how much, and why."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from sites.calendar import ACTS, RECEIVE, WITH_VALUE, Change, Selection
from sites.calendar.selection import EVERY_DAY
from sites.foundation.forms import (
    Day,
    Filled,
    Form,
    Line,
    clean_number,
    empty_is_none,
    fault,
)
from sites.foundation.language import N_, _
from sites.listings import SiteProfile

NUMBERED = WITH_VALUE | {RECEIVE}
Shift = Annotated[int, BeforeValidator(clean_number), Field(ge=-5000, le=5000)]
MaybeShift = Annotated[Shift | None, BeforeValidator(empty_is_none)]


def _known(act: str) -> str:
    if act not in ACTS and act != RECEIVE:
        raise fault(N_("Choose one of the options"))
    return act


class EditForm(Form):
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    weekday: list[Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=6)]] = []
    type: list[Line] = []
    act: Annotated[Line, AfterValidator(_known)]
    value: MaybeShift = None
    note: Annotated[Line, Field(max_length=80)] = ""


def checked(filled: Filled[EditForm], site: SiteProfile) -> Filled[EditForm]:
    """What one field alone cannot know: the order of the days, the room types, whether a number is needed."""
    form = filled.value
    if form is None:
        return filled
    if form.last < form.first:
        return filled.with_error("to", _("Choose a day that is not before the first"))
    known = {kind.code for kind in site.room_types}
    if form.act != RECEIVE and (not form.type or not set(form.type) <= known):
        return filled.with_error("type", _("Choose at least one room type"))
    if form.act in NUMBERED and form.value is None:
        return filled.with_error("value", _("Enter a whole number, for example 40"))
    return filled


def selection_of(form: EditForm, site: SiteProfile) -> Selection:
    types = frozenset(kind.id for kind in site.room_types if kind.code in form.type)
    return Selection(
        site.id,
        form.first,
        form.last + timedelta(days=1),
        types,
        frozenset(form.weekday) or EVERY_DAY,
    )


def change_of(form: EditForm) -> Change:
    return Change(form.act, form.value or 0 if form.act in NUMBERED else 0, form.note)
