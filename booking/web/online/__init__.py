"""Pages of whoever takes money online: what lies there, what came, and what a person must look at."""

from starlette.routing import Route

from booking.web.online import desk, difference
from booking.web.side import Side


def online_routes(side: Side, root: str) -> list[Route]:
    """All of them under this root, for people of this side."""
    one = f"{root}/online/{{difference}}"
    return [
        side(f"{root}/online", needs="money.see", get=desk.show),
        side(one, needs="money.see", get=difference.show),
        side(f"{one}/note", needs="money.record", get=difference.show, post=difference.settle),
        side(f"{one}/record", needs="money.record", get=difference.show, post=difference.record),
        side(f"{one}/taken", needs="money.record", get=difference.show, post=difference.take),
        side(
            f"{one}/approval", needs="money.approve", get=difference.show, post=difference.approve
        ),
        side(f"{one}/owing", needs="money.record", get=difference.show, post=difference.owe_again),
        side(f"{one}/write-off", needs="money.record", get=difference.show, post=difference.forgo),
        side(f"{one}/dropping", needs="money.record", get=difference.show, post=difference.drop),
    ]
