"""Disputed lines of an account: the same page for both sides of a stay."""

from starlette.routing import Route

from booking.web.disputes import side_page
from booking.web.side import Side
from booking.web.uploads import MAX_BODY


def dispute_routes(side: Side, kind: str) -> list[Route]:
    root = f"/{kind}/stays/{{stay}}/disputes"
    return [
        side(root, needs="money.see", get=side_page.show),
        side(f"{root}/new", needs="stays.reconcile", post=side_page.dispute, max_body=MAX_BODY),
        side(
            f"{root}/{{dispute}}/answer",
            needs="stays.reconcile",
            post=side_page.answer,
            max_body=MAX_BODY,
        ),
        side(f"{root}/{{dispute}}/withdrawal", needs="stays.reconcile", post=side_page.withdraw),
    ]
