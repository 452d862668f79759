"""Documents are written without code: the form, its preview, the new version, and the files in and out."""

from booking import rules, stays
from booking.rules import Outcome, as_toml, documents_on, read_documents
from booking.web.rules.fields import named_places, split_codes
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from tests.booking.rules.known import known
from tests.factories import stays as made
from tests.factories.people import make_federation, make_union, sign_in_as
from tests.factories.rules import BLOCKS, WARNS, on_record, policy_of

NEW = {
    "id": "shili-hangzhou", "title": "示例市职工疗休养办法", "issuer": "示例市总工会", "number": "示例〔2027〕3号",
    "origin": "330100", "grade": "official", "source": "https://example.test/3",
}  # fmt: skip
DAYS = {
    "rule-1-kind": "max_days",
    "rule-1-value": "3",
    "rule-1-where": "anywhere",
    "rule-1-unit": "days",
    "rule-1-effect": "block",
}
ROOT = "/federation/rules"


async def outcome_of(story):
    return (await stays.trip_rules(story.id, by=story.union.organiser)).outcome


async def test_a_document_added_through_the_form_changes_a_saved_trips_verdict(client, database):
    story = await made.held()
    assert await outcome_of(story) is Outcome.NO_RULE
    federation = await make_federation()
    await sign_in_as(client, federation.clerk)

    first = await client.submit(f"{ROOT}/new", **NEW, add="max_days", act="look")
    assert first.status_code == 200
    assert 'name="rule-1-value"' in first.text
    told = await client.forge(f"{ROOT}/new", "/en" + f"{ROOT}/new", **NEW, **DAYS, act="look")
    assert told.status_code == 200
    assert story.reference in told.text
    assert "No rule on file" in told.text
    assert await outcome_of(story) is Outcome.NO_RULE

    saved = await client.forge(
        f"{ROOT}/new", f"{ROOT}/new", **NEW, **DAYS, act="save", why="示例：新办法"
    )
    assert saved.status_code == 303
    assert await outcome_of(story) is Outcome.BLOCK

    found = await rules.policy_seen(await policy_of("shili-hangzhou"), by=federation.clerk)
    assert (found.last.number, found.last.why, found.last.by_name) == (
        1,
        "示例：新办法",
        federation.clerk.name,
    )


async def test_a_new_version_counts_from_its_own_first_day_on(client, database):
    story = await made.held()
    await on_record(BLOCKS, id="alt", grade="official")
    federation = await make_federation()
    await sign_in_as(client, federation.clerk)
    path = f"{ROOT}/{await policy_of('alt')}"
    page = await client.get(f"/en{path}/change")
    assert 'value="3"' in page.text
    given = {
        **NEW,
        "id": "",
        **DAYS,
        "rule-1-value": "5",
        "act": "save",
        "why": "放宽",
        "seen": "1",
    }

    late = {**given, "from": story.check_out.isoformat()}
    assert (await client.forge(f"{path}/change", f"{path}/change", **late)).status_code == 303
    assert await outcome_of(story) is Outcome.BLOCK

    stale = await client.forge(
        f"{path}/change", f"{path}/change", **{**given, "from": story.check_in.isoformat()}
    )
    assert stale.status_code == 409
    early = {**given, "seen": "2", "from": story.check_in.isoformat()}
    assert (await client.forge(f"{path}/change", f"{path}/change", **early)).status_code == 303
    assert await outcome_of(story) is Outcome.PASS
    history = await client.get(path)
    assert history.text.count("放宽") == 2


async def test_a_withdrawn_document_says_nothing_from_its_day_on(client, database):
    story = await made.held()
    await on_record(BLOCKS, id="alt")
    await sign_in_as(client, (await make_federation()).clerk)
    path = f"{ROOT}/{await policy_of('alt')}"
    answer = await client.submit(
        f"{path}/change",
        f"{path}/withdrawal",
        first_day=story.check_in.isoformat(),
        why="示例：废止",
    )
    assert answer.status_code == 303
    assert await outcome_of(story) is Outcome.NO_RULE


async def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(client, database):
    await sign_in_as(client, (await make_federation()).clerk)
    wrong = {
        **NEW,
        **DAYS,
        "rule-1-value": "many",
        "origin": "Atlantis",
        "act": "save",
        "why": "示例",
    }
    answer = await client.forge(f"{ROOT}/new", f"{ROOT}/new", **wrong)
    assert answer.status_code == 422
    for name in ("rule-1-value", "origin"):
        assert f'href="#field-{name}"' in answer.text
    unexplained = await client.forge(
        f"{ROOT}/new", f"{ROOT}/new", **NEW, **DAYS, act="save", why=" "
    )
    assert unexplained.status_code == 422
    assert await documents_on(clock.today()) == ()


