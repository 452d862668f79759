"""The union's desk: what to do next, holding, submitting, naming, paying, checking the account."""

from starlette.routing import BaseRoute

from booking.web.union import (
    account,
    approval,
    approvals,
    cancellation,
    contract,
    counter_offer,
    desk,
    documents,
    feed,
    hold,
    instead,
    messages,
    papers,
    prolonging,
    roster,
    stay,
    submission,
    wait_joining,
    waiting,
)

ROUTES: list[BaseRoute] = [
    *desk.ROUTES,
    *documents.ROUTES,
    *feed.ROUTES,
    *hold.ROUTES,
    *approvals.ROUTES,
    *stay.ROUTES,
    *prolonging.ROUTES,
    *submission.ROUTES,
    *approval.ROUTES,
    *papers.ROUTES,
    *messages.ROUTES,
    *contract.ROUTES,
    *cancellation.ROUTES,
    *counter_offer.ROUTES,
    *account.ROUTES,
    *roster.ROUTES,
    *instead.ROUTES,
    *wait_joining.ROUTES,
    *waiting.ROUTES,
]
