"""Pages of whoever collects money by transfer: its account, slips that unions send, statements and refunds."""

from starlette.routing import Route

from booking.web.banking import account, limit, line, lines, refunds, slip, statements
from booking.web.side import Side


def banking_routes(side: Side, root: str) -> list[Route]:
    """All of them under this root, for people of this side."""
    batch = f"{root}/refund-batches/{{refund_batch}}"
    one, decided = f"{root}/lines/{{line}}", f"{root}/decisions/{{decision}}"
    return [
        side(f"{root}/account", needs="money.approve", get=account.show, post=account.enter),
        side(f"{root}/limit", needs="team.manage", get=limit.show, post=limit.set_it),
        side(f"{root}/slips/{{slip}}", needs="money.see", get=slip.show),
        side(f"{root}/slips/{{slip}}/file", needs="money.see", get=slip.fetch),
        side(f"{root}/slips/{{slip}}/receipt", needs="money.record", get=slip.show, post=slip.received),
        side(f"{root}/slips/{{slip}}/missing", needs="money.record", get=slip.show, post=slip.missing),
        side(f"{root}/statements", needs="money.record", get=statements.show_all, post=statements.add,
             max_body=statements.LARGEST),
        side(f"{root}/statements/{{statement}}", needs="money.record", get=statements.show, post=statements.start),
        side(f"{root}/lines", needs="money.see", get=lines.show),
        side(one, needs="money.see", get=line.show),
        side(f"{one}/application", needs="money.record", get=line.show, post=line.apply),
        side(f"{one}/link", needs="money.record", get=line.show, post=line.link),
        side(f"{one}/return", needs="money.record", get=line.show, post=line.send_back),
        side(f"{one}/aside", needs="money.record", get=line.show, post=line.set_aside),
        side(f"{decided}/approval", needs="money.approve", post=line.approve),
        side(f"{root}/refunds", needs="money.record", get=refunds.show_all, post=refunds.prepare),
        side(f"{root}/returns/{{share}}", needs="money.record", get=refunds.show_return, post=refunds.record_return),
        side(batch, needs="money.see", get=refunds.show),
        side(f"{batch}/approval", needs="money.approve", post=refunds.approve),
        side(f"{batch}/withdrawal", needs="money.record", post=refunds.withdraw),
        side(f"{batch}/file", needs="money.record", get=refunds.fetch),
        side(f"{decided}/undoing", needs="money.record", post=line.undo),
    ]  # fmt: skip