async def test_places_are_written_by_name_and_shown_by_name(client, database):
    await sign_in_as(client, (await make_federation()).clerk)
    places = {**NEW, "id": "", "origin": "杭州、宁波市，Shanghai 341000", **DAYS}
    answer = await client.forge(f"{ROOT}/new", f"{ROOT}/new", **places, act="save", why="示例")
    assert answer.status_code == 303
    (kept,) = await documents_on(clock.today())
    assert [*kept.origin] == ["330100", "330200", "310000", "341000"]
    path = f"{ROOT}/{await policy_of(kept.id)}/change"
    assert 'value="杭州市、宁波市、上海市、黄山市"' in (await client.get(path)).text


def test_a_name_that_several_places_have_stays_as_it_was_typed():
    assert split_codes("鼓楼区，杭州市, 330106 340000") == ["鼓楼区", "330100", "330106", "340000"]


def test_every_place_of_the_files_documents_comes_back_from_what_the_form_shows():
    for document in known():
        allowed = [rule.values().get("allow", ()) for rule in document.rules]
        for codes in (document.origin, *allowed):
            assert split_codes(named_places(codes)) == list(dict.fromkeys(codes))


async def test_a_partner_federation_writes_for_its_own_region_alone(client, database):
    partner = await make_federation(host=False)
    await on_record(BLOCKS, id="fremd", origin=["320100"])
    await sign_in_as(client, partner.clerk)
    assert (await client.get("/partner/rules")).status_code == 200
    own = await client.forge(f"{ROOT}/new", f"{ROOT}/new", **NEW, **DAYS, act="save", why="示例")
    assert own.status_code == 303
    for origin in ("330000", "320100", "330100, 320100"):
        other = {**NEW, "id": "fremd-2", "origin": origin}
        answer = await client.forge(
            f"{ROOT}/new", f"{ROOT}/new", **other, **DAYS, act="save", why="示例"
        )
        assert answer.status_code == 403
    path = f"{ROOT}/{await policy_of('fremd')}"
    assert (await client.get(path)).status_code == 200
    assert (await client.get(f"{path}/change")).status_code == 403


async def test_a_union_writes_measures_for_itself_and_no_other_sees_them(client, database):
    story, other = await made.held(), await make_union()
    await sign_in_as(client, story.union.administrator)
    measures = {"title": "示例工会职代会决议", "rule-1-clause": "第二条"}
    answer = await client.forge(
        "/union/rules/new", "/union/rules/new", **measures, **DAYS, act="save", why="职代会决议"
    )
    assert answer.status_code == 303
    found = await stays.trip_rules(story.id, by=story.union.organiser)
    assert [(one.document, one.clause, one.grade) for one in found.blocks] == [
        ("示例工会职代会决议", "第二条", "own")
    ]
    page = await client.get("/union/rules")
    assert "示例工会职代会决议" in page.text
    await sign_in_as(client, other.administrator)
    assert "示例工会职代会决议" not in (await client.get("/union/rules")).text
    await sign_in_as(client, (await make_federation()).clerk)
    assert "示例工会职代会决议" not in (await client.get(ROOT)).text
    assert "示例工会职代会决议" not in (await client.get(f"{ROOT}.toml")).text


async def test_all_documents_go_out_as_a_file_and_come_in_unchanged(client, database):
    await rules.record_known_documents(by=SYSTEM)
    await sign_in_as(client, (await make_federation()).clerk)
    text = (await client.get(f"{ROOT}.toml")).text
    assert {one.id: one for one in read_documents(text).documents} == {
        one.id: one for one in known()
    }
    page = await client.forge(f"{ROOT}/import", f"{ROOT}/import", text=text, why="示例")
    assert page.status_code == 303
    assert all(one.last.number == 1 for one in await rules.timelines())


async def test_a_file_is_looked_at_first_and_taken_whole_or_not_at_all(client, database):
    await on_record(WARNS, id="alt")
    await sign_in_as(client, (await make_federation()).clerk)
    (alt,) = await documents_on(clock.today())
    new = alt.model_copy(update={"id": "neu", "title": "另一示例"})
    text = as_toml([alt.model_copy(update={"title": "改名"}), new])
    csrf = (await client.get(f"{ROOT}/import")).text.split('name="csrf" value="')[1].split('"')[0]

    async def send(content):
        return await client.post(
            "/en" + f"{ROOT}/import", data={"csrf": csrf}, files={"file": ("p.toml", content)}
        )

    looked = await send(text.encode())
    assert looked.status_code == 200
    assert "is put on record" in looked.text
    assert "becomes a new version" in looked.text
    assert await documents_on(clock.today()) == (alt,)
    bad = await send(text.replace('kind = "max_days"', 'kind = "max_moons"', 1).encode())
    assert bad.status_code == 422
    assert "There is no kind of rule called “max_moons”" in bad.text
    broken = text.replace('kind = "max_days"', 'kind = "max_moons"', 1)
    assert (
        await client.forge(f"{ROOT}/import", f"{ROOT}/import", text=broken, why="示例")
    ).status_code == 422
    assert await documents_on(clock.today()) == (alt,)
    assert (
        await client.forge(f"{ROOT}/import", f"{ROOT}/import", text=text, why="示例")
    ).status_code == 303
    assert [one.title for one in await documents_on(clock.today())] == ["改名", "另一示例"]
