"""The pages of holidays: typed by line, looked at first, kept in versions, and a verdict that follows."""

import re

from booking import rules, stays
from booking.rules import Outcome
from booking.rules.models import HolidayVersion
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from tests.booking.rules.test_holidays import WORKING
from tests.factories import stays as made
from tests.factories.people import make_federation, make_union, sign_in_as
from tests.factories.rules import on_record

ROOT = "/federation/holidays"
NOTICE = {"document": "示例放假通知〔1〕号", "source": "https://example.test/1"}


async def outcome_of(story):
    return (await stays.trip_rules(story.id, by=story.union.organiser)).outcome


async def test_days_off_that_are_typed_are_looked_at_first_and_then_change_a_verdict(
    client, database
):
    story = await made.held()
    await on_record(WORKING, grade="official")
    federation = await make_federation()
    await sign_in_as(client, federation.clerk)
    path = f"{ROOT}/{story.check_out.year}/change"
    days = {**NOTICE, "off": f"{story.check_in} – {story.check_out}\n", "worked": "", "seen": "0"}

    looked = await client.forge(path, "/en" + path, **days, act="look")
    assert looked.status_code == 200
    assert story.reference in looked.text
    assert "deadlines count calendar days" in looked.text
    assert await outcome_of(story) is Outcome.BLOCK
    assert await HolidayVersion.all().count() == 0

    saved = await client.forge(path, path, **days, act="save", why="示例：新通知")
    assert saved.status_code == 303
    assert await outcome_of(story) is Outcome.PASS
    page = (await client.get(f"{ROOT}/{story.check_out.year}")).text
    for word in (NOTICE["document"], NOTICE["source"], "示例：新通知", federation.clerk.name):
        assert word in page


async def test_a_changed_notice_stands_beside_the_one_before(client, database):
    await rules.record_known_holidays(by=SYSTEM)
    await sign_in_as(client, (await make_federation()).clerk)
    path = f"{ROOT}/2026/change"
    page = (await client.get(path)).text
    assert "2026-10-01 – 2026-10-07" in page
    assert "2026-10-10" in page
    given = {**NOTICE, "off": "2026-10-01 至 2026-10-08\n2026-12-31", "worked": "2026-10-10"}
    looked = await client.submit(path, path, **given, act="look")
    saved = await client.post_from(looked, path, **given, act="save", why="示例：更正")
    assert saved.status_code == 303
    history = (await client.get("/en" + f"{ROOT}/2026")).text
    assert history.count(NOTICE["document"]) >= 2
    assert "As it was published" in history
    assert "示例：更正" in history
    assert (await rules.holidays_on_file()).of(2026).on[0].isoformat() == "2026-10-10"


async def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(client, database):
    await sign_in_as(client, (await make_federation()).clerk)
    year = clock.today().year + 1
    path = f"{ROOT}/{year}/change"
    sound = {**NOTICE, "off": f"{year}-01-01", "worked": "", "seen": "0", "act": "save", "why": "示例"}  # fmt: skip
    for changed, field in (
        ({"off": f"{year}-01-01\n1 January"}, "off"),
        ({"off": ""}, "off"),
        ({"off": f"{year}-02-30"}, "off"),
        ({"off": "\n".join([f"{year}-01-01"] * 61)}, "off"),
        ({"off": f"{year}-05-05 – {year}-05-01"}, "off"),
        ({"worked": f"{year}-01-01 – {year}-01-02"}, "worked"),
        ({"source": ""}, "source"),
        ({"document": ""}, "document"),
        ({"document": "示例" * 101}, "document"),
        ({"why": ""}, "why"),
    ):
        answer = await client.forge(path, "/en" + path, **{**sound, **changed})
        assert answer.status_code == 422, changed
        assert f'href="#field-{field}"' in answer.text, changed
    assert (
        "Line 2: write first and last day"
        in (
            await client.forge(path, "/en" + path, **{**sound, "off": f"{year}-01-01\n1 January"})
        ).text
    )
    assert await HolidayVersion.all().count() == 0
    assert (await client.forge(path, path, **sound)).status_code == 303
    assert (await client.forge(path, path, **{**sound, "source": "x"})).status_code == 409


async def test_a_partner_federation_reads_them_and_a_union_finds_no_page(client, database):
    await rules.record_known_holidays(by=SYSTEM)
    await sign_in_as(client, (await make_federation(host=False)).clerk)
    listed = await client.get(ROOT)
    assert listed.status_code == 200
    assert "/change" not in listed.text
    assert (await client.get(f"{ROOT}/2026")).status_code == 200
    assert (await client.get(f"{ROOT}/2026/change")).status_code == 403
    sent = await client.forge(ROOT, f"{ROOT}/2026/change", **NOTICE, off="2026-10-01", act="save", why="示例", seen="1")  # fmt: skip
    assert sent.status_code == 403
    await sign_in_as(client, (await make_union()).administrator)
    assert (await client.get(ROOT)).status_code == 404


async def test_a_year_that_is_none_has_no_page(client, database):
    await sign_in_as(client, (await make_federation()).clerk)
    for year in ("1999", "2099", "20x6", "２０２６", "02026", str(clock.today().year + 1)):
        assert (await client.get(f"{ROOT}/{year}")).status_code == 404
    assert (await client.get(f"{ROOT}/{clock.today().year + 1}/change")).status_code == 200


async def test_holidays_and_required_papers_are_found_under_policy_documents(client, database):
    await rules.record_known_holidays(by=SYSTEM)
    await sign_in_as(client, (await make_federation()).clerk)
    for path in (ROOT, f"{ROOT}/2026", "/federation/required-papers"):
        page = (await client.get(path)).text
        found = set(re.findall(r'href="([^"]+)" aria-current="page"', page))
        assert found == {"/federation/rules"}
