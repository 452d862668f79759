"""The demonstration as a whole: every planned end is reached by the verbs, once, the same each time."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date, time, timedelta

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from booking import TABLES, people, stays
from booking.insights.invariants import recount
from booking.money.models import Charge, Receipt, RefundOrder
from booking.notices.models import Letter, Notice
from booking.people.models import Organisation, User
from booking.rosters.card_models import TripCard
from booking.rosters.enrolment_models import Application
from booking.stays.models import Call, Message, Stay, StayEvent, StayNight
from booking.stays.survey_models import SurveyAnswer
from booking.stays.waiting.models import Wait
from scheduler.demo.cast import approver_email, chair_email
from scheduler.demo.changes import CONTACT
from scheduler.demo.load import load, set_up
from scheduler.demo.story import play, playing, plots
from scheduler.demo.unions import demo_unions
from sites import listings
from sites.foundation import clock, sealing
from sites.foundation import database as db
from sites.foundation.outbox import OutboxRow
from tests.databases import KEYS
from tests.proof import Proof

TODAY = date(2026, 11, 22)
NOW = clock.at(TODAY, time(16, 30))
EVERY = 300
OF_TRIPS = 2 + 3  # one trip of two bases, one plan of three batches
ASKING = 2
POOLED = 2  # one group of two unions, still open


@pytest.fixture(autouse=True)
def an_afternoon() -> Iterator[None]:
    with clock.moved_to(NOW):
        yield


@pytest.mark.proof
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_planned_stay_comes_to_its_end_and_none_is_refused(
    database: str, proof: Proof, refused: list[str]
) -> None:
    one_in = EVERY // proof.size("demo_stays", small=30, full=EVERY)
    await load(TODAY, one_in=one_in)

    planned = plots(TODAY, one_in=one_in)
    assert refused == []
    beside = await offered() + await released() + await telephoned() + OF_TRIPS + ASKING + POOLED
    assert await Stay.all().count() == len(planned) + beside
    found = await ends() - Counter(held=OF_TRIPS + POOLED, submitted=await telephoned())
    assert found["inquiry"] == ASKING
    proof.found(states=found, acts=await StayEvent.all().count())
    wanted = Counter(plot.booking.reach for plot in planned)
    wanted["held"] += await offered()
    wanted["confirmed"] += await released()
    assert {reach: found[reach] for reach in wanted} == dict(wanted)
    assert Counter(await Wait.all().values_list("state", flat=True)) == {"offered": 1, "waiting": 2}
    await demand_news_and_no_flood()
    await demand_deputy_and_a_base_without_operator()
    await demand_members_cards_and_answers(is_whole=one_in == 1)


async def demand_members_cards_and_answers(*, is_whole: bool) -> None:
    """One trip is open: somebody is on its list, three wait for a yes, one for a place. A group that is back has
    answered, on a card of its own; a small story may have none.
    """
    states = await Application.all().order_by("id").values_list("state", flat=True)
    assert states == ["approved", "asked", "asked", "asked", "listed"]
    found = await TripCard.filter(closed_at=None).count(), await SurveyAnswer.all().count()
    assert found in ({(2, 6)} if is_whole else {(1, 0), (1, 6), (2, 6)})


async def offered() -> int:
    """The hold from the waiting list, which no booking planned; none where the base's nights are not opened."""
    return await StayEvent.filter(act="offered").count()


async def telephoned() -> int:
    """The request that the federation telephoned about; none where no base's nights are opened for it."""
    return await Call.all().count()


async def released() -> int:
    """The stay whose rooms without names went back, which no booking planned either."""
    return await Stay.filter(contact=CONTACT).count()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, fresh_database: Callable[[str], str]) -> str:
    return fresh_database(request.param)


async def demand_deputy_and_a_base_without_operator() -> None:
    """One question was handed on, and is asked of the approver again, in the chair's place; one base is nobody's."""
    cast = await people.invented_people()
    union = demo_unions()[0]
    asked = await stays.asked_of(cast[approver_email(union)])
    assert [one.instead_of for one in asked if one.also] == [cast[chair_email(union)].name]
    assert [post.operator for post in await listings.posts() if post.operator_id is None] == [""]


