"""Signed links by which somebody without a session does one thing: good for one person and seven days.

A link names its subject, the person and its last day, under a keyed hash: nothing is kept, and nothing of it can be changed.
"""

import hmac
from datetime import date, timedelta
from typing import NamedTuple

from sites.foundation import clock, sealing
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import N_

LASTS = timedelta(days=7)


class LinkClosed(Refusal):
    code = "refund_link_closed"
    kind = Kind.UNKNOWN
    words = N_(
        "This link is no longer good. Sign in: what you are asked to confirm stands among your notices."
    )


class Opened(NamedTuple):
    subject: str
    user_id: int


def signed(purpose: str, subject: str, user_id: int) -> str:
    """For one person and seven days, both included. `subject` is a public id."""
    last = clock.today() + LASTS
    return f"{subject}.{user_id}.{last:%Y%m%d}.{_mark(purpose, subject, user_id, last)}"


def opened(purpose: str, link: str) -> Opened:
    """What a link is about, and for whom. Refused: LinkClosed."""
    subject, user, day, mark = (*link.split("."), "", "", "", "")[:4]
    if not (is_public_id(subject) and user.isdecimal() and day.isdecimal() and len(day) == 8):
        raise LinkClosed
    try:
        last = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        raise LinkClosed from None
    is_ours = hmac.compare_digest(mark.encode(), _mark(purpose, subject, int(user), last).encode())
    if not is_ours or clock.today() > last:
        raise LinkClosed
    return Opened(subject, int(user))


def _mark(purpose: str, subject: str, user_id: int, last: date) -> str:
    return sealing.index_of(f"{purpose}|{subject}|{user_id}|{last:%Y%m%d}")[:40]
