"""A pack holds every paper that there is, says what does not agree, is kept as drawn, and goes with the names."""

import hashlib
import io
import zipfile
from datetime import time, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from booking import documents, stays
from booking.documents import pack as reimbursing
from booking.people.models import Membership
from booking.people.permissions import NotGranted
from booking.stays import packs
from booking.stays.packs import PackUnderway
from booking.stays.packs.models import Pack
from booking.stays.refusals import StayUnknown
from scheduler.jobs.files import deleting
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from sites.foundation.settings import Settings
from sites.packages import Heads
from tests.booking.documents.papers import read
from tests.booking.stays.rooming.town import named
from tests.booking.stays.stories import account_and_agree, depart, pay_and_settle
from tests.factories import stays as made
from tests.factories.people import make_union

PDF = b"%PDF-1.4 invented"


async def travelled() -> SimpleNamespace:
    """Four named people, who came, were counted, charged and paid for."""
    story = await named(2, 2, make=made.confirmed, starts_in=0, nights=1, made_days_ago=30)
    story.nights = [story.check_in]
    with clock.moved_to(clock.at(story.check_in, time(20))):
        await made.counted(story, story.check_in, Heads(4), rooms=2)
    await depart(story)
    await account_and_agree(story)
    return story


async def uploaded(story: SimpleNamespace, folder: Path, kind: str, name: str) -> str:
    stored = stays.store(folder, PDF)
    await stays.add_paper(
        story.id, kind=kind, shown_name=name, stored_name=stored, media_type="application/pdf", size=len(PDF),
        by=story.union.organiser,
    )  # fmt: skip
    return stored


async def drawn(story: SimpleNamespace, folder: Path, *, by=None) -> Pack:
    await packs.ask_for_pack(story.id, by=by or story.union.organiser)
    row = await Pack.filter(stay_id=story.number).order_by("-id").first()
    assert row
    await reimbursing.draw_pack(row.id, folder=folder)
    return await Pack.get(id=row.id)


def opened(folder: Path, row: Pack) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO((folder / row.stored_name).read_bytes()))


async def test_a_pack_holds_every_paper_and_every_file_and_the_report_names_each(
    database, tmp_path
):
    story = await travelled()
    await uploaded(story, tmp_path, "contract", "合同.pdf")
    row = await drawn(story, tmp_path)
    assert row.state == "drawn"
    with opened(tmp_path, row) as pack:
        assert pack.testzip() is None
        names = pack.namelist()
        report = read(pack.read(names[0]), scale=0.2).words
        roster = next(name for name in names if "花名册" in name)
        assert "示例甲" in read(pack.read(roster), scale=0.2).words
        assert pack.read(names[-1]) == PDF
    offered = await documents.documents_of(story.id, by=story.union.organiser)
    ready = [one for one in offered if not one.missing and one.code != "instructions"]
    assert len(names) == 1 + len(ready) + 1
    assert "一致性报告" in report
    assert all(name.split("-", 1)[1].split("-")[0] in report for name in names[1:])
    assert names == sorted(names)


