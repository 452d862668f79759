"""The reception ledger, the bases' monthly returns, the year's figures and closed periods."""

from starlette.routing import BaseRoute

from booking.web.receptions import entry, figures, group, importing, ledger, periods, returns

# Plain addresses before those with an id in the same place.
ROUTES: list[BaseRoute] = [
    *ledger.ROUTES,
    *entry.ROUTES,
    *importing.ROUTES,
    *group.ROUTES,
    *returns.ROUTES,
    *figures.ROUTES,
    *periods.ROUTES,
]
