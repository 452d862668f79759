"""Submitting: price, terms, verdicts and contract text are frozen, and the operator's time begins."""

from collections.abc import Mapping, Sequence
from typing import Any

from booking.money import agreed_plan
from booking.people.models import Organisation
from booking.stays.access import stay_of_union, trip_of_union
from booking.stays.approval import demand_own_approval, is_approved
from booking.stays.charging import charge_bearers
from booking.stays.contract_text import contract_text
from booking.stays.models import Stay
from booking.stays.moves import move
from booking.stays.open_hold import close_open_hold
from booking.stays.pool_places import demand_closed
from booking.stays.prolonging import demand_live_hold
from booking.stays.refusals import ApprovalMissing
from booking.stays.rule_acts import TripRules, demand_rules, rules_now
from booking.stays.states import State
from booking.stays.trip_refusals import NothingHeld
from booking.stays.trip_stays import held_of
from booking.stays.working_hours import answer_due
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.errors import about
from sites.foundation.idempotency import Key
from sites.listings import booking_way, payment_from
from sites.listings.models import Site
from sites.listings.shapes import stored


@transaction
async def submit(
    public_id: str, *, note: str = "", reason: str = "", by: Actor, key: Key | None = None
) -> None:
    """Send a live hold to the operator with everything frozen; the union owes the price from now on.

    An instant site accepts at once, unless its rooms are stale. `reason` is for what rules mark, and kept.
    Refused: HoldOver, AlreadyMoved, ApprovalMissing, RulesStandAgainst, RuleReasonMissing.
    """
    if await idempotency.claim(key, by=by):
        return
    stay = await stay_of_union(public_id, by=by)
    await _submit([stay], note=note, reason=reason, by=by)
    await idempotency.keep(key, stay.public_id, by=by)


@transaction
async def submit_trip(
    trip: str, *, note: str = "", reason: str = "", by: Actor, key: Key | None = None
) -> None:
    """Send every held stay of a trip, each to its operator, all or none.

    Refused: TripUnknown, NothingHeld, and as `submit`, with the stay that it is about.
    """
    if await idempotency.claim(key, by=by):
        return
    found = await trip_of_union(trip, by=by)
    stays = await held_of(found.id)
    if not stays:
        raise NothingHeld
    await _submit(stays, note=note, reason=reason, by=by)
    await idempotency.keep(key, found.public_id, by=by)


async def _submit(stays: Sequence[Stay], *, note: str, reason: str, by: Actor) -> None:
    """Stays of one trip, judged once."""
    sites = {site.id: site for site in await Site.filter(id__in=[s.site_id for s in stays])}
    for stay in stays:
        site = sites[stay.site_id]
        with about((site.name, site.name_en), stay.check_in, one_of=len(stays)):
            await _demand_ready(stay, by=by)
    rules = await rules_now(stays[0])
    demand_rules(rules, reason=reason)
    for stay in stays:
        await close_open_hold(stay)
        await _send(stay, sites[stay.site_id], rules, note=note, reason=reason, by=by)
    for stay in stays:
        await charge_bearers(stay, by=by)
        await outbox.post("stay.submitted", {"stay_id": stay.id})


async def _demand_ready(stay: Stay, *, by: Actor) -> None:
    demand_live_hold(stay)
    await demand_closed(stay)
    if not await is_approved(stay):
        raise ApprovalMissing
    await demand_own_approval(stay, by=by)


async def _send(
    stay: Stay, site: Site, rules: TripRules, *, note: str, reason: str, by: Actor
) -> None:
    now = clock.now()
    # An instant site with fresh rooms says yes at once; one that was asked first has said it already.
    way = booking_way(site.booking_mode, site.rooms_checked_at, now=now)
    accepted = now if way == "instant" else stay.accepted_at
    await move(
        stay, State.SUBMITTED, by=by, act="submitted", note=note, counts_as_open=False,
        submitted_at=now, accepted_at=accepted,
        answer_due_at=None if accepted else answer_due(
            now, hours=site.answer_hours, opens=site.opens, closes=site.closes
        ),
        frozen=await freeze(stay, site, rules=rules, reason=reason),
    )  # fmt: skip


async def preview_submission(public_id: str, *, by: Actor) -> dict[str, Any]:
    """What submitting now would freeze: terms, outcome, judgement, contract. Refused: StayUnknown."""
    stay = await stay_of_union(public_id, by=by)
    return await freeze(stay, await Site.get(id=stay.site_id))


async def _payment(stay: Stay, site: Site) -> dict[str, Any]:
    """The plan by which its charges were raised, else the one that holds now."""
    frozen = (stay.frozen or {}).get("terms")
    if frozen is not None:
        return stored(payment_from(frozen))
    price = Money(stay.price_minor, stay.currency)
    usual = payment_from(site.terms)
    return stored((await agreed_plan(site.id, stay.union_id, usual=usual, price=price)).plan)


async def freeze(
    stay: Stay,
    site: Site,
    *,
    terms: Mapping[str, Any] | None = None,
    rules: TripRules | None = None,
    reason: str = "",
) -> dict[str, Any]:
    """Terms, outcome, judgement and contract text of the stay as it stands now; `terms` where they were agreed
    before, `rules` where its trip was judged before. `outcome` is what stands after what was let pass.
    """
    union = await Organisation.get(id=stay.union_id)
    judged = rules or await rules_now(stay)
    agreed = dict(terms) if terms is not None else {**site.terms, "check_in_hour": site.check_in_hour}  # fmt: skip
    why = reason or (stay.frozen or {}).get("reason", "")
    agreed["payment"] = await _payment(stay, site)
    return {
        "terms": agreed,
        "outcome": judged.outcome,
        "judgement": judged.judgement.as_facts(),
        **({"reason": why} if why else {}),
        "contract": contract_text(stay, site=site, union=union, terms=agreed),
    }
