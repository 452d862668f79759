"""Where else a number could stand: letters, Redis, dumps, papers of the wrong party, packs, the payment provider, broken pages."""

import io
import logging
import subprocess
import zipfile
from datetime import date
from itertools import product
from pathlib import Path

import httpx
import pytest
import redis as redis_client

from booking import documents, rosters, stays
from booking.documents import pack as reimbursing
from booking.documents.printing import draw
from booking.money import online
from booking.money.gateway import Gateway
from booking.money.models import Charge
from booking.rosters.models import Reveal
from booking.stays import packs
from booking.stays.packs.models import Pack
from scheduler import dumps
from scheduler.arq_hands import ArqHands
from scheduler.pace import Pace
from scheduler.topics import topics_of
from sites.foundation import clock, outbox
from sites.foundation.outbox import OutboxRow
from sites.foundation.settings import Settings
from tests.booking.documents.papers import read
from tests.clients import test_settings as settings_for
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as
from tests.factories.provider import BASE, KEY, SECRET, Provider
from tests.factories.resident_numbers import resident_number_for
from tests.proofs.test_people import everything_kept, hits

PEOPLE = 36


async def travelling() -> tuple[object, list[str]]:
    """A submitted group with everybody's number and phone, and what must stand nowhere in the open."""
    story = await made.submitted()
    people = [
        rosters.draft(
            name=f"示例{chr(0x4E00 + n)}", kind="worker" if n < 32 else "family" if n < 34 else "crew",
            number=resident_number_for(date(1971 + n, 5, 1)), phone=f"138{n:08d}",
        )
        for n in range(PEOPLE)
    ]  # fmt: skip
    await stays.name_travellers(story.id, people, by=story.union.organiser)
    return story, [one.number for one in people] + [one.phone for one in people]