async def test_what_does_not_agree_stands_in_the_report_and_stays_as_it_was_then(
    database, tmp_path
):
    story = await travelled()
    row = await drawn(story, tmp_path)
    codes = {one["code"] for one in row.findings}
    assert {"unpaid", "charged_invoiced", "days_uninsured"} <= codes
    with opened(tmp_path, row) as pack:
        words = read(pack.read(pack.namelist()[0]), scale=0.2).words
    found = [reimbursing.said(reimbursing.from_facts(one)) for one in row.findings]
    assert all("".join(one.split()) in words for one in found)
    await pay_and_settle(story)
    later = await drawn(story, tmp_path)
    assert "unpaid" not in {one["code"] for one in later.findings}
    again = await Pack.get(id=row.id)
    assert "unpaid" in {one["code"] for one in again.findings}
    content = (tmp_path / again.stored_name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == again.sha256
    assert "示例" not in str(again.findings)


async def test_a_job_that_runs_twice_draws_once_and_leaves_one_file(database, tmp_path):
    story = await travelled()
    row = await drawn(story, tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    await reimbursing.draw_pack(row.id, folder=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert not await packs.keep_pack(row.id, packs.DrawnFile("f" * 32, 1, ""), [])


async def test_one_pack_at_a_time_and_another_after_nobody_drew_it(database):
    story = await travelled()
    await packs.ask_for_pack(story.id, by=story.union.organiser)
    with pytest.raises(PackUnderway):
        await packs.ask_for_pack(story.id, by=story.union.organiser)
    with clock.moved_to(clock.now() + timedelta(minutes=16)):
        await packs.ask_for_pack(story.id, by=story.union.organiser)


async def test_who_sees_no_lists_gets_a_pack_without_names_and_never_one_with_them(
    database, tmp_path
):
    story = await travelled()
    await uploaded(story, tmp_path, "other", "示例甲的证明.pdf")
    whole = await drawn(story, tmp_path)
    bare = await drawn(story, tmp_path, by=story.union.finance)
    assert (whole.has_names, bare.has_names) == (True, False)
    with opened(tmp_path, bare) as pack:
        names = pack.namelist()
        texts = "".join(read(pack.read(name), scale=0.2).words for name in names)
    assert not [name for name in names if "花名册" in name or "示例甲" in name]
    assert "示例甲" not in texts
    with pytest.raises(StayUnknown):
        await packs.pack_file(story.id, whole.public_id, by=story.union.finance)
    assert await packs.pack_file(story.id, bare.public_id, by=story.union.finance)


async def test_nobody_else_asks_for_a_pack_or_fetches_it(database, tmp_path):
    story = await travelled()
    row = await drawn(story, tmp_path)
    other = await make_union()
    for verb in (
        packs.ask_for_pack(story.id, by=other.organiser),
        packs.pack_file(story.id, row.public_id, by=other.organiser),
        packs.pack_file(story.id, row.public_id, by=story.operator.finance),
    ):
        with pytest.raises(StayUnknown):
            await verb
    with pytest.raises(NotGranted):
        await packs.ask_for_pack(story.id, by=story.union.viewer)


async def test_a_pack_whose_asker_left_is_given_up_with_the_reason(database, tmp_path):
    story = await travelled()
    await packs.ask_for_pack(story.id, by=story.union.organiser)
    await Membership.filter(user_id=story.union.organiser.user_id).update(ended_at=clock.now())
    row = await Pack.get(stay_id=story.number)
    await reimbursing.draw_pack(row.id, folder=tmp_path / "uploads")
    row = await Pack.get(id=row.id)
    assert (row.state, row.why) == ("failed", "left")
    assert not (tmp_path / "uploads").exists()


async def test_packs_and_papers_that_name_people_go_with_the_list_and_vouchers_stay(
    database, tmp_path
):
    story = await travelled()
    folder = tmp_path / "uploads"
    naming = [await uploaded(story, folder, kind, f"{kind}.pdf") for kind in ("other",)]
    voucher = await uploaded(story, folder, "contract", "合同.pdf")
    row = await drawn(story, folder)
    bare = await drawn(story, folder, by=story.union.finance)
    await pay_and_settle(story)
    await packs.ask_for_pack(story.id, by=story.union.finance)
    assert await stays.files_to_shred() == []
    with clock.moved_to(clock.now() + timedelta(days=31)):
        assert await stays.files_to_shred() == [story.number]
        assert await stays.shred_files(story.number) == 2
        assert await stays.shred_files(story.number) == 0
        assert await stays.files_to_shred() == []
    letter = await OutboxRow.get(topic="files.shredded")
    assert set(letter.payload["names"]) == {*naming, row.stored_name}
    delete = deleting(Settings(data_dir=tmp_path))
    await delete(letter.payload)
    await delete(letter.payload)
    assert {path.name for path in folder.iterdir()} == {voucher, bare.stored_name}
    assert (await Pack.get(id=row.id)).state == "shredded"
    page = await stays.page_of(story.id, by=story.union.organiser)
    assert [paper.kind for paper in page.papers] == ["contract"]


async def test_a_pack_that_is_asked_for_prolongs_no_retention(database, tmp_path):
    story = await travelled()
    await drawn(story, tmp_path)
    await pay_and_settle(story)
    with clock.moved_to(clock.now() + timedelta(days=20)):
        await packs.ask_for_pack(story.id, by=story.union.finance)
    with clock.moved_to(clock.now() + timedelta(days=31)):
        assert await stays.files_to_shred() == [story.number]
        assert len(await stays.lists_to_shred()) == 1


async def test_whoever_is_erased_goes_from_packs_that_were_drawn_before(database, tmp_path):
    story = await travelled()
    row = await drawn(story, tmp_path)
    await stays.erase_person(story.id, story.people[0], by=story.union.organiser)
    assert (await Pack.get(id=row.id)).state == "shredded"
    assert (await OutboxRow.get(topic="files.shredded")).payload["names"] == [row.stored_name]


async def test_a_job_deletes_nothing_but_random_names_in_its_folder(tmp_path):
    folder = tmp_path / "uploads"
    folder.mkdir()
    (tmp_path / "tongxin.db").write_bytes(b"x")
    await deleting(Settings(data_dir=tmp_path))({"names": ["../tongxin.db", "", "f" * 32]})
    assert (tmp_path / "tongxin.db").exists()
