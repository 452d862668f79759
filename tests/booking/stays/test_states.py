"""Every arrow of the table leads on, no other move is made, and each state says what it takes."""

from contextlib import suppress

import pytest

from booking.stays.models import StayEvent
from booking.stays.refusals import AlreadyMoved
from booking.stays.states import EFFECTS, MOVES, WORDS, State
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from tests.booking.stays import stories
from tests.booking.stays.stories import Act, in_state, row_of
from tests.factories.stays import state_of

ARROWS: dict[tuple[State, State], Act] = {
    (State.INQUIRY, State.HELD): stories.grant,
    (State.INQUIRY, State.DECLINED): stories.decline,
    (State.INQUIRY, State.CANCELLED): stories.cancel,
    (State.HELD, State.SUBMITTED): stories.submit,
    (State.HELD, State.CANCELLED): stories.cancel,
    (State.HELD, State.EXPIRED): stories.expire,
    (State.SUBMITTED, State.CONFIRMED): stories.accept_and_confirm,
    (State.SUBMITTED, State.DECLINED): stories.decline,
    (State.SUBMITTED, State.CANCELLED): stories.cancel,
    (State.SUBMITTED, State.EXPIRED): stories.expire,
    (State.CONFIRMED, State.IN_HOUSE): stories.arrive,
    (State.CONFIRMED, State.DEPARTED): stories.depart_by_date,
    (State.CONFIRMED, State.CANCELLED): stories.cancel,
    (State.CONFIRMED, State.NO_SHOW): stories.miss,
    (State.IN_HOUSE, State.DEPARTED): stories.depart,
    (State.DEPARTED, State.NO_SHOW): stories.miss,
    (State.DEPARTED, State.RECONCILED): stories.account_and_agree,
    (State.NO_SHOW, State.RECONCILED): stories.reconcile_by_date,
    (State.CANCELLED, State.RECONCILED): stories.agree_to_account,
    (State.RECONCILED, State.SETTLED): stories.pay_and_settle,
}
# Which state each verb leads to: from every other state it must change nothing.
VERBS: dict[State, tuple[Act, ...]] = {
    State.HELD: (stories.grant,),
    State.SUBMITTED: (stories.submit,),
    State.CONFIRMED: (stories.accept, stories.confirm),
    State.DECLINED: (stories.decline,),
    State.EXPIRED: (stories.expire,),
    State.CANCELLED: (stories.cancel,),
    State.IN_HOUSE: (stories.arrive,),
    State.DEPARTED: (stories.depart, stories.depart_by_date),
    State.NO_SHOW: (stories.miss,),
    State.RECONCILED: (stories.agree_to_account, stories.reconcile_by_date),
    State.SETTLED: (stories.settle,),
}


@pytest.mark.parametrize(("origin", "to"), ARROWS, ids=lambda state: state.value)
async def test_every_arrow_is_walked_by_its_verb_and_leaves_its_event(
    database: str, origin: State, to: State
) -> None:
    story = await in_state(origin)
    await ARROWS[origin, to](story)
    assert await state_of(story) == to
    moves = await StayEvent.filter(stay_id=story.number, to_state=to, from_state=origin)
    assert len(moves) == 1


def test_the_arrows_walked_are_all_that_the_table_has() -> None:
    assert set(ARROWS) == {(origin, to) for origin, ends in MOVES.items() for to in ends}
    assert set(stories.MAKERS) == set(State)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("origin", stories.MAKERS, ids=lambda state: state.value)
async def test_no_verb_moves_a_stay_against_the_table(database: str, origin: State) -> None:
    story = await in_state(origin)
    before = await _trace(story)
    for to, verbs in VERBS.items():
        for verb in verbs if to not in MOVES[origin] else ():
            with suppress(Refusal):  # jobs say nothing, people are refused
                await verb(story)
            assert (await state_of(story), await _trace(story)) == (origin, before), verb.__name__


async def _trace(story: stories.Story) -> int:
    # Counting again is part of being in the house; nothing else leaves a trace.
    return await StayEvent.filter(stay_id=story.number).exclude(act="counted").count()


async def test_of_two_who_move_a_stay_at_once_the_second_is_told_where_it_stands(
    database: str,
) -> None:
    from booking.stays.moves import move
    from sites.foundation.actor import SYSTEM

    story = await in_state(State.HELD)
    as_read = await row_of(story)
    await stories.submit(story)
    with pytest.raises(AlreadyMoved):
        await transaction(move)(as_read, State.CANCELLED, by=SYSTEM, act="cancelled")


def test_every_state_has_words_effects_and_moves() -> None:
    for table in (WORDS, EFFECTS, MOVES):
        assert set(table) == set(State)


def test_what_is_sold_takes_nights_and_what_takes_none_takes_no_quota() -> None:
    for effects in EFFECTS.values():
        assert effects.takes_nights or not (effects.is_sold or effects.takes_quota)


def test_a_state_without_arrows_is_over() -> None:
    assert {s for s, ends in MOVES.items() if not ends} == {s for s in State if s.effects.is_over}
