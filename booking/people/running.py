"""Who runs a base: the host federation gives it to an operator, or takes it back."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.people.models import Membership, Organisation
from booking.people.permissions import demand
from sites import listings
from sites.foundation import outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import N_, choose
from sites.listings import Operator, Post

TOPIC = "people.base_moved"


class OperatorUnknown(Refusal):
    code = "operator_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose an operator that has taken up its invitation.")


@dataclass(frozen=True)
class OperatorLine:
    """An operator with people. `bases` is how many it runs."""

    id: int
    public_id: str
    name: str
    bases: int


@transaction
async def give_base(code: str, operator: str, *, instead_of: str, by: Actor) -> None:
    """From now on this operator answers for the base; groups already booked stay with whom they booked.

    `instead_of` is who ran it when the clerk looked, empty for nobody. Needs `sites.assign`. Refused:
    SiteUnknown, OperatorUnknown, OperatorChanged.
    """
    demand(by, "sites.assign")
    post = await post_of(code, by=by)
    found = await _operator(operator)
    await _change(post, found, instead_of=instead_of, by=by)


@transaction
async def take_base_back(code: str, *, instead_of: str, by: Actor) -> None:
    """From now on nobody answers for the base, and nothing new is booked there. The rest as in `give_base`."""
    demand(by, "sites.assign")
    post = await post_of(code, by=by)
    await _change(post, None, instead_of=instead_of, by=by)


async def post_of(code: str, *, by: Actor) -> Post:
    """One base with whoever runs it. Needs `sites.assign`. Refused: SiteUnknown."""
    demand(by, "sites.assign")
    found = await listings.posts(code=code) if listings.is_code(code) else ()
    if not found:
        raise listings.SiteUnknown
    return found[0]


async def operators(*, by: Actor) -> list[OperatorLine]:
    """Every operator that could be given a base: it stands and has people; by name. Needs `sites.assign`."""
    demand(by, "sites.assign")
    rows = await Organisation.filter(kind="operator").exclude(standing="closed").order_by("name")
    known, running = await staffed(row.id for row in rows), await _running()
    return [
        OperatorLine(
            row.id, row.public_id, choose(row.name, row.name_en), running.get(row.id, 0)
        )
        for row in rows
        if row.id in known
    ]  # fmt: skip


async def _change(post: Post, operator: Organisation | None, *, instead_of: str, by: Actor) -> None:
    now = as_operator(operator) if operator else None
    moved = await listings.change_operator(
        post.site_id, now, instead_of=await _seen(instead_of), by_user_id=by.user_id
    )
    await tell_of(moved)


async def _seen(public_id: str) -> int | None:
    """Whoever the clerk saw there. One that does not exist never ran a base."""
    if not public_id:
        return None
    row = (
        await Organisation.filter(public_id=public_id).first() if is_public_id(public_id) else None
    )
    return row.id if row else 0


async def tell_of(tenures: Iterable[int]) -> None:
    for tenure in tenures:
        await outbox.post(TOPIC, {"tenure": tenure})


async def _operator(public_id: str) -> Organisation:
    found = Organisation.filter(public_id=public_id, kind="operator").exclude(standing="closed")
    row = await found.first() if is_public_id(public_id) else None
    if row is None or not await staffed([row.id]):
        raise OperatorUnknown(field="operator")
    return row


def as_operator(row: Organisation) -> Operator:
    return Operator(row.id, row.name, row.name_en)


async def staffed(ids: Iterable[int]) -> set[int]:
    rows = await Membership.filter(organisation_id__in=[*ids], ended_at=None).values(
        "organisation_id"
    )
    return {row["organisation_id"] for row in rows}


async def _running() -> dict[int, int]:
    counts: dict[int, int] = {}
    for post in await listings.posts():
        if post.operator_id is not None:
            counts[post.operator_id] = counts.get(post.operator_id, 0) + 1
    return counts
