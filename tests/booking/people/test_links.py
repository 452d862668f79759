"""Invitations, lost passwords and first set-ups: one use, an end, nothing readable at rest."""

from datetime import timedelta

import pytest

from booking import people
from booking.people.invitations import AlreadyMember, RoleUnknown
from booking.people.models import Membership, OneTimeLink, Organisation, User
from booking.people.resets import BelongsElsewhereToo
from booking.people.team import PersonUnknown
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.errors import Refusal
from sites.foundation.outbox import OutboxRow
from tests.factories.people import (
    give_password,
    make_federation,
    make_operator,
    make_platform,
    make_union,
)

NEW = "five other words on paper"


def token_of(issued: people.Issued) -> str:
    return issued.path.rsplit("/", 1)[1]


async def accept(token: str, password: str = NEW, name: str = "示例新人") -> people.Entered:
    return await people.accept_invitation(
        token, name=name, password=password, address="10.0.0.1", agent="test"
    )


async def test_a_newcomer_joins_with_one_role_and_the_link_is_used_up(database: str) -> None:
    union = await make_union()
    token = token_of(await people.invite("New@Example.test", "finance", by=union.administrator))
    for _ in range(3):  # looking uses nothing up
        seen = await people.look_at_invitation(token)
    assert (seen.email, seen.organisation, seen.is_known) == ("new@example.test", union.name, False)
    viewer = await people.recall((await accept(token)).token)
    assert viewer
    assert viewer.actor.roles == {"finance"}
    assert viewer.actor.organisation_id == union.organisation
    with pytest.raises(people.LinkDead):
        await accept(token)
    with pytest.raises(people.LinkDead):
        await people.look_at_invitation(token)


async def test_an_invitation_ends_after_72_hours(database: str) -> None:
    union = await make_union()
    token = token_of(await people.invite("new@example.test", "viewer", by=union.administrator))
    with clock.moved_to(clock.now() + timedelta(hours=72, minutes=1)):
        with pytest.raises(people.LinkDead):
            await people.look_at_invitation(token)
        with pytest.raises(people.LinkDead):
            await accept(token)


@pytest.mark.parametrize("cut", ["", "x", "é", "../..", "\x00"])
async def test_a_truncated_or_invented_link_is_as_dead_as_a_used_one(
    database: str, cut: str
) -> None:
    union = await make_union()
    token = token_of(await people.invite("new@example.test", "viewer", by=union.administrator))
    for wrong in (cut, token[:-1], token.swapcase()):
        with pytest.raises(people.LinkDead):
            await people.look_at_invitation(wrong)
        with pytest.raises(people.LinkDead):
            await people.reset_password(wrong, NEW)


async def test_a_link_of_one_purpose_does_not_serve_another(database: str) -> None:
    union = await make_union()
    invited = token_of(await people.invite("new@example.test", "viewer", by=union.administrator))
    with pytest.raises(people.LinkDead):
        await people.reset_password(invited, NEW)


async def test_whoever_has_an_account_proves_it_before_joining(database: str) -> None:
    union, operator = await make_union(), await make_operator()
    email, password = await give_password(operator.sales)
    token = token_of(await people.invite(email, "viewer", by=union.administrator))
    assert (await people.look_at_invitation(token)).is_known
    with pytest.raises(people.SignInRefused):
        await accept(token, password="not the password at all")
    entered = await accept(token, password=password)
    assert entered.has_choice
    assert await Membership.filter(user_id=operator.sales.user_id, ended_at=None).count() == 2


async def test_an_invitation_never_gives_a_password_to_an_account_without_one(
    database: str,
) -> None:
    """Else an administrator could take over an account whose first set-up is still open."""
    union, platform = await make_union(), await make_platform()
    owner = await User.get(id=platform.administrator.user_id)
    token = token_of(await people.invite(owner.email, "viewer", by=union.administrator))
    with pytest.raises(people.SignInRefused):
        await accept(token)
    assert (await User.get(id=owner.id)).password_hash == ""


async def test_only_roles_of_the_own_kind_and_only_administrators_invite(database: str) -> None:
    union = await make_union()
    with pytest.raises(RoleUnknown):
        await people.invite("new@example.test", "sales", by=union.administrator)
    with pytest.raises(people.NotGranted):
        await people.invite("new@example.test", "viewer", by=union.organiser)
    member = await User.get(id=union.organiser.user_id)
    with pytest.raises(AlreadyMember):
        await people.invite(member.email, "organiser", by=union.administrator)


async def test_tokens_are_kept_hashed_and_go_to_the_mailer_sealed(database: str) -> None:
    union = await make_union()
    issued = await people.invite("new@example.test", "viewer", by=union.administrator)
    assert len(token_of(issued)) == 43
    rows = str(await OneTimeLink.all().values()) + str(await OutboxRow.all().values())
    assert token_of(issued) not in rows
    row = await OutboxRow.get(topic="mail.link")
    letter = await people.letter_of(**row.payload)
    assert letter
    assert (letter.path, letter.email, letter.organisation) == (
        issued.path, "new@example.test", union.name
    )  # fmt: skip
    await accept(token_of(issued))
    assert await people.letter_of(**row.payload) is None


