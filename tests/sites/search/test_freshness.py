"""What another process commits is in the answer to the next question, and in the first answer after a start."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sites.foundation import clock
from sites.foundation.database import change, transaction
from sites.search import Question, find
from sites.search.model import fresh
from tests.databases import settings_environment
from tests.factories.places import make_place
from tests.servers.processes import Tongxin

DAY = clock.today() + timedelta(days=10)


@pytest.mark.breaks_invariants("nights_equal_their_claims")  # rooms are taken without a claim
async def test_the_next_question_in_another_process_sees_it_and_so_does_a_new_process(
    database: str, tongxin: Callable[..., Tongxin], tmp_path: Any
) -> None:
    place = await make_place()
    environment = {**settings_environment(database, tmp_path), "BASE_URL": "http://127.0.0.1"}
    web = tongxin("serve", env=environment)
    asked = {"check_in": str(DAY), "nights": 3, "guests": 60}
    async with httpx.AsyncClient(trust_env=False) as program:

        async def total(of: Tongxin) -> int:
            answer = await program.get(f"{of.url}/api/v1/sites", params=asked)
            return int(answer.json()["total"])

        assert await total(web) == 1
        for taken, found in ((40, 0), (0, 1), (40, 0)):
            await change(
                "UPDATE nights SET held = $1 WHERE site_id = $2 AND date = $3 AND rooms = 40",
                taken, place.id, DAY,
            )  # fmt: skip
            assert await total(web) == found
        assert await total(tongxin("serve", env=environment)) == 0


async def test_what_a_transaction_has_not_committed_is_not_answered(database: str) -> None:
    place = await make_place()
    question = Question(starts=(DAY,), nights=2, heads=20)
    assert (await find(question)).total == 1

    @transaction
    async def closes_and_fails() -> None:
        await change("UPDATE nights SET is_closed = $1 WHERE site_id = $2", True, place.id)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await closes_and_fails()
    assert (await find(question)).total == 1


@pytest.mark.breaks_invariants("nights_have_waiters_where_an_entry_could_use_them")
async def test_rooms_kept_for_a_waiting_list_are_free_when_the_time_is_over(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row changes then: the model itself knows until when."""
    place = await make_place()
    now = clock.now()
    await change(
        "UPDATE nights SET has_waiters = $1, first_refusal_until = $2 WHERE site_id = $3 AND date = $4",
        True, now + timedelta(minutes=15), place.id, DAY,
    )  # fmt: skip
    question = Question(starts=(DAY,), nights=1, heads=20)
    assert (await find(question)).total == 0
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=16))
    assert (await find(question)).total == 1


async def test_nights_beyond_the_frame_make_the_model_anew(database: str) -> None:
    place = await make_place()
    model = await fresh()
    beyond = model.frame.until + timedelta(days=3)
    await change("UPDATE nights SET date = $1 WHERE site_id = $2 AND date = $3", beyond, place.id, DAY)  # fmt: skip
    assert (await fresh()).frame.until > beyond
    assert await fresh() is await fresh()
