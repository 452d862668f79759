"""Payments of a union that are overdue or due within a week, as tasks of its first page."""

from collections.abc import Mapping, Sequence

from booking.money import ToPay
from booking.stays import StayLine
from booking.web.showing import Task, due_on, within_days
from sites.foundation.amounts import total
from sites.foundation.formats import full_day, yuan
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href

FEW = 2


def is_pressing(one: ToPay) -> bool:
    """Its date is near, and no bank slip of it waits for the payee's answer."""
    return one.due_on is not None and within_days(one.due_on) and not one.is_told


def payments_due(due: Sequence[ToPay], groups: Mapping[int, StayLine]) -> list[Task]:
    """A few each by itself; more of them as one, so that they push nothing else off the page."""
    return (
        [_together(due)] if len(due) > FEW else [_single(one, groups[one.stay_id]) for one in due]
    )


def _single(one: ToPay, line: StayLine) -> Task:
    return due_on(
        _("Payment of %(amount)s, reference %(code)s", amount=yuan(one.amount), code=one.reference),
        _("%(site)s, %(day)s", site=line.site_name, day=full_day(line.check_in)), one.due_on,
        action=_("How to pay"), href=href(f"/union/stays/{line.public_id}#money"),
    )  # fmt: skip


def _together(due: Sequence[ToPay]) -> Task:
    return due_on(
        ngettext("%(num)s payment is due", "%(num)s payments are due", len(due)),
        _("%(amount)s in all", amount=yuan(total(one.amount for one in due))),
        min(one.due_on for one in due if one.due_on), action=_("See what is due"),
        href=href("/union/money"),
    )  # fmt: skip
