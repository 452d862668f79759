"""How a base is paid, set by its operator's pages and read by the union before it submits."""

from booking import money
from booking.people.models import Organisation
from sites import listings
from sites.foundation.amounts import Money
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import make_place

TYPED = {"deposit_percent": "30", "deposit_days": "5", "balance_days": "10", "when": "before", "worker_by": "desk", "family_by": "union", "remind_days": "3", "warn_days": "3", "grace_days": "2"}  # fmt: skip


async def test_terms_are_set_and_the_union_reads_them_before_it_submits(client: Client) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/site/{place.code}/payment"
    assert (await client.submit(path, **TYPED)).status_code == 303
    assert (await listings.profile(place.code)).terms.payment.deposit_percent == 30
    assert "30% of the price is due within 5 days" in (await client.get(path)).text

    wrong = await client.submit(path, form=path, **{**TYPED, "deposit_percent": "130"})
    assert wrong.status_code == 422

    story = await made.held(place=place)
    await sign_in_as(client, story.union.organiser)
    text = (await client.get(f"/en/union/stays/{story.id}/submission")).text
    assert "30% of the price is due within 5 days" in text
    assert "they pay at the base&#39;s desk on arrival" in text


async def test_a_union_pays_as_agreed_with_it_until_the_agreement_ends(client: Client) -> None:
    place, union = await make_place(), await make_union()
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/site/{place.code}/payment/agreement"
    code = (await Organisation.get(id=union.organisation)).credit_code
    typed = {**TYPED, "deposit_percent": "0", "when": "after", "credit_code": code, "limit": "200000"}  # fmt: skip
    assert (await client.submit(path, form=path, **typed)).status_code == 303
    unknown = await client.submit(path, form=path, **{**typed, "credit_code": "81330100000000000X"})
    assert unknown.status_code == 422

    (agreed,) = await money.plans_at(place.id, by=place.operator.sales)
    assert agreed.limit == Money(200_000_00)
    end = f"/en/operator/site/{place.code}/payment/agreements/{agreed.public_id}/end"
    page = f"/en/operator/site/{place.code}/payment"
    assert (await client.submit(page, form=end)).status_code == 303
    assert await money.plans_at(place.id, by=place.operator.sales) == ()


async def test_the_page_of_a_stay_shows_what_is_due_when(client: Client) -> None:
    place = await make_place()
    terms = listings.Payment(deposit_percent=30, family_by="desk")
    await listings.set_payment_terms(place.id, terms, by=place.operator.sales)
    story = await made.confirmed(place=place)
    await sign_in_as(client, story.union.organiser)
    text = (await client.get(f"/en/union/stays/{story.id}")).text
    assert "Families, each to the base" in text
    assert "Deposit" in text
