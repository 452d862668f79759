"""Pages of coming in, of the own account, of a team, and of the unions that a federation answers for."""

from starlette.routing import BaseRoute

from booking.web.people import (
    account,
    acting,
    approval_settings,
    calendar,
    deputies,
    invitations,
    links,
    person,
    refund_link,
    sign_in,
    sign_up,
    team,
    union_import,
    verification,
    write_off_link,
)

# The import's address comes before the pattern of one union's.
ROUTES: list[BaseRoute] = [
    *sign_in.ROUTES,
    *sign_up.ROUTES,
    *links.ROUTES,
    *refund_link.ROUTES,
    *write_off_link.ROUTES,
    *account.ROUTES,
    *calendar.ROUTES,
    *acting.ROUTES,
    *team.ROUTES,
    *approval_settings.ROUTES,
    *deputies.ROUTES,
    *person.ROUTES,
    *union_import.ROUTES,
    *verification.ROUTES,
    *invitations.ROUTES,
]
