"""Write-offs that wait for whoever looks, on every desk that has one to answer."""

from booking import money
from booking.web.showing import Task
from sites.foundation.actor import Actor
from sites.foundation.formats import yuan
from sites.foundation.language import _
from sites.foundation.rendering import href


async def write_off_todo(root: str, *, by: Actor) -> list[Task]:
    """`root` is where the side's pages of write-offs stand."""
    return [
        Task(
            _("Write-off of %(amount)s: yes or no?", amount=yuan(one.amount)),
            _("%(payee)s asks; %(payer)s owes it.", payee=one.payee, payer=one.payer),
            action=_("Look and answer"), href=href(f"{root}/write-offs/{one.id}"),
        )
        for one in await money.write_offs_waiting(by)
    ]  # fmt: skip
