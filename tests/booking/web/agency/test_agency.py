"""The agency's desk and the union's page of its mandate, over the web."""

from datetime import timedelta

import pytest

from booking.rosters.insurance_models import InsurancePolicy
from booking.stays.mandate_models import Mandate, TripCoach
from sites.foundation import clock
from tests.factories.people import make, sign_in_as
from tests.factories.stays import confirmed

pytestmark = pytest.mark.usefixtures("database")


async def given(client):
    """A mandate given over the web."""
    story, agency = await confirmed(), await make("agency")
    await sign_in_as(client, story.union.organiser)
    page = f"/union/stays/{story.id}/mandate"
    answer = await client.submit(
        page, f"{page}/giving", agency=agency.public_id, starts_on=clock.today().isoformat(),
        ends_on=(clock.today() + timedelta(days=60)).isoformat(),
    )  # fmt: skip
    assert answer.status_code == 303
    return story, agency, (await Mandate.get()).public_id


async def test_an_empty_desk_says_how_a_mandate_comes(client):
    await sign_in_as(client, (await make("agency")).organiser)
    page = await client.get("/en/agency")
    assert "No union has given you a mandate" in page.text
    assert (await client.get("/union")).status_code == 403


async def test_given_prepared_and_taken_back(client):
    story, agency, mandate = await given(client)
    await sign_in_as(client, agency.organiser)
    desk = (await client.get("/en/agency")).text
    assert f'href="/en/agency/mandates/{mandate}"' in desk
    assert "Enter the coach" in desk
    page = f"/agency/mandates/{mandate}"
    small = await client.submit(
        page, f"{page}/coach", company="示例客运", seats="20", meeting="北门"
    )
    assert small.status_code == 422
    assert 'value="北门"' in small.text
    await client.submit(page, f"{page}/coach", company="示例客运", seats="45", meeting="北门")
    assert (await TripCoach.get()).meeting == "北门"
    await client.submit(
        page, f"{page}/insurance", insurer="示例保险", number="P-1", heads="36", cover="300000",
        starts_on=story.check_in.isoformat(), ends_on=story.check_out.isoformat(),
    )  # fmt: skip
    assert (await InsurancePolicy.get()).cover_minor == 300_000_00
    await client.submit(page, f"{page}/prepared", note="已落实")
    assert (await Mandate.get()).prepared_at is not None
    await sign_in_as(client, story.union.organiser)
    own = f"/union/stays/{story.id}/mandate"
    seen = (await client.get("/en" + own)).text
    assert "示例客运, 45 seats" in seen
    paper = await client.get("/en" + own + "/paper")
    assert story.reference in paper.text
    await client.submit(own, f"{own}/end", mandate=mandate)
    await sign_in_as(client, agency.organiser)
    assert (await client.get(page)).status_code == 404
    assert (await client.get(f"{own}/paper")).status_code == 403


async def test_no_price_stands_on_the_agencys_pages(client):
    story, agency, mandate = await given(client)
    await sign_in_as(client, agency.organiser)
    for path in ("/en/agency", f"/en/agency/mandates/{mandate}"):
        text = (await client.get(path)).text
        assert "¥" not in text
        assert story.reference not in text


async def test_a_wrong_choice_keeps_what_was_typed(client):
    story = await confirmed()
    await make("agency")
    await sign_in_as(client, story.union.organiser)
    page = f"/union/stays/{story.id}/mandate"
    answer = await client.submit(page, f"{page}/giving", agency="", starts_on="2099-01-02", ends_on="2099-01-01")  # fmt: skip
    assert answer.status_code == 422
    assert 'value="2099-01-02"' in answer.text
