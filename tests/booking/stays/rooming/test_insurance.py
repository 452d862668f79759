"""Insurance: what lacks, what it stops, whom it alarms, and that nobody at the door waits for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from booking import stays
from booking.people import NotGranted
from booking.rosters.insurance import Asked, Policy, lacking
from booking.stays import insuring
from booking.stays.insuring import PolicyUnfit
from booking.stays.refusals import StayUnknown
from scheduler.jobs import told
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.clients import Client
from tests.factories.people import make_union, sign_in_as
from tests.factories.stays import confirmed, counted, state_of, submitted
from tests.forms import hidden_of

FIRST, LAST = date(2027, 5, 3), date(2027, 5, 7)
WHOLE = Policy("p", "示例保险", "P-1", 20, 30_000_000, 2_000_000, FIRST, LAST)
ASKED = Asked(cover_minor=30_000_000, medical_minor=2_000_000)


@pytest.mark.parametrize(
    ("policies", "found"),
    [
        ([], ("none",)),
        ([WHOLE], ()),
        ([replace(WHOLE, heads=19)], ("heads",)),
        ([replace(WHOLE, heads=19), replace(WHOLE, heads=1)], ()),
        ([replace(WHOLE, ends_on=LAST - timedelta(days=1))], ("days",)),
        ([replace(WHOLE, starts_on=FIRST + timedelta(days=1))], ("days",)),
        ([replace(WHOLE, ends_on=FIRST), replace(WHOLE, starts_on=FIRST + timedelta(days=1))], ()),
        ([replace(WHOLE, cover_minor=29_999_999)], ("cover",)),
        ([replace(WHOLE, medical_minor=1_999_999)], ("medical",)),
    ],
)
def test_a_group_is_insured_on_every_day_for_every_head_and_for_as_much_as_is_asked(
    policies, found
):
    assert lacking(policies, first=FIRST, last=LAST, heads=20, asked=ASKED) == found


def policy_for(story) -> Policy:
    return Policy("", "示例保险", "P-1", 36, 30_000_000, 0, story.check_in, story.check_out)


async def test_a_union_that_asks_for_insurance_is_confirmed_once_it_is_recorded(database):
    story = await submitted()
    union = story.union
    await insuring.set_insurance_rule(Asked(stops=True), by=union.administrator)
    await stays.accept(story.id, by=story.operator.sales)
    await stays.confirm(story.number)
    page = await stays.page_of(story.id, by=union.organiser)
    assert (await state_of(story), page.line.missing) == ("submitted", ("insurance",))
    await insuring.record_insurance(story.id, policy_for(story), by=union.organiser)
    assert await fetch("SELECT topic FROM outbox WHERE topic = 'stay.accepted'")
    await stays.confirm(story.number)
    assert await state_of(story) == "confirmed"


async def test_without_that_rule_a_stay_is_confirmed_and_both_sides_are_reminded_in_time(database):
    story = await confirmed(starts_in=3)
    later = await confirmed(union=story.union, place=story.place, starts_in=4, heads=Heads(4))
    assert await insuring.uninsured_soon() == [story.number]
    await told.remind_of_insurance(story.number)
    await told.remind_of_insurance(story.number)
    rows = await fetch("SELECT user_id FROM notices WHERE topic = 'insurance_missing'")
    people = [row["user_id"] for row in rows]
    assert story.union.organiser.user_id in people
    assert story.operator.steward.user_id in people
    assert len(people) == len(set(people))
    await insuring.record_insurance(story.id, policy_for(story), by=story.union.organiser)
    assert await insuring.uninsured_soon() == []
    assert later.number


async def test_a_withdrawn_policy_counts_no_more_and_an_unsound_one_is_refused(database):
    story = await confirmed(starts_in=2)
    by = story.union.organiser
    await insuring.record_insurance(story.id, policy_for(story), by=by)
    (kept,) = (await insuring.insured(story.id, by=by)).policies
    await insuring.withdraw_insurance(story.id, kept.public_id, by=by)
    assert (await insuring.insured(story.id, by=story.operator.steward)).lacking == ("none",)
    with pytest.raises(PolicyUnfit):
        await insuring.record_insurance(story.id, replace(policy_for(story), cover_minor=0), by=by)
    with pytest.raises(StayUnknown):
        await insuring.record_insurance(
            story.id, policy_for(story), by=(await make_union()).organiser
        )
    with pytest.raises(NotGranted):
        await insuring.set_insurance_rule(Asked(), by=by)


async def test_people_are_counted_without_insurance_and_the_reason_is_asked_until_it_is_given(
    database: str, client: Client
) -> None:
    story = await confirmed(starts_in=0, made_days_ago=30)
    await counted(story, story.check_in, Heads(30))
    await sign_in_as(client, story.operator.steward)
    root = f"/en/operator/stays/{story.id}"
    assert "no reason is on record" in (await client.get(f"{root}/arrivals")).text
    done = await client.submit(
        f"{root}/insurance", form=f"{root}/insurance/reason", reason="示例：保单随后补交"
    )
    assert done.status_code == 303
    assert "no reason is on record" not in (await client.get(f"{root}/arrivals")).text
    assert (
        await insuring.insured(story.id, by=story.union.organiser)
    ).reason == "示例：保单随后补交"


async def test_a_policy_is_recorded_with_its_paper_which_both_sides_read(
    database: str, client: Client
) -> None:
    story = await confirmed()
    await sign_in_as(client, story.union.organiser)
    path = f"/en/union/stays/{story.id}/insurance"
    typed = {
        "insurer": "示例保险",
        "number": "P-9",
        "heads": "36",
        "cover": "300,000",
        "medical": "20000",
    }
    days = {"starts_on": story.check_in.isoformat(), "ends_on": story.check_out.isoformat()}
    wrong = await client.submit(
        path, form=f"{path}/policies", **typed, **{**days, "starts_on": "2030-01-01"}
    )
    assert wrong.status_code == 422
    page = await client.get(path)
    answer = await client.post(
        f"{path}/policies", data={**hidden_of(page.text), **typed, **days},
        files={"file": ("保单.pdf", b"%PDF-1.4 sample", "application/pdf")},
    )  # fmt: skip
    assert answer.status_code == 303
    shown = await insuring.insured(story.id, by=story.operator.steward)
    assert (shown.lacking, shown.policies[0].cover_minor) == ((), 30_000_000)
    assert "Everybody is insured" in (await client.get(path)).text
    await sign_in_as(client, story.operator.steward)
    there = (await client.get(f"/operator/stays/{story.id}/insurance")).text
    assert f"/papers/{next(iter(shown.papers.values()))}" in there
