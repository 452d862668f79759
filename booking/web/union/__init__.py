"""The union's desk: what to do next, holding, submitting, naming, paying, checking the account."""

from starlette.routing import BaseRoute

from booking.web.union import (
    account,
    amendment,
    approval,
    approvals,
    cancellation,
    contract,
    counter_offer,
    desk,
    documents,
    feed,
    hold,
    messages,
    papers,
    prolonging,
    quotas,
    roster,
    stay,
    submission,
    wait_joining,
    waiting,
)

ROUTES: list[BaseRoute] = [
    *desk.ROUTES,
    *documents.ROUTES,
    *quotas.ROUTES,
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
    *amendment.ROUTES,
    *account.ROUTES,
    *roster.ROUTES,
    *wait_joining.ROUTES,
    *waiting.ROUTES,
]
