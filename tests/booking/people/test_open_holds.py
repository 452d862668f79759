import pytest

from booking import people
from sites.foundation.database import fetch, transaction
from tests.factories.people import make_operator, make_union

take = transaction(people.take_open_hold)
give_back = transaction(people.give_back_open_hold)


@pytest.mark.breaks_invariants(
    "open_holds_equal_their_stays"
)  # holds are counted here without their stays
async def test_a_verified_union_holds_up_to_its_limit_and_not_one_more(database: str) -> None:
    union = await make_union()
    for _ in range(5):
        await take(union.organisation)
    assert not await people.may_hold(union.organisation)
    with pytest.raises(people.TooManyHolds):
        await take(union.organisation)
    await give_back(union.organisation)
    assert await people.may_hold(union.organisation)
    await take(union.organisation)
    assert (await fetch("SELECT open_holds FROM organisations"))[0]["open_holds"] == 5


async def test_an_unverified_union_holds_nothing(database: str) -> None:
    union = await make_union(verified=False)
    assert not await people.may_hold(union.organisation)
    with pytest.raises(people.UnionNotVerified):
        await take(union.organisation)


async def test_only_unions_hold(database: str) -> None:
    operator = await make_operator()
    with pytest.raises(people.UnionNotVerified):
        await take(operator.organisation)


async def test_giving_back_more_than_was_taken_is_a_fault_of_ours(database: str) -> None:
    union = await make_union()
    with pytest.raises(RuntimeError, match="no open hold"):
        await give_back(union.organisation)


async def test_the_counter_is_never_touched_outside_a_transaction(database: str) -> None:
    union = await make_union()
    with pytest.raises(RuntimeError, match="transaction"):
        await people.take_open_hold(union.organisation)
    with pytest.raises(RuntimeError, match="transaction"):
        await people.give_back_open_hold(union.organisation)