async def all_travelling(proof) -> tuple[list, list[str]]:
    """So many groups as hold that many people."""
    people = proof.size("people_elsewhere", small=PEOPLE, full=1000)
    groups = [await travelling() for _ in range(-(-people // PEOPLE))]
    return [story for story, _ in groups], [one for _, secrets in groups for one in secrets]


@pytest.mark.proof
async def test_letters_jobs_and_what_lies_in_redis_hold_no_number(
    database, redis_url, tmp_path, caplog, proof
):
    groups, secrets = await all_travelling(proof)
    caplog.set_level(logging.DEBUG)
    for story in groups:
        await stays.accept(story.id, by=story.operator.sales)
        await stays.write_message(story.id, text="几点到？", by=story.union.organiser)
    topics = topics_of(Settings(data_dir=tmp_path, demo=True))
    hands = ArqHands(redis_url, topics=topics, pace=Pace())
    rung = 0
    while letters := await outbox.lease(topics=set(topics)):
        for letter in letters:
            await hands.take(letter)
            rung += 1
            await topics[letter.topic](letter.payload)
            await OutboxRow.filter(id=letter.id).update(done_at=clock.now())
    assert rung > 3 * len(groups)
    lies = all_of(redis_url)
    assert "deliver" in lies
    assert hits(lies + caplog.text + await everything_kept(database), secrets) == []
    if hands.pool:
        await hands.pool.aclose(close_connection_pool=True)
    proof.found(people=len(secrets) // 2, jobs=rung, hits=0)


def all_of(url: str) -> str:
    """Every key of that Redis with its value, as text."""
    client = redis_client.Redis.from_url(url)
    found = []
    for key in client.scan_iter("*"):
        kind = client.type(key)
        value = client.zrange(key, 0, -1, withscores=True) if kind == b"zset" else client.dump(key)
        found.append(f"{key!r} {value!r}")
    client.close()
    return "\n".join(found)


async def test_a_number_that_is_put_into_redis_would_be_found(redis_url):
    """The control."""
    client = redis_client.Redis.from_url(redis_url)
    client.set("job", "11010519491231002X")
    client.close()
    assert hits(all_of(redis_url), ["11010519491231002X"]) == ["11010519491231002X"]


@pytest.mark.proof
async def test_a_dump_holds_no_number(database_url, database, tmp_path, proof):
    _groups, secrets = await all_travelling(proof)
    target = tmp_path / "dump"
    settings = settings_for(tmp_path, database_url=database_url)
    dumps.dump(settings, target)
    assert "示例" in text_of(target, database_url)
    assert hits(text_of(target, database_url), secrets) == []
    proof.found(people=len(secrets) // 2, hits=0)


def text_of(dump: Path, url: str) -> str:
    """A dump of PostgreSQL is packed; its own program writes it out as text."""
    if url.startswith("sqlite"):
        return dump.read_bytes().decode("utf-8", "ignore")
    done = subprocess.run(["pg_restore", "--file=-", str(dump)], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.proof
async def test_papers_and_packs_of_every_party_hold_no_number(database, tmp_path, proof):
    """Also of the right one: full numbers stand only in a file that was asked for with a reason."""
    groups, secrets = await all_travelling(proof)
    texts = [text for story in groups for text in await drawn_of(story, tmp_path)]
    assert hits("\n".join(texts), secrets) == []
    assert await Reveal.all().count() == 0
    proof.found(people=len(secrets) // 2, texts=len(texts), hits=0)
    first, own = groups[0], secrets[: 2 * PEOPLE]
    full = await documents.draw_up_in_full(
        "roster", first.id, reason="示例", by=first.union.organiser
    )
    words = read(draw(full), scale=0.2).words
    assert len(hits(words, own)) == len(own)
    assert await Reveal.all().count() == PEOPLE


async def drawn_of(story, folder: Path) -> list[str]:
    """What each party's papers say of a confirmed group, a roster as PDF, and a pack."""
    await stays.accept(story.id, by=story.operator.sales)
    await stays.confirm(story.number)
    texts = []
    team = [story.union.organiser, story.union.approver, story.union.finance, story.operator.steward, story.operator.sales]  # fmt: skip
    for by in [*team, story.operator.finance]:
        for one in await documents.documents_of(story.id, by=by):
            if not one.missing:
                document = await documents.draw_up(one.code, story.id, by=by)
                texts += document.texts()
    drawn = await documents.draw_up("roster", story.id, by=story.union.organiser)
    texts.append(read(draw(drawn), scale=0.2).words)
    await packs.ask_for_pack(story.id, by=story.union.organiser)
    row = await Pack.get(stay_id=story.number)
    await reimbursing.draw_pack(row.id, folder=folder)
    row = await Pack.get(id=row.id)
    with zipfile.ZipFile(io.BytesIO((folder / row.stored_name).read_bytes())) as pack:
        return texts + [read(pack.read(name), scale=0.2).words for name in pack.namelist()]


@pytest.mark.proof
async def test_another_union_and_another_base_draw_up_nothing(database, proof):
    groups, _secrets = await all_travelling(proof)
    other = await make_union()
    stranger = await made.submitted()
    for story, by in product(
        groups, (other.organiser, stranger.operator.steward, stranger.union.administrator)
    ):
        for code in ("roster", "insurance", "rooming", "sign-in"):
            with pytest.raises(stays.StayUnknown):
                await documents.draw_up(code, story.id, by=by)
            with pytest.raises((stays.StayUnknown, documents.DocumentUnknown)):
                await documents.draw_up_in_full(code, story.id, reason="x", by=by)


@pytest.mark.proof
async def test_the_payment_provider_hears_of_nobody(database, proof):
    groups, secrets = await all_travelling(proof)
    provider, heard = Provider(), []

    class Listening(httpx.ASGITransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            heard.append(f"{request.url} {request.headers} {(await request.aread()).decode()}")
            return await super().handle_async_request(request)

    gateway = Gateway(KEY, base=BASE, webhook_secret=SECRET, retries=0, transport=Listening(app=provider.app))  # fmt: skip
    for story in groups:
        await online.take_online(story.operator.organisation)
        charge = await Charge.get(stay_id=story.number)
        await stays.pay_online(charge.public_id, at=gateway, back="http://127.0.0.1:8000/union/payments/", by=story.union.finance)  # fmt: skip
        await online.stop_taking_online(story.operator.organisation)
    kept = str([*provider.sessions(), *provider.events(), *heard])
    assert len(heard) >= len(groups)
    assert provider.sessions()
    assert hits(kept, secrets) == []
    assert "示例一" not in kept
    proof.found(people=len(secrets) // 2, calls=len(heard), hits=0)


@pytest.mark.proof
async def test_a_page_that_breaks_over_a_number_says_it_nowhere(
    database, client, caplog, capsys, monkeypatch, proof
):
    """Whatever a fault's own words are, neither the page nor the log repeats them."""
    groups, secrets = await all_travelling(proof)
    caplog.set_level(logging.DEBUG)

    async def broken(*_given, **_named):
        raise RuntimeError(str(secrets))

    monkeypatch.setattr(rosters, "roster_of", broken)
    shown = []
    for story in groups:
        await sign_in_as(client, story.union.organiser)
        answer = await client.get(f"/union/stays/{story.id}/roster")
        assert answer.status_code == 500
        shown.append(answer.text)
    assert hits("".join(shown) + caplog.text + "".join(capsys.readouterr()), secrets) == []
    proof.found(people=len(secrets) // 2, pages=len(shown), hits=0)
