"""How a base on the federation's own list finds its operator: by the code on the list, or by an invitation."""

from collections.abc import Iterable, Mapping

from booking.people.models import Organisation
from booking.people.permissions import demand
from booking.people.running import as_operator, staffed, tell_of
from sites import listings
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.listings import Operator


class BaseGone(Refusal):
    code = "base_gone"
    kind = Kind.BAD_INPUT
    words = N_("%(site)s has an operator already, or is not on record. Choose others.")


async def operators_by_code(credit_codes: Iterable[str]) -> Mapping[str, Operator]:
    """Of those credit codes, the operators that are here with people: for the federation's own list."""
    wanted = [code for code in credit_codes if code]
    rows = await Organisation.filter(kind="operator", credit_code__in=wanted).exclude(
        standing="closed"
    )
    known = await staffed(row.id for row in rows)
    return {str(row.credit_code): as_operator(row) for row in rows if row.id in known}


async def demand_free(codes: Iterable[str], *, by: Actor) -> None:
    """For invitations that name bases. Needs `sites.assign`. Refused: BaseGone."""
    demand(by, "sites.assign")
    free = {post.code for post in await listings.posts() if post.operator_id is None}
    for code in codes:
        if code not in free:
            raise BaseGone(site=code, field="sites")


async def take_up_bases(
    operator: Organisation, codes: Iterable[str], *, by_user_id: int | None
) -> None:
    """An invited operator begins with the bases that its invitation names, or the list by its code, if still free."""
    demand_transaction()
    own = operator.credit_code or "-"
    for post in await listings.posts():
        if post.operator_id is None and (post.code in codes or post.listed_code == own):
            began = await listings.change_operator(
                post.site_id, as_operator(operator), instead_of=None, by_user_id=by_user_id
            )
            await tell_of(began)
