import pytest

from booking import people
from booking.people import FeedUnknown
from booking.people.models import Feed, Organisation
from tests.factories.people import make_operator, make_union


async def test_a_feed_opens_for_whoever_holds_its_token_and_names_its_owner(database: str) -> None:
    by = (await make_union()).organiser
    token = await people.make_feed("groups", is_personal=True, by=by)
    opened = await people.open_feed("groups", token)
    assert (opened.organisation_id, opened.owner_id) == (by.organisation_id, by.user_id)
    assert await people.feed_made_at("groups", is_personal=True, by=by)


async def test_the_token_itself_is_kept_nowhere(database: str) -> None:
    by = (await make_union()).organiser
    token = await people.make_feed("groups", by=by)
    assert token not in str(await Feed.all().values())


async def test_a_feed_of_one_kind_is_no_feed_of_another_and_nonsense_is_none(database: str) -> None:
    token = await people.make_feed("groups", by=(await make_union()).organiser)
    for kind, tried in (
        ("site", token),
        ("groups", token[:-1]),
        ("groups", ""),
        ("groups", "示例" * 99),
    ):
        with pytest.raises(FeedUnknown):
            await people.open_feed(kind, tried)  # type: ignore[arg-type]


async def test_a_new_feed_ends_the_old_one_and_revoking_ends_it_for_good(database: str) -> None:
    by = (await make_union()).organiser
    first = await people.make_feed("groups", by=by)
    second = await people.make_feed("groups", by=by)
    with pytest.raises(FeedUnknown):
        await people.open_feed("groups", first)
    assert await people.open_feed("groups", second)
    await people.revoke_feed("groups", by=by)
    await people.revoke_feed("groups", by=by)
    assert await people.feed_made_at("groups", by=by) is None
    with pytest.raises(FeedUnknown):
        await people.open_feed("groups", second)


async def test_nobody_ends_the_feed_of_another_person_subject_or_organisation(
    database: str,
) -> None:
    union, operator = await make_union(), await make_operator()
    kept = [
        await people.make_feed("groups", is_personal=True, by=union.organiser),
        await people.make_feed("groups", by=union.organiser),
        await people.make_feed("site", subject_id=1, by=operator.sales),
        await people.make_feed("site", subject_id=2, by=operator.sales),
    ]
    await people.revoke_feed("groups", is_personal=True, by=union.viewer)
    await people.revoke_feed("groups", by=operator.sales)
    await people.revoke_feed("site", subject_id=3, by=operator.sales)
    for kind, token in zip(("groups", "groups", "site", "site"), kept, strict=True):
        await people.open_feed(kind, token)  # type: ignore[arg-type]


async def test_a_closed_organisation_has_no_feed(database: str) -> None:
    union = await make_union()
    token = await people.make_feed("groups", by=union.organiser)
    await Organisation.filter(id=union.organisation).update(standing="closed")
    with pytest.raises(FeedUnknown):
        await people.open_feed("groups", token)
