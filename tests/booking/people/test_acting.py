"""Acting for (代办): only with consent, only clerical acts, shown and told each time."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import notices, people, stays
from booking.notices.models import Notice
from booking.people import NotGranted, permissions
from booking.people.acting import CLERICAL, ConsentUnfit, NotConsented, PrincipalsOwn, agent_of
from booking.people.models import Session
from booking.people.recall import recall
from booking.stays.models import Message, Stay, StayEvent
from sites.foundation import clock
from sites.foundation.actor import Actor, Viewer
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.factories.people import make_federation, make_operator, make_union, session_of
from tests.factories.places import TWIN, make_place
from tests.factories.stays import confirmed, held, missed, state_of, submitted

NEVER = (
    "money.",
    "rosters.",
    "stays.approve",
    "stays.reconcile",
    "team.",
    "calendar.edit",
    "account.",
    "cases.",
)


def agent(host: SimpleNamespace, side: SimpleNamespace, kind: str) -> Actor:
    return agent_of(host.clerk, agency="示例总工会", principal_id=side.organisation, kind=kind)


async def consented(side: SimpleNamespace, days: int = 30) -> None:
    await people.give_consent(ends_on=clock.today() + timedelta(days=days), by=side.administrator)


async def viewer_of(actor: Actor) -> tuple[str, Viewer]:
    token = await session_of(actor)
    viewer = await recall(token)
    assert viewer
    return token, viewer


@pytest.mark.parametrize("kind", CLERICAL)
def test_an_agent_may_a_part_of_what_a_side_may_and_never_what_is_its_own(kind):
    every = frozenset().union(*permissions.TABLE[kind].values())
    assert CLERICAL[kind] - {"acting.use"} < every
    refused = every - CLERICAL[kind]
    for permission in CLERICAL[kind]:
        assert not permission.startswith(NEVER)
    actor = Actor(1, 2, kind, frozenset(), CLERICAL[kind], "示例", "示例总工会", 3)
    for permission in refused:
        with pytest.raises(NotGranted):
            people.demand(actor, permission)
    assert {one for one in every if one.startswith(NEVER)} <= refused


async def test_consent_opens_the_desk_and_its_end_closes_it_at_once(database):
    host, union = await make_federation(), await make_union()
    token, viewer = await viewer_of(host.clerk)
    with pytest.raises(NotConsented):
        await people.begin_acting(union.public_id, viewer=viewer)
    await consented(union)
    await people.begin_acting(union.public_id, viewer=viewer)
    acting = await recall(token)
    assert (acting.actor.organisation_id, acting.actor.kind, acting.kind) == (
        union.organisation,
        "union",
        "union",
    )
    assert (acting.acting_for, acting.actor.agency_id) == (union.name, host.organisation)
    assert acting.actor.grants == CLERICAL["union"]
    await people.revoke_consent(by=union.administrator)
    assert (await recall(token)).actor.organisation_id == host.organisation


async def test_consent_runs_out_with_its_last_day_and_a_new_one_replaces_it(database):
    host, union = await make_federation(), await make_union()
    await consented(union, days=1)
    token, viewer = await viewer_of(host.clerk)
    await people.begin_acting(union.public_id, viewer=viewer)
    end = clock.end_of(clock.today() + timedelta(days=1))
    await Session.all().update(seen_at=end, expires_at=end + timedelta(days=1))
    with clock.moved_to(end - timedelta(seconds=1)):
        assert (await recall(token)).acting_for
    with clock.moved_to(end):
        assert not (await recall(token)).acting_for
        assert await people.principals(by=host.clerk) == []
    await consented(union, days=5)
    assert [one.is_open for one in await people.consents_of(union.organisation)] == [True, False]


async def test_only_an_administrator_of_a_union_or_operator_consents_and_within_a_year(database):
    host, union, operator = await make_federation(), await make_union(), await make_operator()
    day = clock.today() + timedelta(days=3)
    for actor in (union.organiser, operator.sales, host.clerk):
        with pytest.raises(NotGranted):
            await people.give_consent(ends_on=day, by=actor)
    with pytest.raises(NotConsented):
        await people.give_consent(ends_on=day, by=host.administrator)
    for days in (-1, 367):
        with pytest.raises(ConsentUnfit):
            await consented(operator, days)


async def test_only_clerks_of_the_host_act_and_never_from_somebody_elses_desk(database):
    host, partner = await make_federation(), await make_federation(host=False)
    union, operator = await make_union(), await make_operator()
    await consented(union), await consented(operator)
    for actor in (host.viewer, partner.clerk, operator.administrator):
        _token, viewer = await viewer_of(actor)
        with pytest.raises(NotGranted):
            await people.begin_acting(union.public_id, viewer=viewer)
    token, viewer = await viewer_of(host.clerk)
    await people.begin_acting(union.public_id, viewer=viewer)
    with pytest.raises(NotConsented):
        await people.begin_acting(operator.public_id, viewer=await recall(token))
    await people.end_acting(viewer=await recall(token))
    assert (await recall(token)).kind == "federation"


async def test_a_hold_made_for_a_union_carries_the_agents_name_and_is_told_to_the_union(database):
    host, union, place = await make_federation(), await make_union(), await make_place()
    by = agent(host, union, "union")
    order = stays.HoldOrder(
        site=place.code, package=place.package, check_in=clock.today() + timedelta(days=30), nights=2,
        rooms={TWIN: 5}, heads=Heads(10),
    )  # fmt: skip
    made = await stays.hold(order, by=by)
    stay = await Stay.get(public_id=made)
    event = await StayEvent.get(stay_id=stay.id)
    assert (event.by_organisation_id, event.by_agent, event.by_name) == (
        union.organisation, "示例总工会", host.clerk.name,
    )  # fmt: skip
    for _ in range(2):
        await notices.tell_acted_for(event.id)
    told = await Notice.filter(topic="acted_for")
    assert {one.organisation_id for one in told} == {union.organisation}
    assert len(told) == 2  # organiser and administrator, once each
    lines = (await notices.notices_of(union.organiser)).items
    assert "示例总工会" in lines[0].subject


async def test_for_an_operator_an_agent_answers_and_writes_but_says_no_price_and_no_absence(
    database,
):
    story, host = await submitted(), await make_federation()
    by = agent(host, story.operator, "operator")
    await stays.accept(story.id, by=by)
    await stays.write_message(story.id, text="示例", by=by)
    await stays.confirm(story.number)
    assert (
        await Message.get(stay_id=story.number)
    ).by_name == f"{host.clerk.name}（示例总工会代办）"
    acts = (
        await StayEvent.filter(stay_id=story.number)
        .exclude(by_agent="")
        .values_list("act", flat=True)
    )
    assert acts == ["accepted", "wrote_for"]
    absent = await confirmed(place=story.place, starts_in=-1, made_days_ago=30)
    with pytest.raises(PrincipalsOwn):
        await missed(absent, by=by)


async def test_an_agent_submits_what_the_union_approved_and_approves_nothing(database):
    host, union, place = await make_federation(), await make_union(), await make_place()
    by = agent(host, union, "union")
    plain = await held(union=union, place=place)
    with pytest.raises(PrincipalsOwn):
        await stays.submit(plain.id, by=by)
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator
    )
    with pytest.raises(PrincipalsOwn):
        await stays.add_paper(
            plain.id, kind="approval", shown_name="示例.pdf", stored_name="x", media_type="application/pdf",
            size=1, by=by,
        )  # fmt: skip
    await stays.ask_approval(plain.id, by=by)
    step = (await stays.asked_of(union.approver))[0]
    await stays.agree(step.public_id, by=union.approver)
    assert (await stays.page_of(plain.id, by=by)).approvals == ()
    await stays.submit(plain.id, by=by)
    assert await state_of(plain) == "submitted"


async def test_an_agent_gives_a_hold_back_but_cancels_nothing_that_may_cost(database):
    host, story = await make_federation(), await submitted()
    by = agent(host, story.union, "union")
    with pytest.raises(PrincipalsOwn):
        await stays.cancel(story.id, fee_seen=Money(0), note="示例", by=by)
    own = await held(union=story.union, place=story.place, starts_in=60)
    await stays.cancel(own.id, fee_seen=Money(0), note="示例", by=by)
    assert await state_of(own) == "cancelled"
