"""What the union collects itself: each pays their part to the fen, is ticked off once, and no tick moves the books."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from tortoise.exceptions import IntegrityError

from booking import money, rosters, stays
from booking.people import NotGranted
from booking.rosters.collected_models import CollectedShare
from booking.rosters.models import Traveller
from booking.rosters.refusals import TravellerUnknown
from booking.stays import collecting
from booking.stays.charging import plan_of
from booking.stays.collecting import ticking
from booking.stays.collecting.reading import shares_of
from booking.stays.models import Party, Stay
from booking.stays.refusals import StayUnknown
from sites.foundation import clock
from sites.foundation.amounts import Money, total
from sites.listings import Payment, set_payment_terms
from sites.packages import Quote
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import PRICE, make_place
from tests.factories.resident_numbers import resident_number_for

BORN = date(1980, 5, 1)


async def group(plan: Payment | None = None, ceiling: int = 1_500_01) -> SimpleNamespace:
    """32 workers above a ceiling and 2 of their families; two workers and one of a family have names so far."""
    union, place = await make_union(), await make_place()
    await money.set_measure(money.Measure(ceiling), by=union.administrator)
    if plan is not None:
        await set_payment_terms(place.id, plan, by=place.operator.sales)
    story = await made.confirmed(union=union, place=place)
    named = [rosters.draft(name="示例人", kind=kind, number=resident_number_for(BORN)) for kind in ("worker", "worker", "family")]  # fmt: skip
    await stays.name_travellers(story.id, named, by=union.organiser)
    story.by = union.organiser
    return story


async def people_of(story: SimpleNamespace) -> list[str]:
    party = await Party.get(trip__stays__id=story.number)
    return [one.public_id for one in (await rosters.roster_of(party.public_id)).people]


async def test_each_pays_their_part_and_together_they_pay_the_whole(database: str) -> None:
    story = await group()
    page = await collecting.collecting_of(story.id, by=story.by)
    excess, family = (PRICE * 4 - 1_500_01) * 32, PRICE * 4 * 2
    assert page.expected == page.missing == Money(excess + family)
    assert [one.amount.minor for one in page.people] == [excess // 32] * 2 + [PRICE * 4]
    stay = await Stay.get(id=story.number)
    shares = shares_of(Quote.from_facts(stay.quote), plan_of(stay))
    assert (total(shares["worker"]), len(shares["worker"])) == (Money(excess), 32)


async def test_a_tick_is_kept_once_with_who_noted_it_and_moves_nothing_in_the_books(
    database: str,
) -> None:
    story = await group()
    first, *_rest = await people_of(story)
    before = await money.account_of(story.number)
    for _ in range(2):
        await collecting.note_paid(story.id, first, by=story.by)
    page = await collecting.collecting_of(story.id, by=story.by)
    assert (page.people[0].paid, page.people[0].by_name) == (page.people[0].amount, story.by.name)
    assert page.came == page.people[0].amount
    assert await CollectedShare.all().count() == 1
    assert await money.account_of(story.number) == before
    await collecting.take_back_paid(story.id, first, by=story.by)
    assert not (await collecting.collecting_of(story.id, by=story.by)).came
    await collecting.note_paid(story.id, first, by=story.by)
    assert await CollectedShare.all().count() == 2


async def test_the_table_itself_keeps_one_tick(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above: without looking first, the table refuses the second."""
    story = await group()
    first, *_rest = await people_of(story)
    await collecting.note_paid(story.id, first, by=story.by)
    real = ticking.page_of_stay

    async def nobody_paid(stay):  # type: ignore[no-untyped-def]
        page = await real(stay)
        return replace(page, people=tuple(replace(one, paid=None) for one in page.people))

    monkeypatch.setattr(ticking, "page_of_stay", nobody_paid)
    with pytest.raises(IntegrityError):
        await collecting.note_paid(story.id, first, by=story.by)


async def test_who_paid_and_is_off_the_list_is_not_forgotten(database: str) -> None:
    story = await group()
    first, *_rest = await people_of(story)
    await collecting.note_paid(story.id, first, by=story.by)
    await Traveller.filter(public_id=first).update(removed_at=clock.now())
    page = await collecting.collecting_of(story.id, by=story.by)
    assert page.elsewhere.minor > 0
    assert not page.came


async def test_what_is_left_to_the_desk_or_to_each_person_is_not_collected_by_the_union(
    database: str,
) -> None:
    story = await group(Payment(worker_by="desk", family_by="online"))
    page = await collecting.collecting_of(story.id, by=story.by)
    assert (page.people, page.expected) == ((), Money(0))
    with pytest.raises(TravellerUnknown):
        await collecting.note_paid(story.id, (await people_of(story))[0], by=story.by)


async def test_only_the_unions_own_people_who_see_names_and_pay(database: str) -> None:
    story, other = await group(), await make_union()
    first, *_rest = await people_of(story)
    with pytest.raises(NotGranted):
        await collecting.collecting_of(story.id, by=story.union.finance)  # sees no names
    with pytest.raises(NotGranted):
        await collecting.note_paid(story.id, first, by=story.union.approver)
    for act in (
        collecting.collecting_of(story.id, by=other.organiser),
        collecting.note_paid(story.id, first, by=other.organiser),
    ):
        with pytest.raises(StayUnknown):
            await act


async def test_the_page_ticks_and_takes_back(database: str, client: Client) -> None:
    story = await group()
    first, *_rest = await people_of(story)
    await sign_in_as(client, story.by)
    here = f"/union/stays/{story.id}/collecting"
    assert here in (await client.get(f"/union/stays/{story.id}")).text
    for act, words in (("paid", "撤回勾选"), ("back", "")):
        shown = await client.get(here)
        answer = await client.post_from(shown, f"{here}/tick", who=first, act=act)
        assert answer.status_code == 303
        assert (words or "尚未缴") in (await client.get(here)).text
    assert (await client.get(f"{here}.xlsx")).status_code == 200
