"""The operator's side: requests with their clocks, its groups, arrivals, accounts, money and bases."""

from starlette.routing import BaseRoute

from booking.web.operator import (
    account,
    answer,
    arrivals,
    contract,
    departure,
    desk,
    message,
    money,
    no_show,
    papers,
    receipt,
    refund,
    settlement,
    site,
    statement,
    stay,
    stay_list,
)

ROUTES: list[BaseRoute] = [
    *desk.ROUTES,
    *stay_list.ROUTES,
    *stay.ROUTES,
    *answer.ROUTES,
    *contract.ROUTES,
    *arrivals.ROUTES,
    *departure.ROUTES,
    *no_show.ROUTES,
    *account.ROUTES,
    *settlement.ROUTES,
    *message.ROUTES,
    *papers.ROUTES,
    *money.ROUTES,
    *receipt.ROUTES,
    *refund.ROUTES,
    *statement.ROUTES,
    *site.ROUTES,
]
