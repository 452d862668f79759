"""The list of who travels over the web: typed, pasted, masked, revealed with a reason, taken off."""

from datetime import date, timedelta

from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import TWIN
from tests.factories.resident_numbers import resident_number_for

BORN = date(1980, 5, 1)


async def opened(client, **changes):
    story = await made.confirmed(**changes)
    await sign_in_as(client, story.union.organiser)
    story.path = f"/union/stays/{story.id}/roster"
    return story


async def test_a_typed_person_stands_on_the_list_masked(client, database):
    story, number = await opened(client), resident_number_for(BORN)
    answer = await client.submit(
        story.path, form=f"{story.path}/people", name="𠮷田·买买提", kind="worker", number=number.lower(),
        phone="+86 138 0013 8000",
    )  # fmt: skip
    assert answer.status_code == 303
    for prefix in ("", "/en"):
        page = await client.get(prefix + story.path)
        assert "𠮷田·买买提" in page.text
        assert number not in page.text
        assert number[:4] + "*" * 12 + number[-2:] in page.text
        assert "138****8000" in page.text


BAD_PEOPLE = (
    ({"name": ""}, "name"), ({"name": "123"}, "name"), ({"name": "长" * 61}, "name"),
    ({"name": "a\x00b"}, "name"), ({"name": "a\u202eb"}, "name"),
    ({"number": "11010519491231002"}, "number"), ({"number": "110105194912310021"}, "number"),
    ({"number": "110105491231002"}, "number"), ({"number": "000000000000000000"}, "number"),
    ({"number": "E1", "document": "other"}, "number"), ({"phone": "138001380001"}, "phone"),
    ({"phone": "0559-2512345 转 8001"}, "phone"), ({"kind": "driver"}, "kind"),
    ({"number": "11010519491231002X", "sex": "m"}, "sex"),
)  # fmt: skip


async def test_what_is_unsound_is_named_at_its_field_and_kept_in_the_form(client, database):
    story = await opened(client)
    for changes, field in BAD_PEOPLE:
        typed = {"name": "林静", "kind": "worker", "number": "", "phone": "", **changes}
        page = await client.submit(story.path, form=f"{story.path}/people", **typed)
        assert page.status_code == 422, changes
        assert f'href="#field-{field}"' in page.text, changes
    assert await fetch("SELECT id FROM travellers") == []


async def test_a_person_of_two_groups_at_once_is_pointed_out_on_both_lists(client, database):
    story = await opened(client)
    other = await made.held(union=story.union, place=story.place, heads=Heads(5), rooms={TWIN: 3})
    number = resident_number_for(BORN)
    for one in (story.path, f"/union/stays/{other.id}/roster"):
        await client.submit(one, form=f"{one}/people", name="林静", kind="worker", number=number)
    for one in (story.path, f"/union/stays/{other.id}/roster"):
        assert "林静 is also named for the group" in (await client.get(f"/en{one}")).text


async def test_a_child_is_added_once_the_guardian_agrees(client, database):
    story = await opened(client)
    child = {
        "name": "何一诺",
        "kind": "family",
        "number": resident_number_for(clock.today() - timedelta(days=3000)),
    }
    page = await client.submit(story.path, form=f"{story.path}/people", **child)
    assert (page.status_code, "#field-guardian" in page.text) == (422, True)
    added = await client.submit(story.path, form=f"{story.path}/people", **child, guardian="1")
    assert added.status_code == 303


async def test_pasted_lines_are_added_all_or_none(client, database):
    story = await opened(client)
    one, two = resident_number_for(BORN), resident_number_for(BORN)
    text = f"示例甲\t职工\t男\t{one}\t13800138000\n示例乙，家属，{two[:-1]}"
    page = await client.submit(story.path, form=f"{story.path}/lines", lines=text)
    assert page.status_code == 422
    assert "示例乙" in page.text
    assert two[:-1] not in page.text.split("<textarea")[0]
    assert await fetch("SELECT id FROM travellers") == []
    text = f"示例甲\t职工\t男\t{one}\t13800138000\n示例乙，家属，{two}"
    assert (
        await client.submit(story.path, form=f"{story.path}/lines", lines=text)
    ).status_code == 303
    rows = await fetch("SELECT name, kind FROM travellers ORDER BY id")
    assert [(row["name"], row["kind"]) for row in rows] == [
        ("示例甲", "worker"),
        ("示例乙", "family"),
    ]


async def test_the_same_person_and_too_many_people_are_refused(client, database):
    story = await opened(client, heads=Heads(2), rooms={TWIN: 1})
    one = resident_number_for(BORN)
    send = {"form": f"{story.path}/lines"}
    assert (await client.submit(story.path, **send, lines=f"示例甲 {one}")).status_code == 303
    again = await client.submit(story.path, **send, lines=f"示例丙 {one}")
    assert again.status_code == 409
    assert one not in again.text.split("<textarea")[0]
    many = await client.submit(story.path, **send, lines="示例乙\n示例丙")
    assert many.status_code == 409
    assert len(await fetch("SELECT id FROM travellers")) == 1


async def test_the_same_lines_sent_twice_are_added_once(client, database):
    story = await opened(client)
    page = await client.get(story.path)
    hidden = {"csrf": value_of(page.text, "csrf"), "key": value_of(page.text, "key")}
    for _ in range(2):
        answer = await client.post(
            f"{story.path}/lines", data={**hidden, "lines": "示例甲\n示例乙"}
        )
        assert answer.status_code == 303
    assert len(await fetch("SELECT id FROM travellers")) == 2


