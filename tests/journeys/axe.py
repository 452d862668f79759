"""Runs axe-core in an open page and tells its violations of WCAG 2.2 A and AA in words.

Where many pages are judged, `source()` is an init script of their context: then it is sent once and
not with every page.
"""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

SOURCE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Without fetching all styles anew for each page: only the lock of orientation would read them (tests/house/test_colours.py).
RUN = """tags => axe.run(document,
  {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false})"""


async def violations(page: Page) -> list[str]:
    """One text for each broken rule: what, how grave, and every element that breaks it."""
    # Evaluated by the debugger, not by a script tag: the page keeps its own strict policy.
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(source())
    found: dict[str, Any] = await page.evaluate(RUN, list(TAGS))
    return [_told(violation, page=page) for violation in found["violations"]]


@cache
def source() -> str:
    return SOURCE.read_text()


def _told(violation: dict[str, Any], *, page: Page) -> str:
    heading = f"{violation['id']} ({violation['impact']}) at {page.url}: {violation['help']}"
    places = [_place(node) for node in violation["nodes"]]
    return "\n  ".join([heading, *places])


def _place(node: dict[str, Any]) -> str:
    summary = " ".join(node["failureSummary"].split())
    return f"{' '.join(map(str, node['target']))}: {node['html'][:160]} | {summary}"
