"""The annual plan over the web: written with what it is worth in view, approved, held in one form, taken home."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from booking import notices, plans
from booking.notices.models import Notice
from booking.plans.models import PlanTrip, PlanVersion
from booking.stays.models import Stay, Trip
from scheduler.topics import topics_of
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from sites.foundation.settings import Settings
from tests.booking.web.union.test_batches import day
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.plans import approved_plan, batch, content, next_year, with_steps

PAGE, FORM = "/union/plan", "/union/plan/form"


@pytest.fixture
async def union(client):
    union = await with_steps(await make_union())
    await sign_in_as(client, union.organiser)
    return union


def typed(**changes: str) -> dict[str, str]:
    year = next_year()
    return {
        "year": str(year), "entitled": "120", "budget": "200000", "1-day": f"{year}-05-10", "1-nights": "4", "1-people": "30",
        "1-territory": "recognised", "1-each": "2400", "2-day": f"{year}-09-06", "2-nights": "2", "2-people": "40",
        "2-territory": "province", "2-programme": "front_line", "2-each": "1600", "rows": "4", **changes,
    }  # fmt: skip


async def send(client, path: str = FORM, page: str = "", **fields: str):
    return await client.submit(page or f"{FORM}?year={next_year()}", path, **fields)


async def test_an_empty_year_leads_to_the_form(client, union, database):
    page = await client.get("/en" + PAGE)
    assert f'href="/en{FORM}?year={clock.today().year}"' in page.text
    assert "Write the plan" in page.text


async def test_a_plan_is_looked_at_before_it_is_kept(client, union, database):
    looked = await send(client, **typed(act="look"))
    assert looked.status_code == 200
    assert await PlanVersion.all().count() == 0
    assert "5 → 5" in looked.text
    kept = await send(client, **typed())
    assert kept.headers["location"] == f"{PAGE}?year={next_year()}"
    page = await client.get("/en" + kept.headers["location"])
    assert "Send for approval" in page.text
    [version] = await PlanVersion.all()
    assert [one["people"] for one in version.batches] == [30, 40]
    assert (version.budget_minor, version.batches[0]["fen_each"]) == (200_000_00, 240_000)


async def test_what_is_wrong_stands_at_its_row_and_nothing_typed_is_lost(client, union, database):
    answer = await send(client, **typed(**{"2-day": "soon", "1-people": "0"}))
    assert answer.status_code == 422
    for name in ("2-day", "1-people"):
        assert f'id="field-{name}-error"' in answer.text
    assert 'value="1600"' in answer.text
    over = await send(client, **typed(entitled="50"))
    assert over.status_code == 422
    assert 'id="field-entitled-error"' in over.text


async def test_a_change_needs_a_why_and_shows_what_differs(client, union, database):
    await send(client, **typed())
    form = await client.get(f"{FORM}?year={next_year()}")
    [version] = await PlanVersion.all()
    ids = {f"{n}-id": one["id"] for n, one in enumerate(version.batches, start=1)}
    assert all(one in form.text for one in ids.values())
    changed = typed(**ids, **{"2-people": "36"}, seen="1")
    looked = await send(client, **{**changed, "act": "look"})
    assert looked.text.count("9月6日") >= 2
    assert (await send(client, **changed)).status_code == 422
    await send(client, **{**changed, "why": "人数核减"})
    newest = await PlanVersion.get(number=2)
    assert [one["id"] for one in newest.batches] == list(ids.values())
    assert newest.why == "人数核减"


async def test_the_approver_agrees_on_the_page_and_the_organiser_is_told(client, union, database):
    await send(client, **typed())
    year = str(next_year())
    asked = await send(client, "/union/plan/asking", f"{PAGE}?year={year}", year=year, number="1")
    assert asked.status_code == 303
    await sign_in_as(client, union.approver)
    page = await client.get(f"/en{PAGE}?year={year}")
    assert "Agree to the plan" in page.text
    assert "1 approval" not in page.text
    back = await send(client, "/union/plan/answer", f"{PAGE}?year={year}", year=year, number="1", act="back")  # fmt: skip
    assert back.status_code == 422
    await send(client, "/union/plan/answer", f"{PAGE}?year={year}", year=year, number="1", act="agree")  # fmt: skip
    assert (await PlanVersion.get()).state == "approved"
    jobs = topics_of(Settings())
    for row in await OutboxRow.filter(topic__startswith="plan."):
        for _ in range(2):
            await jobs[row.topic](row.payload)
    told = {(row.topic, row.user_id) for row in await Notice.filter(topic__startswith="plan_")}
    assert told == {
        ("plan_approved", union.organiser.user_id), ("plan_approved", union.administrator.user_id),
    }  # fmt: skip


async def test_who_is_asked_is_told_while_the_question_is_open(client, union, database):
    one = batch()
    await plans.keep_plan(one.day.year, content(one), seen=0, why="", by=union.organiser)
    await plans.ask_for_plan(one.day.year, number=1, by=union.organiser)
    row = await OutboxRow.get(topic="plan.asked")
    assert [await notices.tell_plan_asked(row.payload["step_id"]) for _ in range(2)] == [1, 0]
    assert (await Notice.get(topic="plan_asked")).user_id == union.approver.user_id


async def test_ticked_batches_fill_the_form_and_their_trips_belong_to_them(client, union, database):
    place, batches = await make_place(), [batch(day=90), batch(day=120, people=20)]
    await approved_plan(union, *batches)
    year = batches[0].day.year
    answer = await client.get(
        f"/union/plan/holding?year={year}&site={place.code}&batch={batches[0].id}&batch={batches[1].id}"
    )
    form = await client.get(answer.headers["location"])
    for one in batches:
        assert f'value="{one.id}" selected' in form.text
        assert f'value="{one.day.isoformat()}"' in form.text
    sent = await client.post_from(
        form, "/union/batches", site=place.code, package=place.package, nights="4", how="whole", kind="option",
        **{f"{n}-check_in": day(20 * n) for n in (1, 2)}, **{f"{n}-workers": "20" for n in (1, 2)},
        **{f"{n}-batch": one.id for n, one in enumerate(batches, start=1)},
    )  # fmt: skip
    assert sent.status_code == 303
    trips = {row.trip_id for row in await Stay.all()}
    assert {row.batch: row.trip_id in trips for row in await PlanTrip.all()} == {one.id: True for one in batches}  # fmt: skip


async def test_without_a_base_the_search_begins_at_the_first_batch(client, union, database):
    one = batch()
    await approved_plan(union, one)
    answer = await client.get(f"/union/plan/holding?year={one.day.year}&batch={one.id}")
    assert answer.headers["location"] == f"/sites?check_in={one.day}&nights=4&heads=30"
    none = await client.get(f"/union/plan/holding?year={one.day.year}&batch=nothing")
    assert none.status_code == 422


async def test_a_batch_whose_day_is_past_is_offered_nowhere(client, union, database):
    past, coming = batch(clock.today().year, day=0), batch(clock.today().year + 1, day=90)
    place, year = await make_place(), clock.today().year
    assert past.day <= clock.today()
    for one in (past, coming):
        await approved_plan(union, one)
    page = await client.get(f"/en{PAGE}?year={year}")
    assert f'value="{past.id}"' not in page.text
    assert "Its day is past" in page.text
    assert f'value="{coming.id}"' in (await client.get(f"{PAGE}?year={year + 1}")).text
    form = (await client.get(f"/union/batches?site={place.code}")).text
    assert coming.id in form
    assert past.id not in form
    asked = await client.get(f"/union/plan/holding?year={year}&site={place.code}&batch={past.id}")
    assert asked.status_code == 422


async def test_a_trip_outside_the_plan_is_put_to_its_batch(client, union, database):
    story = await made.held(union=union)
    one = batch(story.check_in.year, day=100)
    await approved_plan(union, one)
    year, trip = str(one.day.year), await Trip.get()
    path = f"{PAGE}?year={year}"
    assert "It is this batch" in (await client.get("/en" + path)).text
    await send(client, "/union/plan/trips", path, year=year, trip=trip.public_id, batch=one.id)
    page = (await client.get("/en" + path)).text
    assert "It is this batch" not in page
    assert f'href="/en/union/stays/{story.id}"' in page


async def test_the_sheet_has_a_row_for_each_batch(client, union, database):
    batches = [batch(day=90), batch(day=120, people=20)]
    await approved_plan(union, *batches)
    sheet = await client.get(f"/en/union/plan/list.xlsx?year={batches[0].day.year}")
    rows = list(load_workbook(BytesIO(sheet.content)).active.iter_rows(values_only=True))
    assert [row[:6] for row in rows[1:]] == [
        (1, batches[0].day.isoformat(), 4, 30, 120, 90000), (2, batches[1].day.isoformat(), 4, 20, 80, 60000),
    ]  # fmt: skip
    assert {row[6] for row in rows[1:]} == {"recognised bases outside"}


async def test_the_plan_of_the_year_before_is_taken_over_on_the_same_weekdays(
    client, union, database
):
    year = clock.today().year
    one = batch(year, day=140)
    await approved_plan(union, one)
    form = await client.get(f"{FORM}?year={year + 1}&copy=1")
    later = one.day.fromordinal(one.day.toordinal() + 364)
    assert f'value="{later.isoformat()}"' in form.text
    assert one.id not in form.text
