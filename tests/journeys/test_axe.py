"""The accessibility check bites: a bad page has violations, a good one none."""

import hashlib
import re

from playwright.async_api import Browser, Page

from tests.journeys import axe

POLICY = "<meta http-equiv=content-security-policy content=\"default-src 'none'\">"
HEAD = f"<!doctype html><html lang=zh-Hans><head><meta charset=utf-8>{POLICY}<title>基地</title>"
GOOD = f"{HEAD}<body><main><h1>疗休养基地</h1><label>人数 <input name=heads></label></main>"
BAD = f"{HEAD}<body><font color=#dddddd>疗休养基地</font><input name=heads><img src=data:,>"


async def test_a_good_page_has_no_violations(browser: Browser) -> None:
    page = await _shown(browser, GOOD)

    assert await axe.violations(page) == []


async def test_a_bad_page_is_told_by_rule_and_place(browser: Browser) -> None:
    page = await _shown(browser, BAD)

    told = await axe.violations(page)

    assert {text.split()[0] for text in told} == {"color-contrast", "image-alt", "label"}
    assert any("input: <input name" in text for text in told)


async def test_a_page_is_judged_anew_each_time(browser: Browser) -> None:
    page = await _shown(browser, GOOD)
    await axe.violations(page)

    await page.evaluate(
        "() => document.querySelector('label').replaceWith(document.querySelector('input'))"
    )

    assert len(await axe.violations(page)) == 1


def test_axe_is_the_file_that_its_note_names() -> None:
    note = (axe.SOURCE.parent / "README.md").read_text()
    digest = hashlib.sha256(axe.SOURCE.read_bytes()).hexdigest()

    assert re.search(rf"\baxe\.min\.js\b.*\b{digest}\b", note)


async def _shown(browser: Browser, html: str) -> Page:
    """The page under a policy that lets no script of its own run."""
    page = await browser.new_page()
    await page.set_content(html)
    return page
