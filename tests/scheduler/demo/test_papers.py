from pathlib import Path

from booking import stays
from scheduler.demo.papers import keep_papers, sample_page
from scheduler.demo.unions import demo_unions
from tests.factories import stays as made


def test_a_sample_page_is_a_pdf_with_a_true_table_of_places() -> None:
    data = sample_page("SAMPLE contract ABC")
    assert stays.media_type_of(data) == "application/pdf"
    start = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert data[start:].startswith(b"xref\n0 5\n")
    for number, line in enumerate(data[start:].split(b"\n")[3:7], start=1):
        assert data[int(line[:10]) :].startswith(f"{number} 0 obj".encode())


async def test_the_first_union_has_its_sealed_contract_and_an_approval_once(
    database: str, tmp_path: Path
) -> None:
    sealed = await made.confirmed()
    await made.confirmed(union=sealed.union, starts_in=60)
    await stays.seal_contract(sealed.id, by=sealed.union.organiser)
    cast = {demo_unions()[0].email: sealed.union.organiser}
    for _again in range(2):
        await keep_papers(cast, tmp_path / "papers")
    found = (await stays.papers_of(sealed.union.organiser)).items
    assert {(one.stay, one.kind) for one in found} == {(sealed.id, "contract"), (sealed.id, "approval")}  # fmt: skip
    assert files_in(tmp_path / "papers") == 2
    assert all("示例" in one.shown_name for one in found)


def files_in(folder: Path) -> int:
    return len(list(folder.iterdir()))
