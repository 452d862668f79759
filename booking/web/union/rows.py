"""One stay as a row of the desk's list: the few facts, and the date that comes next."""

from dataclasses import dataclass
from datetime import datetime

from booking.stays import State, StayLine
from booking.web.showing import span
from sites.foundation.formats import day, short_deadline, yuan
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href


@dataclass(frozen=True, slots=True)
class Row:
    href: str
    site: str
    reference: str
    dates: str
    people: str
    price: str
    state: State
    coming: str
    flagged: bool
    of_trip: str = ""


def row_of(line: StayLine, *, together: int = 1, offer: datetime | None = None) -> Row:
    """`together` are the stays of its trip, this one among them; until `offer` a counter-offer waits for the union."""
    nights = ngettext("%(num)s night", "%(num)s nights", line.nights)
    return Row(
        href(f"/union/stays/{line.public_id}"),
        line.site_name,
        line.reference,
        _("%(days)s, %(nights)s", days=span(line.check_in, line.check_out, with_year=True), nights=nights),
        ngettext("%(num)s person", "%(num)s people", line.heads),
        yuan(line.price),
        line.shown_state,
        _offered(offer) or _coming(line),
        line.is_flagged,
        href(f"/union/trips/{line.trip}") if together > 1 else "",
    )  # fmt: skip


def _offered(until: datetime | None) -> str:
    return _("counter-offer: answer by %(at)s", at=short_deadline(until)) if until else ""


def _coming(line: StayLine) -> str:
    """What happens next by itself, or what is due."""
    if line.shown_state is State.HELD and line.hold_expires_at:
        return _("held until %(at)s", at=short_deadline(line.hold_expires_at))
    if line.state is State.SUBMITTED and line.answer_due_at:
        return _("answer by %(at)s", at=short_deadline(line.answer_due_at))
    if line.state is State.CONFIRMED:
        return _("arrival %(day)s", day=day(line.check_in))
    if line.state is State.IN_HOUSE:
        return _("departure %(day)s", day=day(line.check_out))
    if line.dispute_until and line.state in (State.DEPARTED, State.NO_SHOW, State.CANCELLED):
        return _("account to check until %(at)s", at=short_deadline(line.dispute_until))
    return ""
