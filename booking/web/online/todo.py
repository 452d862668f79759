"""What waits for whoever takes money online: what provider and house see differently."""

from booking.money import online
from booking.web.showing import Task
from sites.foundation.actor import Actor
from sites.foundation.formats import yuan
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href


async def online_todo(root: str, *, by: Actor) -> list[Task]:
    """One line for all of them, for those who may deal with them. `root` is where the side's payments stand."""
    waiting = await online.open_differences(by.organisation_id) if by.may("money.record") else 0
    found = await _to_agree(root, by=by) if by.may("money.approve") else []
    if waiting:
        title = ngettext("%(num)s online payment to look at", "%(num)s online payments to look at", waiting)  # fmt: skip
        found.append(Task(title, action=_("Look at it"), href=href(f"{root}/online")))
    return found


async def _to_agree(root: str, *, by: Actor) -> list[Task]:
    return [
        Task(
            _("%(amount)s that came online: where it goes waits for you", amount=yuan(amount)),
            _("It takes a second person."), action=_("Look at it"), href=href(f"{root}/online/{entry}"),
        )
        for entry, amount in await online.held_waiting(by)
    ]  # fmt: skip
