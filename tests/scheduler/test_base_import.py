"""`tongxin import-sites`: the template is written once, faults store nothing, a yes stores all or nothing."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from tests.scheduler.commands import tongxin

Fresh = Callable[[str], str]


def test_a_filled_list_is_stored_once_and_refused_the_second_time(
    fresh_database: Fresh, tmp_path: Path
) -> None:
    url, file = fresh_database("sqlite"), str(tmp_path / "list.xlsx")
    assert tongxin("import-sites", file, "--template", folder=tmp_path).returncode == 0
    first = tongxin("import-sites", file, "--yes", folder=tmp_path, DATABASE_URL=url)
    assert (first.returncode, "HS-05-071" in first.stdout) == (0, True), first.stderr
    second = tongxin("import-sites", file, "--yes", folder=tmp_path, DATABASE_URL=url)
    assert (second.returncode, "HS-05-071" in second.stderr) == (1, True)


def test_every_fault_is_named_by_its_cell_and_nothing_is_stored(
    fresh_database: Fresh, tmp_path: Path
) -> None:
    url, file = fresh_database("sqlite"), tmp_path / "list.xlsx"
    tongxin("import-sites", str(file), "--template", folder=tmp_path)
    sound = file.read_bytes()
    book = load_workbook(file)
    book["基地"]["D2"], book["价格"]["F2"] = "城堡", "NaN"
    book.save(file)
    done = tongxin("import-sites", str(file), "--yes", folder=tmp_path, DATABASE_URL=url)
    assert done.returncode == 1
    assert "基地!D2:" in done.stderr
    assert "价格!F2:" in done.stderr
    file.write_bytes(sound)
    assert (
        tongxin("import-sites", str(file), "--yes", folder=tmp_path, DATABASE_URL=url).returncode
        == 0
    )


def test_a_file_that_is_there_is_not_written_over_and_a_missing_one_is_said(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(b"mine")
    assert tongxin("import-sites", str(file), "--template", folder=tmp_path).returncode == 1
    assert file.read_bytes() == b"mine"
    missing = tongxin("import-sites", str(tmp_path / "no.xlsx"), folder=tmp_path)
    assert (missing.returncode, "no.xlsx" in missing.stderr) == (1, True)
    assert tongxin("import-sites", str(file), folder=tmp_path).returncode == 1
