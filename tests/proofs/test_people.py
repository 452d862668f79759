"""Invented people, many: none of their numbers stands anywhere in the open, every look is logged, and after its time all is gone."""

import logging
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from tortoise import Tortoise

from booking import rosters, stays
from booking.rosters.models import Reveal, Traveller
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import held

PER_GROUP = 20


async def everything_kept(database: str) -> str:
    """All rows of all tables as text, and the bytes of the file where there is one."""
    tables = {model._meta.db_table for app in Tortoise.apps.values() for model in app.values()}
    rows = [str(await fetch(f"SELECT * FROM {table}")) for table in sorted(tables)]
    path = Path(database.removeprefix("sqlite://"))
    files = [one.read_bytes().decode("latin-1") for one in path.parent.glob(path.name + "*")] if database.startswith("sqlite") else []  # fmt: skip
    return "\n".join([*rows, *files])


def hits(text: str, secrets: list[str]) -> list[str]:
    return [one for one in secrets if one in text]


@pytest.mark.proof
async def test_no_number_stands_in_the_open_and_all_is_gone_after_its_time(
    client, database, proof, caplog, capsys
):
    people = proof.size("invented_people", small=60, full=1000)
    caplog.set_level(logging.DEBUG)
    place, secrets, stories = await make_place(), [], []
    for group in range(-(-people // PER_GROUP)):
        union = await make_union()
        story = await held(union=union, place=place, starts_in=20 + group * 3, heads=Heads(PER_GROUP), rooms={TWIN: 10})  # fmt: skip
        stories.append(story)
        rows = [
            (f"示例{chr(0x4E00 + n)}{chr(0x5000 + group)}", resident_number_for(date(1980, 5, 1) + timedelta(days=group * PER_GROUP + n)), f"139{group * PER_GROUP + n:08d}")
            for n in range(PER_GROUP)
        ]  # fmt: skip
        secrets += [row[1] for row in rows] + [row[2] for row in rows]
        await _sent(client, story, [*rows, ("示例错", rows[0][1][:-1], "1")])
    shown = await _looked_at(client, stories)
    kept = await everything_kept(database)
    logs = caplog.text + "".join(capsys.readouterr())
    assert hits(kept + logs, secrets) == []
    assert hits(shown, secrets) == []
    assert await Reveal.all().count() == len(stories)
    await _over(stories)
    left = await everything_kept(database)
    assert await Traveller.exclude(name="", id_sealed="", phone_sealed="").count() == 0
    assert "示例" + chr(0x4E00) not in (left if not database.startswith("sqlite") else str(await fetch("SELECT * FROM travellers")) + str(await fetch("SELECT * FROM roster_changes")))  # fmt: skip
    proof.found(people=len(secrets) // 2, hits=0, looks=len(stories))


async def test_a_number_in_the_open_would_be_found(database):
    """The control."""
    union = await make_union()
    await fetch("UPDATE organisations SET name = $1 WHERE id = $2 RETURNING id", "x11010519491231002Xx", union.organisation)  # fmt: skip
    assert hits(await everything_kept(database), ["11010519491231002X"]) == ["11010519491231002X"]


async def _sent(client, story, rows) -> None:
    """By file, through the pages, with a faulty row that waits."""
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/roster/file"
    text = "\n".join(["姓名,身份证号,手机", *[",".join(row) for row in rows]])
    csrf = re.search(r'name="csrf" value="([^"]+)"', (await client.get(path)).text)
    assert csrf
    await client.post(path, data={"csrf": csrf[1]}, files={"file": ("名单.csv", text.encode())})
    taken = await client.submit(path, f"{path}/taking")
    assert taken.status_code == 303


async def _looked_at(client, stories) -> str:
    """Pages of lists, files, people and refusals; and one look at full numbers each, whose answer is not kept."""
    shown = []
    for story in stories:
        await sign_in_as(client, story.union.administrator)
        root = f"/union/stays/{story.id}/roster"
        party = (await stays.page_of(story.id, by=story.union.organiser)).party_id
        first = (await rosters.roster_of(party)).people[0].public_id
        for path in (root, f"{root}/file", f"{root}/{first}", f"{root}/{'0' * 32}", "/union/personal-data", "/notices"):  # fmt: skip
            answer = await client.get(path)
            shown.append(answer.text)
        looked = await client.submit(f"{root}/{first}", f"{root}/reveal", reason="办理保险")
        assert looked.status_code == 200
        shown.append((await client.get("/union/personal-data")).text)
    return "".join(shown)


async def _over(stories) -> None:
    for story in stories:
        await stays.cancel(story.id, fee_seen=Money(0), note="示例", by=story.union.organiser)
    with clock.moved_to(clock.now() + timedelta(days=31)):
        for party in await stays.lists_to_shred():
            await stays.shred_list(party)
        assert await stays.lists_to_shred() == []
