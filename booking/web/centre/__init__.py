"""The service centre's side: what it collects for operators, its bank, invoices, agreements and payouts."""

from starlette.routing import BaseRoute

from booking.web.banking import banking_routes
from booking.web.centre.batch import ROUTES as BATCH
from booking.web.centre.desk import ROUTES as DESK
from booking.web.centre.door import centre_route
from booking.web.centre.payouts import ROUTES as PAYOUTS
from booking.web.online import online_routes
from booking.web.operator import money, receipt, refund

MONEY = [
    centre_route("/centre/money", needs="money.see", get=money.show),
    centre_route(
        "/centre/money/charges/{charge}/receipt", needs="money.record", get=receipt.show, post=receipt.record
    ),
    centre_route(
        "/centre/money/receipts/{receipt}/withdrawal",
        needs="money.record", get=receipt.show_withdrawal, post=receipt.withdraw,
    ),
    centre_route(
        "/centre/money/refunds/{refund}", needs="money.record", get=refund.show, post=refund.record
    ),
]  # fmt: skip

ROUTES: list[BaseRoute] = [
    *DESK,
    *MONEY,
    *banking_routes(centre_route, "/centre/money"),
    *online_routes(centre_route, "/centre/money"),
    *PAYOUTS,
    *BATCH,
]
