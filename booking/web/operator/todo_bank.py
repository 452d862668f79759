"""What waits for whoever keeps the operator's account: slips, lines of statements, and what takes two people."""

from collections.abc import Sequence

from booking.money import SlipLine
from booking.web.showing import Task
from sites.foundation.actor import Actor
from sites.foundation.amounts import total
from sites.foundation.formats import yuan
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href


def bank_todo(slips: Sequence[SlipLine], *, lines: int, proposed: int, by: Actor) -> list[Task]:
    """Slips, open lines of statements, and decisions that this person has not made and may agree to."""
    found = _slips(slips) if slips and by.may("money.record") else []
    to = href("/operator/money/lines")
    if lines and by.may("money.record"):
        title = ngettext("%(num)s line of the bank needs you", "%(num)s lines of the bank need you", lines)  # fmt: skip
        found.append(Task(title, _("No program could place them."), action=_("Go through the work list"), href=to))  # fmt: skip
    if proposed and by.may("money.approve"):
        title = ngettext("%(num)s decision about money waits for you", "%(num)s decisions about money wait for you", proposed)  # fmt: skip
        found.append(Task(title, _("It takes a second person."), action=_("Look at it"), href=to))
    return found


def _slips(slips: Sequence[SlipLine]) -> list[Task]:
    """One slip leads to its own page, several to their list."""
    title = ngettext("%(num)s slip waits for your answer", "%(num)s slips wait for your answer", len(slips))  # fmt: skip
    to = f"/operator/money/slips/{slips[0].id}" if len(slips) == 1 else "/operator/money"
    return [
        Task(
            title, yuan(total(slip.amount for slip in slips)), action=_("Did it come?"), href=href(to)
        )
    ]  # fmt: skip
