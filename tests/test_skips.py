"""A skip is named in the last lines, and in CI it is a failure."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SKIPPED = "import pytest\n\ndef test_later():\n    pytest.skip('no server')\n"


@pytest.fixture(autouse=True)
def _own_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("CI", raising=False)


def test_a_skip_is_counted_and_named_with_its_reason(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_some=SKIPPED)

    result = pytester.runpytest_subprocess("-p", "tests.skips")

    assert result.ret == 0
    result.stdout.fnmatch_lines(["*= 1 skipped =*", "test_some.py::test_later: no server"])


@pytest.mark.parametrize("processes", [[], ["-p", "xdist", "-n", "2"]], ids=["alone", "with xdist"])
def test_in_ci_a_skip_fails_the_run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, processes: list[str]
) -> None:
    monkeypatch.setenv("CI", "1")
    pytester.makepyfile(test_some=SKIPPED)

    result = pytester.runpytest_subprocess("-p", "tests.skips", *processes)

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["In CI nothing may be skipped."])


def test_in_ci_a_run_without_skips_passes(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "1")
    pytester.makepyfile(test_some="def test_now():\n    pass\n")

    assert pytester.runpytest_subprocess("-p", "tests.skips").ret == 0
