"""What waits for whoever keeps the operator's account: slips of unions that nobody has answered."""

from collections.abc import Sequence

from booking.money import SlipLine
from booking.web.showing import Task
from sites.foundation.actor import Actor
from sites.foundation.amounts import total
from sites.foundation.formats import yuan
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href


def bank_todo(slips: Sequence[SlipLine], *, by: Actor) -> list[Task]:
    """One slip leads to its own page, several to their list."""
    if not slips or not by.may("money.record"):
        return []
    title = ngettext("%(num)s slip waits for your answer", "%(num)s slips wait for your answer", len(slips))  # fmt: skip
    to = f"/operator/money/slips/{slips[0].id}" if len(slips) == 1 else "/operator/money"
    return [
        Task(
            title, yuan(total(slip.amount for slip in slips)), action=_("Did it come?"), href=href(to)
        )
    ]  # fmt: skip