async def test_a_full_number_is_shown_once_for_a_reason_and_never_without(client, database):
    story, number = await opened(client), resident_number_for(BORN)
    await client.submit(
        story.path, form=f"{story.path}/people", name="林静", kind="worker", number=number
    )
    traveller = (await fetch("SELECT public_id FROM travellers"))[0]["public_id"]
    without = await client.submit(
        story.path, form=f"{story.path}/reveal", traveller=traveller, reason=" "
    )
    assert without.status_code == 422
    assert 'href="#field-reason"' in without.text
    assert number not in without.text
    own = await client.get(f"{story.path}/{traveller}")
    assert own.status_code == 200
    assert number not in own.text
    shown = await client.submit(
        f"{story.path}/{traveller}", form=f"{story.path}/reveal", traveller=traveller, reason="投保"
    )
    assert shown.status_code == 200
    assert number in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert number not in (await client.get(story.path)).text
    assert len(await fetch("SELECT id FROM reveals")) == 1


async def test_taking_somebody_off_deletes_what_is_personal(client, database):
    story = await opened(client)
    await client.submit(
        story.path, form=f"{story.path}/people", name="林静", kind="worker", phone="13800138000"
    )
    traveller = (await fetch("SELECT public_id FROM travellers"))[0]["public_id"]
    assert (
        await client.submit(
            f"{story.path}/{traveller}", form=f"{story.path}/removal", traveller=traveller
        )
    ).status_code == 303
    kept = (await fetch("SELECT name, id_sealed, phone_sealed, phone_masked FROM travellers"))[0]
    assert set(kept.values()) == {""}
    # The name alone stands in what was changed of the list, until that is shredded.
    shown = (await client.get(story.path)).text
    assert f"{story.path}/{traveller}" not in shown
    assert "****8000" not in shown
    for gone in (traveller, "1", "x" * 100, "0" * 32):
        answer = await client.submit(story.path, form=f"{story.path}/removal", traveller=gone)
        assert answer.status_code == 404
        answer = await client.submit(
            story.path, form=f"{story.path}/reveal", traveller=gone, reason="x"
        )
        assert answer.status_code == 404


async def test_deleting_for_good_asks_whether_the_person_wants_it(client, database):
    story = await opened(client)
    await client.submit(
        story.path, form=f"{story.path}/people", name="林静", kind="worker", phone="13800138000"
    )
    person = f"{story.path}/{(await fetch('SELECT public_id FROM travellers'))[0]['public_id']}"

    unsaid = await client.submit(person, form=f"{person}/erasure")

    assert unsaid.status_code == 422
    assert "请勾选，说明是本人提出的。" in unsaid.text
    assert (await fetch("SELECT name FROM travellers"))[0]["name"] == "林静"
    assert (await client.submit(person, form=f"{person}/erasure", asked_for="1")).status_code == 303
    assert all(row["name"] == "" for row in await fetch("SELECT name FROM travellers"))
    assert "林静" not in (await client.get(story.path)).text


async def test_another_union_neither_reads_names_reveals_nor_removes(client, database):
    story, other = await opened(client), await make_union()
    await client.submit(
        story.path, form=f"{story.path}/people", name="林静", kind="worker", phone="13800138000"
    )
    traveller = (await fetch("SELECT public_id FROM travellers"))[0]["public_id"]
    own = await made.held(union=other, place=story.place)
    await sign_in_as(client, other.organiser)
    assert (await client.get(story.path)).status_code == 404
    assert (await client.get(f"{story.path}/{traveller}")).status_code == 404
    assert (await client.get(f"/union/stays/{own.id}/roster/{traveller}")).status_code == 404
    for base in (story.path, f"/union/stays/{own.id}/roster"):
        for act in ("removal", "reveal"):
            page = await client.submit(
                "/account", form=f"{base}/{act}", traveller=traveller, reason="x"
            )
            assert page.status_code == 404, act
            assert "林静" not in page.text
    assert await fetch("SELECT id FROM reveals") == []
    assert (await fetch("SELECT name FROM travellers"))[0]["name"] == "林静"


async def test_an_approver_sees_the_list_and_writes_nothing(client, database):
    story = await opened(client)
    await sign_in_as(client, story.union.approver)
    page = await client.get(story.path)
    assert page.status_code == 200
    assert f"{story.path}/people" not in page.text
    for act in ("people", "lines", "removal", "reveal"):
        answer = await client.submit(
            story.path,
            form=f"{story.path}/{act}",
            name="x",
            lines="x",
            traveller="x",
            reason="x",
            csrf=await csrf_of(client),
        )
        assert answer.status_code == 403, act
    await sign_in_as(client, story.union.finance)
    assert (await client.get(story.path)).status_code == 403


async def test_typed_lines_are_shown_as_text(client, database):
    story = await opened(client)
    typed = "</textarea><script>x</script>\t{{7*7}}\t\u4eba"
    page = await client.submit(story.path, form=f"{story.path}/lines", lines=typed)
    assert page.status_code == 422
    assert "<script>x" not in page.text
    assert "{{7*7}}" in page.text


async def csrf_of(client):
    return value_of((await client.get("/account")).text, "csrf")


def value_of(text, name):
    return text.split(f'name="{name}" value="')[1].split('"')[0]
