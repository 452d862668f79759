"""How many holds a union may keep open at once: a guarded counter on its row, and none before it is verified."""

from booking.people.models import Organisation
from sites.foundation.database import change, demand_transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

# What a verified union may keep open without an approved plan.
USUAL = 5


class UnionNotVerified(Refusal):
    code = "union_not_verified"
    kind = Kind.FORBIDDEN
    words = N_(
        "Your union is not verified yet. You may search and ask; to hold rooms, wait for your federation's answer."
    )


class TooManyHolds(Refusal):
    code = "too_many_holds"
    words = N_(
        "Your union has %(limit)s open holds, the most allowed. Submit one or give one back first."
    )


class HoldsNotEnough(Refusal):
    code = "holds_not_enough"
    words = N_(
        "These are %(asked)s trips, and of the %(limit)s holds that your union may keep open %(left)s are left. Submit some first, or hold fewer at a time."
    )


async def may_hold(organisation_id: int) -> bool:
    """Whether a hold would be allowed just now. For showing; `take_open_hold` decides."""
    row = await Organisation.get_or_none(id=organisation_id)
    return row is not None and row.standing == "verified" and row.open_holds < row.hold_limit


async def take_open_hold(organisation_id: int, *, holds: int = 1) -> None:
    """Count so many more open holds, all or none. Inside a verb's transaction only.

    Refused: UnionNotVerified, TooManyHolds, HoldsNotEnough where some of several would have a place.
    """
    demand_transaction()
    taken = await change(
        "UPDATE organisations SET open_holds = open_holds + $1 "
        "WHERE id = $2 AND kind = 'union' AND standing = 'verified' AND open_holds + $1 <= hold_limit",
        holds,
        organisation_id,
    )
    if not taken:
        raise await _reason(organisation_id, holds)


async def lock_open_holds(organisation_id: int) -> None:
    """Wait until nobody else counts this union's holds. On SQLite there is one writer anyway."""
    demand_transaction()
    await Organisation.filter(id=organisation_id).select_for_update(no_key=True).first()


async def share_open_holds(organisation_id: int) -> None:
    """Wait in the same way, for whoever adds to what counts already. Refused: UnionNotVerified."""
    demand_transaction()
    is_verified = await change(
        "UPDATE organisations SET open_holds = open_holds "
        "WHERE id = $1 AND kind = 'union' AND standing = 'verified'",
        organisation_id,
    )
    if not is_verified:
        raise UnionNotVerified


async def give_back_open_hold(organisation_id: int) -> None:
    """Count one open hold less: when it is submitted, cancelled or expired. Inside a verb's transaction only."""
    demand_transaction()
    given = await change(
        "UPDATE organisations SET open_holds = open_holds - 1 WHERE id = $1 AND open_holds > 0",
        organisation_id,
    )
    if not given:
        msg = f"organisation {organisation_id} has no open hold to give back"
        raise RuntimeError(msg)


async def widen_open_holds(organisation_id: int, *, was: int, now: int) -> int:
    """Let the limit follow what approved plans ask room for, from `was` to `now` holds; how many it stands for.

    Never below the usual number nor below what is open, and a limit that was set higher by hand is left as high.
    The caller holds the union's row.
    """
    demand_transaction()
    row = await Organisation.get(id=organisation_id)
    by_hand = row.hold_limit if row.hold_limit > max(USUAL, was) else 0
    limit = max(USUAL, now, by_hand, row.open_holds)
    await Organisation.filter(id=organisation_id).update(hold_limit=limit)
    return limit if row.open_holds > max(USUAL, now, by_hand) else now


async def _reason(organisation_id: int, asked: int) -> Refusal:
    row = await Organisation.get_or_none(id=organisation_id)
    if row is None or row.kind != "union" or row.standing != "verified":
        return UnionNotVerified()
    left = row.hold_limit - row.open_holds
    if left:
        return HoldsNotEnough(asked=asked, left=left, limit=row.hold_limit)
    return TooManyHolds(limit=row.hold_limit)