async def demand_news_and_no_flood() -> None:
    """Whoever signs in has something to read, none of it older than yesterday; nothing waits to be told."""
    unread = await Notice.filter(read_at=None)
    assert unread
    assert min(notice.made_at for notice in unread) >= clock.at(TODAY - timedelta(days=1), time.min)
    assert max(Counter(notice.user_id for notice in unread).values()) < 20
    assert await Letter.filter(sent_at=None).count() == 0
    assert await OutboxRow.filter(done_at=None).count() == 0


async def ends() -> Counter[str]:
    """Stays by what the plan calls their end: a settled one was reconciled, one cancelled stays cancelled."""
    named = {"settled": "reconciled"}
    return Counter(
        "cancelled" if stay.was_cancelled else named.get(stay.state, stay.state)
        for stay in await Stay.all()
    )


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []

    class Said:
        def info(self, *_: object, **__: object) -> None: ...
        def warning(self, _event: str, **facts: object) -> None:
            said.append(f"{facts['booking']} {facts['verb']}: {facts['code']}")

    monkeypatch.setattr(playing, "log", Said)
    return said


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_the_story_is_played_on_postgresql_too(database: str, refused: list[str]) -> None:
    await load(TODAY, one_in=60)

    assert refused == []
    beside = await offered() + await telephoned() + ASKING
    assert await Stay.all().count() == len(plots(TODAY, one_in=60)) + beside


async def test_the_same_day_gives_the_same_story_even_where_it_was_interrupted(
    fresh_database: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one is cut off in the middle of an act, twice, and goes on; then it is loaded once more."""
    url = fresh_database("sqlite")
    async with connected(url):
        await load(TODAY, one_in=20)
        whole = await digest()
    url = fresh_database("sqlite")
    async with connected(url):
        await set_up(TODAY, one_in=20)
        for acts in (30, 55):
            await cut_off_after(acts, monkeypatch)
        assert await play(one_in=20) > 0
        assert await digest() == whole
        assert await play(one_in=20) == 0
        with clock.moved_to(clock.at(date(2026, 12, 24), time(9))):
            await load(one_in=20)
        assert await digest() == whole
        assert await recount() == []


async def cut_off_after(acts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cancelled from outside, as by Ctrl+C, while an act is under way."""
    usual, left = playing.perform, [acts]

    async def counted(*given: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            doing.cancel()
        await usual(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(playing, "perform", counted)
        doing = asyncio.create_task(play(one_in=20))
        with pytest.raises(asyncio.CancelledError):
            await doing


async def test_people_sign_in_by_one_click_and_nobody_has_a_password(
    fresh_database: Callable[[str], str],
) -> None:
    async with connected(fresh_database("sqlite")):
        await set_up(TODAY, one_in=150)
        await set_up(TODAY, one_in=150)

        for role in people.DEMO_ROLES:
            assert (await people.enter_demonstration(role.key, agent="test")).token
        assert await User.exclude(password_hash="").count() == 0
        assert await Organisation.filter(is_demo=False).count() == 0
        standings = Counter(row.standing for row in await Organisation.filter(kind="union"))
        assert standings == {"verified": 30, "unverified": 4, "refused": 1}
        assert len(await listings.cards()) == 70
        assert {card.is_demo for card in await listings.cards()} == {True}


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[None]:
    sealing.configure(KEYS)
    await db.connect(url, TABLES)
    try:
        yield
    finally:
        await db.disconnect()
        EXECUTOR_CACHE.clear()


async def digest() -> list[object]:
    """States and amounts of everything that was played, in order; public ids and references are random."""
    stays = (
        await Stay.all().order_by("id").values("state", "price_minor", "was_cancelled", "check_in")
    )
    events = Counter(await StayEvent.all().values_list("act", flat=True))
    nights = await StayNight.all().order_by("id").values_list("arrived_workers", "charged_workers")
    money: list[object] = [
        await model.all().order_by("id").values_list("minor", flat=True)
        for model in (Charge, Receipt, RefundOrder)
    ]
    return [stays, dict(events), nights, *money, await Message.all().count()]
