"""The stairs hold: the contracts of pyproject.toml are kept, and each kind of break is caught."""

import ast
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("booking", "sites", "scheduler")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source, free to be broken."""
    for package in PACKAGES:
        leave_out = shutil.ignore_patterns("__pycache__", "data")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=leave_out)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_are_kept() -> None:
    assert _broken(ROOT) == []


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("sites/regions/upward.py", "import booking", "The house has one direction"),
        ("sites/regions/upward.py", "import sites.listings", "Rooms of sites"),
        ("booking/people/upward.py", "import booking.stays", "Rooms of booking"),
        ("sites/foundation/utils.py", "", "The foundation is a closed list"),
        ("booking/stays/paying.py", "import stripe", "Stripe is spoken in one file"),
        ("scheduler/queueing.py", "import arq", "arq is spoken in one file"),
        ("booking/stays/answering.py", "import starlette", "Rooms of the trade know no HTTP"),
        ("booking/web/tables.py", "import booking.people.models", "Tables stay out"),
    ],
)
def test_a_break_is_caught(copy: Path, file: str, line: str, contract: str) -> None:
    (copy / file).write_text(f"{line}\n")

    assert any(broken.startswith(contract) for broken in _broken(copy))


def test_nothing_imports_the_composition_of_the_web_process() -> None:
    importers = [path for path in _sources() if "asgi" in _imported(path)]

    assert importers == []


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_the_name_is_ours_and_no_other_distribution_took_it(package: str) -> None:
    spec = find_spec(package)

    assert spec
    assert spec.origin == str(ROOT / package / "__init__.py")


@pytest.mark.parametrize("path", [*PACKAGES, "templates"])
def test_no_file_has_a_name_that_says_nothing(path: str) -> None:
    empty_names = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service"}

    assert [file for file in (ROOT / path).rglob("*") if file.stem in empty_names] == []


def _broken(folder: Path) -> list[str]:
    """The names of the contracts that import-linter finds broken in the folder."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    told = [line for line in done.stdout.splitlines() if " BROKEN" in line]
    assert (done.returncode == 0) == (not told), done.stdout + done.stderr
    return told


def _sources() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    wholly = [
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    ]
    partly = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in [*wholly, *partly]}
