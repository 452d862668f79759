"""Payments of a union that are overdue or due within a week, as tasks of its first page."""

from collections.abc import Iterable, Iterator, Mapping

from booking.money import ToPay
from booking.stays import StayLine
from booking.web.showing import Task, due_on, within_days
from sites.foundation.formats import full_day, yuan
from sites.foundation.language import _
from sites.foundation.rendering import href


def is_pressing(one: ToPay) -> bool:
    """Its date is near, and no bank slip of it waits for the payee's answer."""
    return one.due_on is not None and within_days(one.due_on) and not one.is_told


def payments_due(due: Iterable[ToPay], groups: Mapping[int, StayLine]) -> Iterator[Task]:
    for one in due:
        line = groups[one.stay_id]
        yield due_on(
            _("Payment of %(amount)s, reference %(code)s", amount=yuan(one.amount), code=one.reference),
            _("%(site)s, %(day)s", site=line.site_name, day=full_day(line.check_in)), one.due_on,
            action=_("How to pay"), href=href(f"/union/stays/{line.public_id}#money"),
        )  # fmt: skip
