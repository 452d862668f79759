"""What follows when a changed stay is in force: its dates, its terms, its quotas and its claims."""

from datetime import date, time
from typing import Any

from booking.money import correct_charge
from booking.stays.amending import columns_of, move_trip, write_version
from booking.stays.amendment_model import Amendment
from booking.stays.amendments import UNION, close
from booking.stays.attrition import is_charged
from booking.stays.charging import plan_of, redate, split_of
from booking.stays.models import Stay
from booking.stays.moves import touch
from booking.stays.naming_time import names_due
from booking.stays.night_plan import Plan
from booking.stays.quota_use import follow_quota
from booking.stays.reckoning import Change, present_of
from booking.stays.release import pass_over_steps
from booking.stays.states import State
from booking.stays.submission import freeze
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.listings.models import Site


async def put_in_force(
    stay: Stay, amendment: Amendment, change: Change, *, by: Actor, keeps_terms: bool,
    only_if: dict[str, Any] | None = None, **columns: Any,
) -> None:  # fmt: skip
    """Close the amendment as accepted and let the stay become what it says, in the caller's transaction:
    price, verdicts and contract are frozen anew, its growth becomes the stay's, what is no longer needed returns.

    `keeps_terms`: the cancellation table and the terms of release stay as they were agreed.
    """
    columns |= _dropped_out(stay, amendment, change)
    newly = _growing((await present_of(stay)).plan, change.plan)
    await move_trip(stay, change)
    await touch(stay, only_if=only_if, **columns_of(change), **_dates(stay, change), **columns)
    await close(amendment, "accepted")
    await write_version(stay, change)
    if stay.frozen is not None:
        await touch(stay, frozen=await _frozen(stay, keeps_terms=keeps_terms))
    await calendar.settle_growth(
        change.wanted, growth=amendment.public_id, holder=stay.public_id,
        is_sold=State(stay.state).effects.is_sold,
    )  # fmt: skip
    if State(stay.state).effects.is_sold:
        await pass_over_steps(stay, newly)
    await follow_quota(stay.trip_id)
    if State(stay.state).effects.may_have_money:
        await _follow_money(stay, change, by=by)


def _dropped_out(stay: Stay, amendment: Amendment, change: Change) -> dict[str, Any]:
    """Who leaves a promise draws on the free share; what the table keeps of the rest, as it was seen when proposed."""
    terms = (stay.frozen or {}).get("terms", {})
    if amendment.side != UNION or not State(stay.state).effects.is_sold or not is_charged(terms):
        return {}
    leaving = int(stay.quote["heads"]) - change.heads.total
    return {
        "left_heads": max(0, stay.left_heads + leaving),
        "kept_minor": stay.kept_minor + amendment.table_minor,
    }


async def _follow_money(stay: Stay, change: Change, *, by: Actor) -> None:
    kept = Money(stay.kept_minor, stay.currency)
    split = split_of(change.quote, plan_of(stay), beside=kept)
    await correct_charge(stay.id, to=change.quote.total + kept, split=split, by=by)
    await redate(stay)


async def _frozen(stay: Stay, *, keeps_terms: bool) -> dict[str, Any]:
    kept = (stay.frozen or {}).get("terms") if keeps_terms else None
    return await freeze(stay, await Site.get(id=stay.site_id), terms=kept)


def _growing(before: Plan, after: Plan) -> list[date]:
    """Nights on which rooms of some type are promised that were not before."""
    return [
        night for night, one in after.items()
        if night not in before or any(n > before[night].rooms.get(kind, 0) for kind, n in one.rooms.items())
    ]  # fmt: skip


def _dates(stay: Stay, change: Change) -> dict[str, Any]:
    """What is due so many days before arrival moves with it; a hold never lasts past its own arrival."""
    if change.check_in == stay.check_in:
        return {}
    if State(stay.state) is State.HELD and stay.hold_expires_at:
        latest = clock.at(change.check_in, time(12))
        return {"hold_expires_at": min(stay.hold_expires_at, latest)}
    if stay.names_due_on is None:
        return {}
    terms = (stay.frozen or {}).get("terms", {})
    contract = min(stay.contract_due_on or change.check_in, change.check_in)
    return {
        "names_due_on": names_due(change.check_in, terms),
        "contract_due_on": contract,
    }
