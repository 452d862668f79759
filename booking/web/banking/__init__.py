"""Pages of whoever collects money by transfer: its account, slips that unions send, statements and refunds."""

from starlette.routing import Route

from booking.web.banking import account, slip
from booking.web.side import Side


def banking_routes(side: Side, root: str) -> list[Route]:
    """All of them under this root, for people of this side."""
    return [
        side(f"{root}/account", needs="money.approve", get=account.show, post=account.enter),
        side(f"{root}/slips/{{slip}}", needs="money.see", get=slip.show),
        side(f"{root}/slips/{{slip}}/file", needs="money.see", get=slip.fetch),
        side(f"{root}/slips/{{slip}}/receipt", needs="money.record", get=slip.show, post=slip.received),
        side(f"{root}/slips/{{slip}}/missing", needs="money.record", get=slip.show, post=slip.missing),
    ]  # fmt: skip
