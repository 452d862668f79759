import asyncio
from datetime import timedelta

import pytest

from booking import people
from booking.people import passwords, throttle
from booking.people.models import Membership, Organisation, Session, SignInTry, User
from sites.foundation import clock
from tests.factories.people import give_password, make_operator, make_union
from tests.proof import Proof

WRONG = "certainly not it"


async def enter(email: str, password: str, address: str = "10.0.0.1") -> people.Entered:
    return await people.sign_in(email, password, address=address, agent="test")


async def test_the_right_password_begins_a_session_and_forgives_the_wrong_ones(
    database: str,
) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    for _ in range(4):
        with pytest.raises(people.SignInRefused):
            await enter(email, WRONG)
    entered = await enter(f"  {email.upper()} ", password)
    viewer = await people.recall(entered.token)
    assert viewer
    assert viewer.actor == union.organiser
    assert entered.home == "/union"
    assert not entered.has_choice
    assert await SignInTry.all().count() == 0


@pytest.mark.parametrize(
    "case", ["unknown", "wrong", "no_password", "switched_off", "left", "closed"]
)
async def test_every_no_is_the_same_no_and_costs_one_verification(
    database: str, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    user = union.organiser.user_id
    match case:
        case "unknown":
            email = "nobody@example.test"
        case "wrong":
            password = WRONG
        case "no_password":
            await User.filter(id=user).update(password_hash="")
        case "switched_off":
            await User.filter(id=user).update(is_active=False)
        case "left":
            await Membership.filter(user_id=user).update(ended_at=clock.now())
        case "closed":
            await Organisation.all().update(standing="closed")
    verified: list[int] = []
    verify = passwords._verify
    monkeypatch.setattr(
        passwords, "_verify", lambda kept, given: (verified.append(1), verify(kept, given))[1]
    )
    with pytest.raises(people.SignInRefused) as refused:
        await enter(email, password)
    assert (refused.value.params, refused.value.field) == ({}, None)
    assert len(verified) == 1
    assert await Session.all().count() == 0


@pytest.mark.parametrize("known", [True, False])
async def test_the_sixth_wrong_try_in_15_minutes_is_not_even_checked(
    database: str, known: bool
) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    account = email if known else "nobody@example.test"
    start = clock.now()
    with clock.moved_to(start):
        for number in range(5):
            with pytest.raises(people.SignInRefused):
                await enter(account, WRONG, address=f"10.0.0.{number}")
        with pytest.raises(people.TooManyTries):
            await enter(account, password if known else WRONG, address="10.0.0.9")
    # Nobody is locked out for good, and refused tries do not lengthen the wait.
    with clock.moved_to(start + throttle.WINDOW + timedelta(seconds=1)):
        if known:
            assert await enter(account, password)
        else:
            with pytest.raises(people.SignInRefused):
                await enter(account, WRONG)


async def test_thirty_tries_from_one_address_are_enough(database: str) -> None:
    for number in range(30):
        await throttle.admit_try(f"user{number}@example.test", address="10.9.9.9")
    with pytest.raises(people.TooManyTries):
        await throttle.admit_try("fresh@example.test", address="10.9.9.9")
    await throttle.admit_try("fresh@example.test", address="10.9.9.8")


@pytest.mark.proof
async def test_parallel_tries_at_one_account_are_five_however_many(
    database: str, proof: Proof
) -> None:
    """From as many addresses, forty at a time, and every other one at an account that does not exist."""
    tries = proof.size("tries", small=80, full=10_000)
    union = await make_union()
    email, _ = await give_password(union.organiser)

    async def tried(account: str, number: int) -> bool:
        address = f"10.1.{number // 250}.{number % 250}"
        try:
            await throttle.admit_try(account, address=address)
        except people.TooManyTries:
            return False
        return True

    admitted: dict[str, int] = {email: 0, "nobody@example.test": 0}
    for first in range(0, tries, 40):
        names = [(email, "nobody@example.test")[n % 2] for n in range(first, first + 40)]
        answers = await asyncio.gather(*(tried(name, first + n) for n, name in enumerate(names)))
        for name, answer in zip(names, answers, strict=True):
            admitted[name] += answer
    assert admitted == {email: 5, "nobody@example.test": 5}
    proof.found(tries=tries, admitted=10)


async def test_tries_keep_neither_account_nor_address(database: str) -> None:
    with pytest.raises(people.SignInRefused):
        await enter("who@example.test", WRONG, address="203.0.113.7")
    kept = str(await SignInTry.all().values())
    assert "who" not in kept
    assert "203.0" not in kept
    with clock.moved_to(clock.now() + timedelta(days=2)):
        assert await people.forget_old_tries() == 1


async def test_an_outdated_hash_is_renewed_when_its_password_was_shown(database: str) -> None:
    from argon2 import PasswordHasher

    union = await make_union()
    email, password = await give_password(union.organiser)
    older = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(password)
    await User.filter(email=email).update(password_hash=older)
    await enter(email, password)
    kept = (await User.get(email=email)).password_hash
    assert kept != older
    assert not passwords.is_outdated(kept)


async def test_who_belongs_twice_begins_where_they_last_were_and_may_switch(database: str) -> None:
    union, operator = await make_union(), await make_operator()
    email, password = await give_password(union.organiser)
    await Membership.create(
        user_id=union.organiser.user_id, organisation_id=operator.organisation,
        role="sales", since=clock.now(),
    )  # fmt: skip
    entered = await enter(email, password)
    assert (entered.home, entered.has_choice) == ("/union", True)
    viewer = await people.recall(entered.token)
    assert viewer
    moved = await people.switch(operator.public_id, viewer=viewer, agent="test")
    assert moved.home == "/operator"
    assert await people.recall(entered.token) is None
    there = await people.recall(moved.token)
    assert there
    assert there.actor.organisation_id == operator.organisation
    assert there.actor.roles == {"sales"}
    assert (await enter(email, password)).home == "/operator"


async def test_nobody_switches_into_what_is_not_theirs(database: str) -> None:
    union, other = await make_union(), await make_union()
    email, password = await give_password(union.organiser)
    viewer = await people.recall((await enter(email, password)).token)
    assert viewer
    from booking.people.belonging import NotYourOrganisation

    for public_id in (other.public_id, "0" * 32, "", "' OR 1=1--"):
        with pytest.raises(NotYourOrganisation):
            await people.switch(public_id, viewer=viewer, agent="test")
