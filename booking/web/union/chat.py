"""A stay in four lines for a chat (复制到微信): where, when, how many, how it stands. Never who."""

from booking.stays import StayLine
from booking.web.showing import span
from sites.foundation.formats import deadline
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href


def chat_text(line: StayLine, *, origin: str) -> str:
    state = _(line.shown_state.words)
    if line.shown_state == "held" and line.hold_expires_at:
        state = _("held until %(at)s", at=deadline(line.hold_expires_at))
    days = _(
        "%(days)s, %(nights)s",
        days=span(line.check_in, line.check_out, with_year=True),
        nights=ngettext("%(num)s night", "%(num)s nights", line.nights),
    )
    return "\n".join(
        (
            _("Retreat %(reference)s: %(site)s", reference=line.reference, site=line.site_name),
            days,
            _("%(heads)s people; %(state)s", heads=line.heads, state=state),
            origin + href(f"/union/stays/{line.public_id}"),
        )
    )