async def test_a_lost_password_is_replaced_and_every_session_ends(database: str) -> None:
    union = await make_union()
    email, password = await give_password(union.organiser)
    before = await people.sign_in(email, password, address="10.0.0.1", agent="test")
    await people.request_reset(email, address="10.0.0.1")
    row = await OutboxRow.get(topic="mail.link")
    letter = await people.letter_of(**row.payload)
    assert letter
    token = letter.path.rsplit("/", 1)[1]
    assert await people.look_at_reset(token) == email
    with pytest.raises(Refusal, match="password_names_you"):
        await people.reset_password(token, email)
    await people.reset_password(token, NEW)
    assert await people.recall(before.token) is None
    with pytest.raises(people.SignInRefused):
        await people.sign_in(email, password, address="10.0.0.1", agent="test")
    assert await people.sign_in(email, NEW, address="10.0.0.1", agent="test")
    with pytest.raises(people.LinkDead):
        await people.reset_password(token, "six more words on some paper")


async def test_a_reset_lasts_30_minutes_and_the_newest_alone_counts(database: str) -> None:
    union = await make_union()
    member = (await people.members(union.organisation))[0]
    first = await people.make_reset_link(member.public_id, by=union.administrator)
    second = await people.make_reset_link(member.public_id, by=union.administrator)
    with pytest.raises(people.LinkDead):
        await people.look_at_reset(token_of(first))
    with (
        clock.moved_to(clock.now() + timedelta(minutes=31)),
        pytest.raises(people.LinkDead),
    ):
        await people.look_at_reset(token_of(second))
    assert await people.look_at_reset(token_of(second)) == member.email


async def test_an_unknown_address_gets_the_same_silence(database: str) -> None:
    await people.request_reset("nobody@example.test", address="10.0.0.1")
    assert await OneTimeLink.all().count() == await OutboxRow.all().count() == 0
    for _ in range(4):
        await people.request_reset("nobody@example.test", address="10.0.0.1")
    with pytest.raises(people.TooManyTries):
        await people.request_reset("nobody@example.test", address="10.0.0.1")


async def test_an_administrator_opens_only_accounts_that_are_theirs_alone(database: str) -> None:
    union, operator = await make_union(), await make_operator()
    stranger = (await people.members(operator.organisation))[0]
    with pytest.raises(PersonUnknown):
        await people.make_reset_link(stranger.public_id, by=union.administrator)
    await Membership.create(
        user_id=stranger.user_id, organisation_id=union.organisation, role="viewer",
        since=clock.now(),
    )  # fmt: skip
    with pytest.raises(BelongsElsewhereToo):
        await people.make_reset_link(stranger.public_id, by=union.administrator)


async def test_the_first_administrator_sets_up_the_platform_with_a_link_of_an_hour(
    database: str,
) -> None:
    union = await make_union()
    with pytest.raises(people.NotGranted):
        await people.create_first_administrator("示例", "a@example.test", by=union.administrator)
    issued = await people.create_first_administrator("示例管理员", "boss@example.test", by=SYSTEM)
    with pytest.raises(people.SignInRefused):
        await people.sign_in("boss@example.test", "", address="", agent="")
    await people.reset_password(token_of(issued), NEW)
    entered = await people.sign_in("boss@example.test", NEW, address="10.0.0.1", agent="test")
    assert entered.home == "/platform"
    await people.create_first_administrator("示例", "second@example.test", by=SYSTEM)
    assert await Organisation.filter(kind="platform").count() == 1


async def test_the_host_brings_in_operators_and_federations_by_their_first_person(
    database: str,
) -> None:
    host = await make_federation()
    guest = people.Guest("operator", "示例山庄", "341003", "boss@example.test")
    viewer = await people.recall(
        (await accept(token_of(await people.invite_organisation(guest, by=host.clerk)))).token
    )
    assert viewer
    assert (viewer.organisation, viewer.home) == ("示例山庄", "/operator")
    assert viewer.actor.roles == {"administrator", "sales"}
    partner = people.Guest("partner", "示例杭州总工会", "330100", "hz@example.test")
    await people.invite_organisation(partner, by=host.clerk)
    with pytest.raises(Refusal, match="organisation_already_there"):
        await people.invite_organisation(partner, by=host.clerk)


@pytest.mark.parametrize(
    ("kind", "area", "code"),
    [
        ("host", "341000", "not_granted"),
        ("platform", "341000", "not_granted"),
        ("operator", "330100", "region_unknown"),
        ("partner", "341003", "region_unknown"),
        ("partner", "", "region_unknown"),
    ],
)
async def test_the_host_brings_in_nobody_else_and_nothing_elsewhere(
    database: str, kind: str, area: str, code: str
) -> None:
    host = await make_federation()
    with pytest.raises(Refusal, match=code):
        await people.invite_organisation(
            people.Guest(kind, "示例", area, "a@example.test"), by=host.clerk
        )
    with pytest.raises(people.NotGranted):
        await people.invite_organisation(
            people.Guest("operator", "示例", "341003", "a@example.test"), by=host.reviewer
        )


async def test_a_partner_brings_in_federations_of_its_own_districts_alone(database: str) -> None:
    partner = await make_federation(host=False)
    guest = people.Guest("district", "示例区总工会", "", "d@example.test")
    await people.invite_organisation(guest, by=partner.administrator)
    made = await Organisation.get(name="示例区总工会")
    assert (made.parent_id, made.area_code, made.is_host) == (partner.organisation, "330100", False)
    with pytest.raises(people.NotGranted):
        await people.invite_organisation(
            people.Guest("operator", "示例", "341003", "a@example.test"), by=partner.administrator
        )
