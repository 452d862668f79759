"""The service centre's first page: what to do next, and where the collected money stands."""

from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.money import BatchLine, PayeeCharge
from booking.web.banking.write_off_todo import write_off_todo
from booking.web.centre.door import centre_route
from booking.web.online.todo import online_todo
from booking.web.showing import Task, in_order
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import total
from sites.foundation.formats import yuan
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href


async def show(request: Request) -> Response:
    by = actor_of(request)
    centre = by.organisation_id
    charges = await money.charges_to(centre)
    collected = await money.collected_by(centre)
    batches = await money.batches_of(centre)
    tasks = [
        *_of_charges(charges), *await _asked(centre), *_of_batches(batches, by=by),
        *await online_todo("/centre/money", by=by), *await write_off_todo("/centre/money", by=by),
        *_due(sum(one.due.minor for lines in money.payable(collected).values() for one in lines)),
    ]  # fmt: skip
    return page(
        request, "pages/centre/desk.html", tasks=in_order(tasks),
        owed=total(one.charge.standing.owed for one in charges),
        waits=total(one.waits for one in collected), due=total(one.due for one in collected),
        in_batch=total(p.amount for b in batches for p in b.payouts if p.state == "open"),
        paid=total(p.amount for b in batches for p in b.payouts if p.state == "paid"),
    )  # fmt: skip


def _of_charges(charges: tuple[PayeeCharge, ...]) -> list[Task]:
    today = clock.today()
    late = [
        one for one in charges
        if one.charge.standing.owed and one.charge.due_on and one.charge.due_on < today
    ]  # fmt: skip
    back = [order for one in charges for order in one.refunds if order.paid_on is None]
    found = []
    if late:
        words = ngettext("%(num)s payment is overdue", "%(num)s payments are overdue", len(late))
        found.append(
            Task(words, yuan(total(one.charge.standing.owed for one in late)), state="late",
                 action=_("Look at the payments"), href=href("/centre/money", **{"in": "late"}))
        )  # fmt: skip
    if back:
        words = ngettext("%(num)s refund to pay", "%(num)s refunds to pay", len(back))
        found.append(
            Task(words, yuan(total(order.amount for order in back)), action=_("Look at the refunds"),
                 href=href("/centre/money"))
        )  # fmt: skip
    return found


async def _asked(centre: int) -> list[Task]:
    number, slips = await money.invoices_asked(centre), await money.slips_waiting(centre)
    found = []
    if slips:
        words = ngettext("%(num)s slip waits for your answer", "%(num)s slips wait for your answer", len(slips))  # fmt: skip
        found.append(Task(words, action=_("Did it come?"), href=href("/centre/money")))
    if number:
        words = ngettext("%(num)s invoice is asked for", "%(num)s invoices are asked for", number)
        found.append(Task(words, action=_("Issue them"), href=href("/centre/invoices")))
    return found


def _of_batches(batches: tuple[BatchLine, ...], *, by: Actor) -> list[Task]:
    """Whoever prepared a batch waits for somebody else."""
    found = []
    for one in batches:
        to = href(f"/centre/payouts/{one.id}")
        words = {"serial": one.serial, "amount": yuan(one.amount)}
        if one.waits_for_approval:
            mine = one.prepared_by_id == by.user_id or not by.may("money.approve")
            found.append(
                Task(_("Payout batch %(serial)s, %(amount)s, waits for a second person", **words),
                     _("Prepared by %(name)s", name=one.prepared_by),
                     action="" if mine else _("Look and approve"), href=to)
            )  # fmt: skip
        elif one.open:
            found.append(
                Task(_("Payout batch %(serial)s, %(amount)s: transfer and confirm", **words),
                     action=_("To the batch"), href=to)
            )  # fmt: skip
    return found


def _due(minor: int) -> list[Task]:
    if minor <= 0:
        return []
    title = _("%(amount)s can be paid out to operators", amount=yuan(minor))
    return [Task(title, action=_("Prepare payouts"), href=href("/centre/payouts"))]


ROUTES = [centre_route("/centre", needs="stays.see", get=show)]
