"""Groups travel, are settled, and their time is over: what is left of a thousand people is a keyed hash each, and nobody's name."""

from datetime import date, time, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from tortoise import Tortoise

from booking import money, rosters, stays
from booking.rosters.keeping_models import EntitlementRecord, ListEnd
from booking.rosters.models import Reveal, Traveller
from booking.rosters.places import index_of
from booking.stays.shredding import SHREDDED
from scheduler import dumps
from scheduler.topics import topics_of
from sites.foundation import clock, outbox
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.clients import test_settings as settings_for
from tests.factories import stays as made
from tests.factories.enrolments import carded
from tests.factories.invoices import invoiced
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place
from tests.factories.resident_numbers import resident_number_for
from tests.proofs.test_people import hits
from tests.proofs.test_people_elsewhere import text_of

PER_GROUP, CREW = 20, 2
LEFT_DAYS_AGO, NIGHTS = 12, 2
KEPT = timedelta(days=30)
WHY = "示例：办理保险"


@pytest.mark.proof
async def test_after_its_time_only_a_keyed_hash_is_left_of_each_worker(
    database, database_url, tmp_path, proof
):
    people = proof.size("retained_people", small=40, full=1000)
    groups = [
        await travelled(group, folder=tmp_path / "uploads")
        for group in range(-(-people // PER_GROUP))
    ]
    for party in await stays.entitlements_due():
        await stays.entitle(party)
    assert await stays.entitlements_due() == []
    names, numbers, indexes = everybody(groups)

    settled = clock.now()
    with clock.moved_to(settled + KEPT - timedelta(hours=1)):
        assert await stays.lists_to_shred() == []
        assert await stays.files_to_shred() == []
    assert hits(await rows_of("travellers"), names[:1])
    with clock.moved_to(settled + KEPT + timedelta(hours=1)):
        await _swept(database_url, tmp_path)

    dump = tmp_path / "dump"
    dumps.dump(settings_for(tmp_path, database_url=database_url), dump)
    assert hits(text_of(dump, database_url), [*names, *numbers]) == []
    assert hits(await bytes_of(database_url), names) == []
    assert await holding(indexes) == {"entitlement_records"}
    assert await EntitlementRecord.all().count() == len(indexes)
    assert await ListEnd.all().count() == len(groups)
    assert await Traveller.exclude(id_sealed="", phone_sealed="", id_masked="").count() == 0
    assert [*(tmp_path / "uploads").iterdir()] == []
    assert await Reveal.filter(reason=WHY).count() == await Reveal.all().count() == 2 * len(groups)
    proof.found(people=len(names), records=len(indexes), looks=2 * len(groups), hits=0)

    with clock.moved_to(clock.now() + timedelta(days=366)):
        await rosters.forget_old_records()
    assert await EntitlementRecord.all().count() == 0


async def test_a_list_that_is_not_shredded_would_be_found(database, database_url, tmp_path):
    """The control: the same dump before the time is over, and the same hashes where the list has them."""
    groups = [await travelled(0, folder=tmp_path / "uploads")]
    names, numbers, indexes = everybody(groups)
    dump = tmp_path / "dump"
    dumps.dump(settings_for(tmp_path, database_url=database_url), dump)
    assert hits(text_of(dump, database_url), names) == names
    assert hits(text_of(dump, database_url), numbers) == []
    assert await holding(indexes) == {"travellers", "entitlement_records"}


async def test_without_overwriting_names_would_lie_in_the_file_of_sqlite(
    database, database_url, tmp_path
):
    """The control."""
    groups = [await travelled(0, folder=tmp_path / "uploads")]
    if database_url.startswith("sqlite"):
        await fetch("PRAGMA secure_delete=OFF")
        with clock.moved_to(clock.now() + KEPT + timedelta(hours=1)):
            await _swept(database_url, tmp_path)
        assert hits(await bytes_of(database_url), everybody(groups)[0])


async def travelled(group: int, *, folder: Path) -> SimpleNamespace:
    """A settled group with a list, a look at full numbers, a card, and a paper that names people."""
    union, place = await make_union(), await make_place()
    heads = Heads(PER_GROUP - CREW, 0, CREW)
    story = await made.confirmed(
        union=union, place=place, starts_in=-NIGHTS - LEFT_DAYS_AGO, nights=NIGHTS, heads=heads,
        rooms={TWIN: PER_GROUP // 2}, made_days_ago=60,
    )  # fmt: skip
    story.people = [_person(group, n) for n in range(PER_GROUP)]
    with clock.moved_to(clock.at(story.check_in - timedelta(days=20), time(10))):
        await stays.name_travellers(story.id, story.people, by=union.organiser)
        await carded(story, leader=story.people[-1].name, leader_phone=f"137{group:08d}")
        await _paper(story, folder)
        row = (
            await Traveller.filter(party__organisation_id=union.organisation).order_by("id").first()
        )
        assert row
        await rosters.reveal_id(row.public_id, reason=WHY, by=union.organiser)
    with clock.moved_to(clock.at(story.check_in, time(15))):
        await stays.reveal_for_registration(story.id, row.public_id, reason=WHY, by=story.operator.steward)  # fmt: skip
    for night in story.nights:
        with clock.moved_to(clock.at(night, time(20))):
            await made.counted(story, night, heads)
    with clock.moved_to(clock.at(story.check_out, time(10))):
        await stays.depart(story.id, by=story.operator.steward)
    await stays.present_account(story.id, by=story.operator.sales)
    await stays.accept_account(story.id, by=union.organiser)
    await _paid(story)
    return story


async def _paper(story: SimpleNamespace, folder: Path) -> None:
    """A list of insured people, as an agency sends it; its name names one of them."""
    stored = stays.store(folder, b"%PDF-1.7 " + story.people[0].name.encode())
    await stays.add_paper(
        story.id, kind="other", shown_name=f"{story.people[0].name}.pdf", stored_name=stored,
        media_type="application/pdf", size=30, by=story.union.organiser,
    )  # fmt: skip


async def _paid(story: SimpleNamespace) -> None:
    account = await money.account_of(story.number)
    await money.record_receipt(
        account.charges[0].id, amount=account.owed, received_on=clock.today(),
        voucher=f"示例 {story.number}", by=story.operator.finance,
    )  # fmt: skip
    await invoiced(story)
    await stays.settle(story.id, by=story.operator.finance)


def _person(group: int, n: int) -> rosters.TravellerDraft:
    nth = group * PER_GROUP + n
    return rosters.draft(
        name=f"{chr(0x4E00 + nth)}{chr(0x5000 + nth)}示例", kind="crew" if n >= PER_GROUP - CREW else "worker",
        number=resident_number_for(date(1970, 1, 1) + timedelta(days=nth)), phone=f"136{nth:08d}",
    )  # fmt: skip


def everybody(groups: list[SimpleNamespace]) -> tuple[list[str], list[str], list[str]]:
    """Names, numbers with telephones, and the hashes of the workers, who alone have an entitlement."""
    people = [one for story in groups for one in story.people]
    numbers = [text for one in people for text in (one.number, one.phone)]
    workers = [index_of(one.document, one.number) for one in people if one.kind == "worker"]
    return [one.name for one in people], numbers, workers


async def bytes_of(url: str) -> str:
    """What lies in the file of SQLite once its log is written into it; PostgreSQL keeps its own house."""
    if not url.startswith("sqlite"):
        return ""
    await fetch("PRAGMA wal_checkpoint(TRUNCATE)")
    path = Path(url.removeprefix("sqlite://"))
    files = [one.read_bytes() for one in path.parent.glob(f"{path.name}*")]
    return b"".join(files).decode("utf-8", "ignore")


async def rows_of(table: str) -> str:
    return str(await fetch(f"SELECT * FROM {table}"))


async def holding(indexes: list[str]) -> set[str]:
    """Which tables have any of the hashes."""
    tables = {model._meta.db_table for app in Tortoise.apps.values() for model in app.values()}
    return {table for table in tables if hits(await rows_of(table), indexes)}


async def _swept(database_url: str, folder: Path) -> None:
    """As the timetable does it, and the job that deletes files."""
    for party in await stays.lists_to_shred():
        await stays.shred_list(party)
    for stay in await stays.files_to_shred():
        await stays.shred_files(stay)
    assert await stays.lists_to_shred() == await stays.files_to_shred() == []
    delete = topics_of(settings_for(folder, database_url=database_url))[SHREDDED]
    for letter in await outbox.lease(1000, topics={SHREDDED}):
        await delete(letter.payload)
